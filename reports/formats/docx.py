"""The report as a DOCX: right-to-left text and tables that an office can edit."""

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from reports.formats.docx_rtl import (
    LINK_COLOUR,
    QUIET_COLOUR,
    element,
    linked,
    paragraph,
    row,
    run,
    table,
)
from reports.formats.fixed_zip import fixed_zip
from reports.formats.paper_tables import column_widths, page_wide
from reports.outline.records import (
    Block,
    Bullets,
    Chapter,
    Line,
    Outline,
    Paragraph,
    Picture,
    Piece,
    Subheading,
    Table,
    Trend,
)
from reports.persian import cell_text, count_text, isolated

PAGE_WIDTH = 9866
"""Between the margins of A4, in twentieths of a point."""
TITLE, CHAPTER, SUBHEADING, SMALL = 40, 30, 23, 16
"""Sizes in half points."""
PICTURE_WIDTH, PICTURE_HEIGHT = Mm(170), Mm(90)
"""The room of a photograph; it keeps its shape."""
ARROWS = {"up": "▲ افزایش ", "down": "▼ کاهش ", "": ""}


def docx_bytes(outline: Outline) -> bytes:
    """The same outline gives the same bytes."""
    document = docx.Document()
    _set_up(document, outline)
    body = _Body(document)
    for notice in outline.notices:
        body.say((Piece(text=notice),), bold=True)
    body.say((Piece(text=outline.office),), colour=QUIET_COLOUR)
    body.head(outline.title, TITLE, "Title")
    body.say((Piece(text=outline.month),), bold=True)
    body.say((Piece(text=outline.facts),), colour=QUIET_COLOUR)
    for chapter in (*outline.chapters, *outline.agencies):
        _write_chapter(body, chapter)
    body.say((Piece(text=f"شناسهٔ پرسش: {outline.query_hash}"),), colour=QUIET_COLOUR, half_points=SMALL)
    out = BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue(), datetime.fromisoformat(outline.query.as_of))


def _set_up(document: Document, outline: Outline) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    grid = section._sectPr.find(qn("w:docGrid"))
    # The schema wants it in this place; Word does not open what stands elsewhere.
    grid.addprevious(element("w:bidi"))
    document.core_properties.author = "رصد"
    document.core_properties.title = f"{outline.title} — {outline.month}"
    document.core_properties.language = "fa-IR"


class _Body:
    """Appends to the document; python-docx's own tables take seconds for a thousand rows."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._body = document.element.body
        self._last = self._body.sectPr

    def add(self, made: BaseOxmlElement) -> None:
        self._last.addprevious(made)

    def say(
        self,
        line: Line,
        *,
        bold: bool = False,
        colour: str = "",
        half_points: int | None = None,
        mark: str = "",
    ) -> None:
        made = paragraph()
        if mark:
            made.append(run(mark, colour=QUIET_COLOUR))
        self.fill(made, line, bold=bold, colour=colour, half_points=half_points)
        self.add(made)

    def show(self, picture: Picture) -> None:
        share = min(PICTURE_WIDTH / picture.width, PICTURE_HEIGHT / picture.height)
        shape = self.document.add_picture(BytesIO(picture.content), width=int(picture.width * share))
        shape._inline.docPr.set("descr", cell_text(picture.title))
        self.say((Piece(text=picture.title, is_foreign=True),), colour=QUIET_COLOUR, half_points=SMALL)

    def head(self, words: str, half_points: int, style: str) -> None:
        made = paragraph(style, keep_with_next=True)
        made.append(run(cell_text(words), bold=True, half_points=half_points))
        self.add(made)

    def fill(
        self,
        made: BaseOxmlElement,
        line: Line,
        *,
        bold: bool = False,
        colour: str = "",
        half_points: int | None = None,
    ) -> None:
        for piece in line:
            words = ARROWS[piece.arrow] + cell_text(piece.text)
            words = isolated(words) if piece.is_foreign else words
            inner = run(
                words, bold=bold, half_points=half_points, colour=LINK_COLOUR if piece.link else colour
            )
            opens = piece.link if not piece.link.startswith("#") else ""
            made.append(linked(self.document, opens, inner) if opens else inner)
            if piece.note:
                made.append(run(f" {cell_text(piece.note)}", half_points=SMALL, colour=QUIET_COLOUR))


def _write_chapter(body: _Body, chapter: Chapter) -> None:
    body.head(chapter.title, CHAPTER, "Heading1")
    for block in chapter.blocks:
        _write_block(body, block)


def _write_block(body: _Body, block: Block) -> None:
    match block:
        case Paragraph():
            body.say(block.line, colour=QUIET_COLOUR if block.is_quiet else "")
        case Subheading():
            body.head(block.text, SUBHEADING, "Heading2")
        case Bullets():
            for number, line in enumerate(block.lines, start=1):
                body.say(line, mark=f"{count_text(number)}. " if block.is_numbered else "• ")
        case Table():
            for table_part in page_wide(block):
                _write_table(body, table_part)
        case Picture():
            body.show(block)
        case Trend():
            body.head(block.title, SUBHEADING, "Heading2")
            months = zip(block.months, block.texts, strict=True)
            body.say((Piece(text="؛ ".join(f"{month}: {words}" for month, words in months)),))


def _write_table(body: _Body, block: Table) -> None:
    body.head(block.title, SUBHEADING, "Heading2")
    if not block.rows:
        body.say((Piece(text="چیزی برای این جدول نبود."),), colour=QUIET_COLOUR)
        return
    shares = column_widths([block])
    widths = [PAGE_WIDTH * share // sum(shares) for share in shares]
    made = table(widths)
    heads = tuple(Piece(text=column.title) for column in block.columns)
    made.append(row([_cell(body, head, bold=True) for head in heads], widths, is_head=True))
    for line in block.rows:
        made.append(row([_cell(body, piece) for piece in line], widths))
    body.add(made)
    # Word joins two tables that touch.
    body.add(paragraph())


def _cell(body: _Body, piece: Piece, *, bold: bool = False) -> BaseOxmlElement:
    made = paragraph()
    body.fill(made, (piece,), bold=bold, half_points=18)
    return made
