"""`rasad score-table`: an index on any spreadsheet, without a database."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import InputError
from rasad.commands.files import read_text


def score_table(
    scheme: Annotated[Path, typer.Argument(metavar="SCHEME.yaml", help="How the index is made.")],
    data: Annotated[Path, typer.Argument(metavar="DATA.csv", help="One row a unit.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the scores and ranks go.")],
    stages: Annotated[Path | None, typer.Option("--stages", help="A folder for every stage.")] = None,
    denominators: Annotated[
        Path | None, typer.Option("--denominators", help="A table of denominators beside the data.")
    ] = None,
    period_column: Annotated[
        str | None, typer.Option("--period-column", help="The column that says which period a row is of.")
    ] = None,
) -> None:
    """Score a flat table by a scheme file; docs/how-to/score-a-table.md documents the scheme file."""
    _require_another_file(output, scheme, data, denominators)
    # The engine brings SciPy, whose import costs every other command half a second.
    from scoring.composite.csv_table import read_csv
    from scoring.composite.scheme_file import read_scheme
    from scoring.composite.table import score_table as score

    scored = score(
        read_scheme(read_text(scheme), str(scheme)),
        read_csv(read_text(data), str(data)),
        denominators=read_csv(read_text(denominators), str(denominators)) if denominators else None,
        period_column=period_column,
    )
    for name, text in scored.stages.items() if stages else ():
        _write((stages or Path()) / name, text)
    _write(output, scored.output)


def _require_another_file(output: Path, *given: Path | None) -> None:
    for path in given:
        if path and path.exists() and output.exists() and output.samefile(path):
            raise InputError(f"{output}: --output would write over what was given; name another file")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}; name another place") from error
