"""Tables that people fill in (CSV or XLSX): rows by heading, and how dates and numbers in them are read."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from persiantools.jdatetime import JalaliDate

from core.digits import latin_digits
from core.errors import InputError
from crawler.decode import decode
from rasad.load_config.same_name import same_name

SEPARATORS = ",;\t،"
MOST_COLUMNS, MOST_ROWS = 200, 20_000
MOST_UNPACKED = 50_000_000
"""Bytes of a workbook's parts together, as it says itself; unpacking stops there whatever it says."""
_FIRST_GREGORIAN_YEAR = 1700
_OTHER = "="
_NEARLY_THE_SAME = 0.85
_DECIMAL_SIGNS = str.maketrans({"٫": ".", "/": ".", "٬": "", ",": "", "−": "-"})

type Headings = Mapping[str, Sequence[str]]
"""Each field, and the headings under which it may stand beside its own name."""


class RowError(ValueError):
    """What is wrong with a cell, for the person who filled it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One row that is not blank: what stands under which field, and under headings of the office's own."""

    where: str
    """`file:row`, as a spreadsheet numbers its rows."""
    cells: Mapping[str, str]
    other: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")

    def needed(self, field: str) -> str:
        """The cell; raises RowError when it is empty."""
        if not self[field]:
            raise RowError(f"'{field}' is empty; fill it in")
        return self[field]

    def day(self, field: str) -> date | None:
        """The cell as a day: Jalali, or Gregorian by its year; None when it is empty."""
        return read_day(self[field], field) if self[field] else None

    def needed_day(self, field: str) -> date:
        return read_day(self.needed(field), field)

    def number(self, field: str) -> float:
        return read_number(self.needed(field), field)


def read_rows(path: Path, headings: Headings, *, needed: Sequence[str], takes_other: bool) -> list[GivenRow]:
    """The rows of a table; raises InputError when it cannot be read or its headings do not fit."""
    numbered = _sheet(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    first = next(numbered, None)
    if first is None:
        raise InputError(f"{path}:1: the table is empty; write the headings in the first row")
    fields = _fields(path, first[1], headings, needed, takes_other=takes_other)
    return [
        _row(path, number, cells, fields) for number, cells in numbered if any(cell.strip() for cell in cells)
    ]


def read_day(text: str, field: str) -> date:
    """`1404-07-15`, `۱۴۰۴/۷/۱۵`, or a Gregorian `2025-10-07`; raises RowError."""
    parts = latin_digits(text).replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        if year >= _FIRST_GREGORIAN_YEAR:
            return date(year, month, day)
        return JalaliDate(year, month, day).to_gregorian()
    except ValueError:
        raise RowError(f"'{field}': '{text}' is no date; write it like 1404-07-15") from None


def read_number(text: str, field: str) -> float:
    """A number in Persian or Latin digits, with any decimal sign; raises RowError."""
    try:
        number = float(latin_digits(text).translate(_DECIMAL_SIGNS).strip())
    except ValueError:
        raise RowError(f"'{field}': '{text}' is no number; write digits only") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise RowError(f"'{field}': '{text}' is no number; write digits only")
    return number


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; check the name") from error
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        yield from enumerate(rows, start=1)
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num}: the table breaks off here: {error}") from error


def _sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    _require_small(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}; check the name") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise InputError(f"{path}: is no workbook ({error}); save it as .xlsx or .csv") from error
    try:
        # A cell far away would make every row before it as wide, and as many rows of nothing.
        cells = book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS + 1)
        for number, row in enumerate(cells, start=1):
            if number > MOST_ROWS:
                raise InputError(f"{path}:{number}: the table has more than {MOST_ROWS} rows; split it")
            yield number, [_text(cell) for cell in row]
    finally:
        book.close()


def _require_small(path: Path) -> None:
    """Refuses a workbook that says of itself that it unpacks to too much; one that lies cannot be read."""
    try:
        with ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}; check the name") from error
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(f"{path}: is no workbook ({error}); save it as .xlsx or .csv") from error
    if unpacked > MOST_UNPACKED:
        raise InputError(f"{path}: unpacks to more than {MOST_UNPACKED} bytes; hand in only the table")


def _text(cell: object) -> str:
    """A cell as a person reads it: a date of the spreadsheet is Gregorian, a whole number has no point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _fields(
    path: Path, first: list[str], headings: Headings, needed: Sequence[str], *, takes_other: bool
) -> list[str]:
    """The field of each column; a heading of the office's own stands for itself behind a sign."""
    known = {same_name(name): field for field, names in headings.items() for name in (field, *names)}
    fields = [known.get(same_name(heading), _OTHER + heading.strip()) for heading in first]
    for field in [field for field in needed if field not in fields]:
        names = " / ".join((field, *headings[field]))
        raise InputError(f"{path}:1: no column is headed {names}; add it")
    for n, field in enumerate(fields):
        if field != _OTHER and field in fields[:n]:
            raise InputError(f"{path}:1: two columns are headed '{first[n].strip()}'; remove one")
        if field.startswith(_OTHER) and field != _OTHER:
            _check_other(path, field.removeprefix(_OTHER), known, takes_other=takes_other)
    return fields


def _check_other(path: Path, heading: str, known: Mapping[str, str], *, takes_other: bool) -> None:
    """A heading nobody knows is a mistake where the form has no room for it, or when nearly another."""
    near = get_close_matches(same_name(heading), known, n=1, cutoff=_NEARLY_THE_SAME)
    if near or not takes_other:
        instead = f"did you mean '{known[near[0]]}'?" if near else f"known are {', '.join(known.values())}"
        raise InputError(f"{path}:1: nobody knows the heading '{heading}'; {instead}")


def _row(path: Path, number: int, cells: list[str], fields: list[str]) -> GivenRow:
    named = {field: cell.strip() for field, cell in zip(fields, cells, strict=False) if cell.strip()}
    # What stands under no heading is kept under the empty one, for the form to refuse.
    beyond = next((cell.strip() for cell in cells[len(fields) :] if cell.strip()), "")
    named |= {_OTHER: beyond} if beyond else {}
    return GivenRow(
        where=f"{path}:{number}",
        cells={field: cell for field, cell in named.items() if not field.startswith(_OTHER)},
        other={f.removeprefix(_OTHER): cell for f, cell in named.items() if f.startswith(_OTHER)},
    )
