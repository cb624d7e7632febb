"""The report as a workbook: right-to-left sheets of real numbers, native charts, and no formula anywhere."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.formats.fixed_zip import fixed_zip
from reports.formats.xlsx_charts import add_charts
from reports.outline.records import Block, Bullets, ItemRow, Line, Outline, Paragraph, Piece, Subheading, Unit
from reports.outline.sheets import Sheet, sheets_of
from reports.persian import COUNT_FORMAT, DECIMAL_FORMAT, SHARE_FORMAT, cell_text

FORMATS = {Unit.COUNT: COUNT_FORMAT, Unit.DECIMAL: DECIMAL_FORMAT, Unit.SHARE: SHARE_FORMAT}
LONGEST_NAME = 31
"""Letters of a sheet's name, by the file format."""
WIDEST = 60
_HEAD = Font(name="Vazirmatn", bold=True)
_TITLE = Font(name="Vazirmatn", bold=True, size=16)
_PLAIN = Font(name="Vazirmatn")
_LINK = Font(name="Vazirmatn", color="2F6F8F", underline="single")
_SHADE = PatternFill("solid", fgColor="EEF1F5")
_READ = Alignment(horizontal="right", vertical="top", wrap_text=True, readingOrder=2)

HEATS = [PatternFill("solid", fgColor=c) for c in ("ECF2F5", "DAE6EC", "C8DAE2", "B6CDD9", "A3C1D0")]
"""Shades of a heat map, the faintest first."""

ITEM_COLUMNS = {
    "شماره": 9,
    "عنوان": 60,
    "رسانه": 22,
    "انتشار": 24,
    "روز میلادی": 12,
    "دستگاه‌ها": 40,
    "موضوع": 20,
    "خدمت": 18,
    "راه رسیدن": 14,
    "نشانی": 40,
}
"""Title to width."""


def xlsx_bytes(outline: Outline) -> bytes:
    """A first sheet with the sentences, one sheet for each table, and one of every counted item."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.properties.creator = "رصد"
    book.properties.title = f"{outline.title} — {outline.month}"
    _write_cover(_new_sheet(book, "گزارش"), outline)
    for each in sheets_of(outline):
        _write_sheet(_new_sheet(book, each.title), each)
    _write_items(_new_sheet(book, "مطالب"), outline.items)
    out = BytesIO()
    book.save(out)
    return fixed_zip(out.getvalue(), datetime.fromisoformat(outline.query.as_of))


def _new_sheet(book: Workbook, title: str) -> Worksheet:
    # Two tables may have one title; two sheets may not.
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
    names = [plain[:LONGEST_NAME], *(f"{plain[: LONGEST_NAME - 3]} {n}" for n in range(2, 100))]
    sheet: Worksheet = book.create_sheet(next(name for name in names if name not in book.sheetnames))
    sheet.sheet_view.rightToLeft = True
    return sheet


def _write_cover(ws: Worksheet, outline: Outline) -> None:
    ws.column_dimensions["A"].width = 110
    _write_text(_cell(ws, 1, 1), outline.title, _TITLE)
    below = [outline.office, outline.month, outline.facts, *outline.notices]
    below.append(f"شناسهٔ پرسش: {outline.query_hash}")
    for row, words in enumerate(below, start=2):
        _write_text(_cell(ws, row, 1), words)
    row = len(below) + 3
    for chapter in outline.chapters:
        said = [line for block in chapter.blocks for line in _lines(block)]
        if said:
            _write_text(_cell(ws, row, 1), chapter.title, _HEAD)
            for place, line in enumerate(said, start=1):
                _write_text(_cell(ws, row + place, 1), "".join(piece.text for piece in line))
            row += len(said) + 2


def _lines(block: Block) -> list[Line]:
    """The sentences of a chapter; its tables have sheets of their own."""
    if isinstance(block, Paragraph):
        return [block.line]
    if isinstance(block, Subheading):
        return [(Piece(text=block.text),)]
    return list(block.lines) if isinstance(block, Bullets) else []


def _write_sheet(ws: Worksheet, sheet: Sheet) -> None:
    widths = [
        min(WIDEST, max(10, len(title) + 4, *(len(row[place].text) + 2 for row in sheet.rows)))
        for place, title in enumerate(sheet.columns)
    ]
    _write_head(ws, sheet.columns, widths, len(sheet.rows))
    for number, row in enumerate(sheet.rows, start=2):
        for place, piece in enumerate(row, start=1):
            _write_piece(_cell(ws, number, place), piece)
    add_charts(ws, sheet)


def _write_items(ws: Worksheet, items: tuple[ItemRow, ...]) -> None:
    _write_head(ws, list(ITEM_COLUMNS), list(ITEM_COLUMNS.values()), len(items))
    for number, item in enumerate(items, start=2):
        page = f"items/{item.id}.html"
        _write_piece(
            _cell(ws, number, 1), Piece(text=str(item.id), value=item.id, unit=Unit.COUNT, link=page)
        )
        texts = (item.title, item.outlet, item.published, item.day, item.agencies)
        for place, words in enumerate((*texts, item.topic, item.service, item.origin, item.url), start=2):
            _write_text(_cell(ws, number, place), words)


def _write_head(ws: Worksheet, titles: Sequence[str], widths: Sequence[int], rows: int) -> None:
    ws.freeze_panes = "A2"
    ws.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{rows + 1}"
    for place, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        ws.column_dimensions[get_column_letter(place)].width = width
        cell = _cell(ws, 1, place)
        _write_text(cell, title, _HEAD)
        cell.fill = _SHADE


def _write_piece(cell: Cell, piece: Piece) -> None:
    if piece.value is None:
        _write_text(cell, f"{piece.text} ({piece.note})" if piece.note else piece.text)
    else:
        cell.value = piece.value
        cell.number_format = FORMATS[piece.unit]
        cell.font = _PLAIN
    if piece.heat:
        cell.fill = HEATS[piece.heat - 1]
    if piece.link:
        cell.hyperlink = piece.link
        cell.font = _LINK


def _write_text(cell: Cell, words: str, font: Font = _PLAIN) -> None:
    """Text that stays text, whatever it begins with: openpyxl would take a leading = for a formula."""
    cell.value = cell_text(words)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = _READ


def _cell(ws: Worksheet, row: int, column: int) -> Cell:
    """A cell; none of ours is merged with others."""
    return cast(Cell, ws.cell(row, column))
