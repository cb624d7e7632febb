"""Tables as CSV text: cells with the row they stand in, and numbers read with clear refusals."""

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import StringIO
from math import isfinite, isnan

import numpy as np

from core.digits import latin_digits
from core.errors import InputError
from scoring.composite.grid import Numbers

_LARGEST = 1e100
"""Squares and products of larger numbers overflow, and a mean would be wrong in silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file as read: its name for messages, its columns, and its rows of cells."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """The line of the file on which each row ends."""

    def words(self, column: str) -> tuple[str, ...]:
        """One column's cells."""
        place = self.place(column)
        return tuple(row[place] for row in self.rows)

    def place(self, column: str) -> int:
        """Where a column stands; InputError when there is none of that name."""
        if column not in self.columns:
            there = ", ".join(self.columns)
            raise InputError(f"{self.file}: there is no column '{column}'; the columns are: {there}")
        return self.columns.index(column)

    def numbers(self, column: str, missing: Collection[str] = ()) -> Numbers:
        """One column's numbers; empty cells and the `missing` words are NaN."""
        cells = zip(self.words(column), self.lines, strict=True)
        return np.array([self._number(cell, column, line, missing) for cell, line in cells], dtype=np.float64)

    def _number(self, cell: str, column: str, line: int, missing: Collection[str]) -> float:
        if not cell or cell in missing:
            return float("nan")
        try:
            number = float(latin_digits(cell).replace("٫", ".").replace("−", "-"))
        except ValueError:
            number = float("nan")
        # float() also reads «nan», «inf» and «1_000», which nobody means in a table.
        if not isfinite(number) or "_" in cell:
            raise InputError(
                f"{self.file}: line {line}, column '{column}': '{cell}' is not a number (no thousands "
                "separators, no decimal commas, no %); correct it, leave the cell empty, or list the word "
                "under 'missing_values' in the scheme"
            )
        if abs(number) > _LARGEST:
            raise InputError(
                f"{self.file}: line {line}, column '{column}': {cell} is beyond what can be reckoned with; "
                "correct it"
            )
        return number


def read_csv(text: str, file: str) -> Table:
    """The table in a CSV text with one header line; every row must have as many cells as the header."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(StringIO(text, newline=""), strict=True, delimiter=_separator(text))
    try:
        filled = [(tuple(cell.strip() for cell in row), reader.line_num) for row in reader if any(row)]
    except csv.Error as error:
        raise InputError(f"{file}: line {reader.line_num}: this is not CSV: {error}") from None
    if len(filled) < 2:
        raise InputError(f"{file}: there must be a line of column names and at least one row below it")
    (columns, _), *body = filled
    _check_header(columns, file)
    for row, line in body:
        if len(row) != len(columns):
            raise InputError(
                f"{file}: line {line} has {len(row)} cells and the header has {len(columns)}; a cell with a "
                "separator in it must stand in quotation marks"
            )
    return Table(
        file=file,
        columns=columns,
        rows=tuple(row for row, _ in body),
        lines=tuple(line for _, line in body),
    )


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """CSV text; numbers in their shortest exact form, whole ones without a point, NaN and None empty."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _separator(text: str) -> str:
    """Spreadsheets of many countries write semicolons, or tabs; the first line shows it."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return next((mark for mark in ",;\t" if mark in header), ",")


def _check_header(columns: Sequence[str], file: str) -> None:
    if "" in columns:
        place = columns.index("") + 1
        raise InputError(f"{file}: column {place} has no name in the header; give it one, or take it out")
    doubled = sorted({name for name in columns if columns.count(name) > 1})
    if doubled:
        raise InputError(f"{file}: the column '{doubled[0]}' stands in the header twice; rename one of them")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, float):
        return str(value)
    if isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
