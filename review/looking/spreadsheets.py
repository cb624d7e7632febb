"""Lists as files for a spreadsheet; what an outlet wrote stays text, whatever it begins with."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from reports.persian import shown_text

BOM = "\ufeff"
"""Without it a spreadsheet takes Persian in UTF-8 for something else."""

_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_000
"""Characters; a cell of a spreadsheet holds 32,767."""

type Row = Sequence[str | int]


def csv_lines(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """The file in pieces, a row each."""
    yield BOM + _line(head)
    for row in rows:
        yield _line(row)


def xlsx_bytes(title: str, head: Row, rows: Iterable[Row]) -> bytes:
    """A workbook of one right-to-left sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, name) for name in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _line(row: Row) -> str:
    file = StringIO()
    csv.writer(file).writerow([_csv_cell(value) for value in row])
    return file.getvalue()


def _csv_cell(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    text = shown_text(value)
    # A spreadsheet would compute what begins so; the mark makes it text, and is not shown there.
    return f"'{text}" if text.lstrip().startswith(_FORMULA_MARKS) or text.startswith(_FORMULA_MARKS) else text


def _cell(sheet: WriteOnlyWorksheet, value: str | int) -> Cell:
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=shown_text(value)[:_LONGEST_CELL])
    # Else what begins with an equals sign would be a formula.
    cell.data_type = "s"
    return cell


def _bold(sheet: WriteOnlyWorksheet, name: str | int) -> Cell:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell
