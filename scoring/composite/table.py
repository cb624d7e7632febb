"""Scoring a flat table by a scheme: what `rasad score-table` does, as a pure function of texts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.errors import InputError
from scoring.composite.build import build
from scoring.composite.choices import Step
from scoring.composite.csv_table import Table
from scoring.composite.grid import CellError, Grid, Numbers
from scoring.composite.hierarchy import Leaf, leaves
from scoring.composite.scheme import TableScheme
from scoring.composite.table_output import scores_text, stages_text, text_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredTable:
    """The scores as CSV text, and every stage on the way by file name."""

    output: str
    stages: Mapping[str, str]


def score_table(
    scheme: TableScheme,
    data: Table,
    *,
    denominators: Table | None = None,
    period_column: str | None = None,
) -> ScoredTable:
    """Score one row per unit (and period); InputError names file, line and column of what does not fit."""
    raw = _raw(scheme, data, period_column)
    sizes = _denominators(scheme, raw, data, denominators, period_column)
    try:
        # What cannot be worked out is found by its value and named, so numpy need not warn as well.
        with np.errstate(all="ignore"):
            built = build(scheme, raw, sizes)
    except CellError as error:
        line = _line(raw, data, error)
        message = f"{data.file}: line {line}, column '{error.column}': {error.trouble}"
        raise InputError(message) from None
    except InputError as error:
        raise InputError(f"{data.file}: {error}") from None
    return ScoredTable(
        output=scores_text(scheme, raw, built, period_column),
        stages=stages_text(scheme, raw, built, period_column),
    )


def _raw(scheme: TableScheme, data: Table, period_column: str | None) -> Grid:
    texts = {name: data.words(name) for name in text_columns(scheme)}
    empty = Grid(
        units=data.words(scheme.unit),
        columns=(),
        values=np.empty((len(data.rows), 0)),
        periods=data.words(period_column) if period_column else (),
        texts=texts,
    )
    _check_units(empty, data, scheme.unit)
    wanted = leaves(scheme.index)
    names = dict.fromkeys(name for leaf in wanted for name in leaf.columns)
    numbers = {name: data.numbers(name, scheme.missing_values) for name in names}
    return empty.with_columns({leaf.id: _column(leaf, numbers, empty, data.file) for leaf in wanted})


def _column(leaf: Leaf, numbers: Mapping[str, Numbers], grid: Grid, file: str) -> Numbers:
    """An indicator's column of the table, or what its formula makes of several."""
    if leaf.formula is None:
        return numbers[leaf.source]
    values = leaf.formula.value(numbers)
    endless = np.flatnonzero(np.isinf(values))
    if endless.size:
        row = int(endless[0])
        given = ", ".join(f"{name} {numbers[name][row]:g}" for name in leaf.formula.names)
        unit = f"{grid.units[row]} {grid.periods[row]}" if grid.periods else grid.units[row]
        raise InputError(
            f"{file}: unit '{unit}', indicator '{leaf.id}': the formula '{leaf.formula.text}' cannot be "
            f"worked out with {given}; correct the table, or the formula"
        )
    return values


def _check_units(grid: Grid, data: Table, column: str) -> None:
    periods = grid.periods or ("",) * len(grid.units)
    first: dict[tuple[str, str], int] = {}
    for unit, period, line in zip(grid.units, periods, data.lines, strict=True):
        if grid.periods and not period:
            raise InputError(f"{data.file}: line {line}: the row says no period; fill it in")
        if not unit:
            raise InputError(f"{data.file}: line {line}, column '{column}': the unit has no name; fill it in")
        if (unit, period) in first:
            what = f"'{unit}' in {period}" if period else f"'{unit}'"
            raise InputError(
                f"{data.file}: line {line}, column '{column}': {what} stands on line "
                f"{first[unit, period]} already; keep one, or name the period column"
            )
        first[unit, period] = line


def _line(raw: Grid, data: Table, error: CellError) -> int:
    periods = raw.periods or ("",) * len(raw.units)
    rows = zip(raw.units, periods, data.lines, strict=True)
    return next(line for unit, period, line in rows if (unit, period) == (error.unit, error.period))


def _denominators(
    scheme: TableScheme, raw: Grid, data: Table, other: Table | None, period_column: str | None
) -> dict[str, Numbers]:
    used = leaves(scheme.index) if Step.DENOMINATE in scheme.steps_in_order else []
    names = dict.fromkeys(leaf.denominator for leaf in used if leaf.denominator)
    return {name: _denominator(name, scheme, raw, data, other, period_column) for name in names}


def _denominator(
    name: str, scheme: TableScheme, raw: Grid, data: Table, other: Table | None, period_column: str | None
) -> Numbers:
    """A denominator's column: from the file of denominators when it is there, else from the table itself."""
    if other is None or name not in other.columns:
        return data.numbers(name, scheme.missing_values)
    has_periods = period_column is not None and period_column in other.columns
    periods = other.words(period_column) if period_column and has_periods else ("",) * len(other.rows)
    keys = zip(other.words(scheme.unit), periods, strict=True)
    values = dict(zip(keys, other.numbers(name, scheme.missing_values).tolist(), strict=True))
    wanted = zip(raw.units, raw.periods if has_periods else ("",) * len(raw.units), strict=True)
    return np.array([_found(values, key, name, other.file) for key in wanted], dtype=np.float64)


def _found(values: Mapping[tuple[str, str], float], key: tuple[str, str], name: str, file: str) -> float:
    if key not in values:
        unit, period = key
        when = f" in {period}" if period else ""
        raise InputError(f"{file}: there is no row for '{unit}'{when}, whose '{name}' is needed; add it")
    return values[key]
