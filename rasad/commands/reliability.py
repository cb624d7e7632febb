"""`rasad reliability`: how far people agree, from a table, from judgements by rubric, or from the review."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.digits import latin_digits
from core.errors import InputError
from core.handed_in import Judgement
from rasad.commands.files import read_text
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from storage.codings import coded_twice
from storage.given import given_until

if TYPE_CHECKING:
    from scoring.reliability_report import ReliabilityReport

app = typer.Typer(help="How far people agree beyond chance.", no_args_is_help=True)

type Rows = Sequence[Sequence[Hashable | None]]

LevelOption = Annotated[
    str, typer.Option("--level", help="The scale of the ratings: nominal, ordinal, interval or ratio.")
]
SeedOption = Annotated[int, typer.Option("--seed", help="Of the draws behind the intervals.")]


@app.command()
def table(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="One row a unit, one column a coder.")],
    level: LevelOption = "nominal",
    unit: Annotated[
        str | None, typer.Option("--unit", help="The column that names the unit; the first if not given.")
    ] = None,
    coders: Annotated[
        str | None, typer.Option("--coders", help="Columns, with commas; all others if not given.")
    ] = None,
    missing: Annotated[
        str, typer.Option("--missing", help="Words, with commas, that mean no rating, beside the empty cell.")
    ] = "",
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """The agreement of the coders of a table."""
    from scoring.composite.csv_table import read_csv

    _require_level(level)
    read = read_csv(read_text(file), str(file))
    named = unit or read.columns[0]
    read.place(named)
    columns = coders.split(",") if coders else [name for name in read.columns if name != named]
    columns = [name.strip() for name in columns]
    if len(columns) < 2:
        raise InputError(f"{file}: there is one column of ratings; agreement needs two coders")
    absent = {"", *(word.strip() for word in missing.split(","))}
    cells = list(zip(*(read.words(name) for name in columns), strict=True))
    rows = [
        [None if cell in absent else _rating(cell, level, file, line) for cell in row]
        for row, line in zip(cells, read.lines, strict=True)
    ]
    _show({str(file): rows}, level, seed=seed, as_json=as_json)


@app.command()
def judgements(
    rubric: Annotated[str | None, typer.Option("--rubric", help="One rubric; all if not given.")] = None,
    level: LevelOption = "ordinal",
    seed: SeedOption = 0,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """The agreement of raters on what was judged by rubric (`rasad judgement import`), by rubric."""
    with open_home(home).database.read() as connection:
        given = given_until(connection, read_now(now)).judgements
    by_rubric: dict[str, list[Judgement]] = defaultdict(list)
    for one in given:
        if rubric in (None, one.rubric):
            by_rubric[one.rubric].append(one)
    if not by_rubric:
        raise InputError(f"there is no judgement{f' by {rubric}' if rubric else ''}; import them first")
    _show({name: _judged(marks) for name, marks in by_rubric.items()}, level, seed=seed, as_json=as_json)


@app.command()
def review(
    month: Annotated[
        str, typer.Option("--month", help="A Jalali month such as 1404-07; all if not given.")
    ] = "",
    seed: SeedOption = 0,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """The agreement of analysts on texts that two coded without knowing of each other, by aspect."""
    from scoring.codes import rows_by_aspect

    with open_home(home).database.read() as connection:
        pairs = coded_twice(connection, month=month)
    found = {aspect.value: rows for aspect, rows in rows_by_aspect(pairs).items() if rows}
    if not found:
        raise InputError(
            "no text was coded by two analysts yet; docs/how-to/review.md says how texts are drawn"
        )
    _show(found, "nominal", seed=seed, as_json=as_json)


def _require_level(level: str) -> None:
    from scoring.reliability import Level

    if level not in list(Level):
        raise InputError(f"there is no level '{level}'; write one of {', '.join(Level)}")


def _rating(cell: str, level: str, file: Path, line: int) -> Hashable:
    """A word where categories are rated, else a number."""
    if level == "nominal":
        return latin_digits(cell)
    try:
        number = float(latin_digits(cell).replace("٫", "."))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise InputError(f"{file}: line {line}: '{cell}' is not a number, which --level {level} needs")
    return number


def _judged(marks: Sequence[Judgement]) -> Rows:
    raters = sorted({mark.rater for mark in marks})
    units: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for mark in marks:
        units[str(mark.agency), mark.subject, mark.day.isoformat()][mark.rater] = mark.rating
    return [[of.get(rater) for rater in raters] for _, of in sorted(units.items())]


def _show(sets: Mapping[str, Rows], level: str, *, seed: int, as_json: bool) -> None:
    # SciPy takes half a second to import, and most commands measure no agreement.
    from scoring.reliability import Level
    from scoring.reliability_report import reliability_report

    _require_level(level)
    reports = {name: reliability_report(rows, Level(level), seed=seed) for name, rows in sets.items()}
    if as_json:
        print_json({name: asdict(one) | {"verdict": one.verdict} for name, one in reports.items()})
        return
    for name, report in reports.items():
        _print(name, report)


def _print(name: str, report: "ReliabilityReport") -> None:
    alone = f", {report.single} with one rating only" if report.single else ""
    gaps = f", {report.missing} rating(s) missing" if report.missing else ""
    typer.echo(f"{name}: {report.units} unit(s), {report.coders} coders, {report.level}{gaps}{alone}")
    for label, coefficient in report.coefficients.items():
        low_high = coefficient.interval
        interval = f" [{low_high[0]:.3f}–{low_high[1]:.3f}]" if low_high else ""
        typer.echo(f"  {label:22} {coefficient.value:.4f}{interval}")
    typer.echo(f"  by alpha: {report.verdict} (from 0.8 reliable, from 0.667 tentative)")
    if report.needed:
        rarest = min(report.shares, key=lambda category: report.shares[category])
        sizes = ", ".join(f"{units} for alpha {least}" for least, units in report.needed.items())
        typer.echo(f"  units needed for the rarest category '{rarest}': {sizes}")
