"""Pieces from the records of the sections: plain text, counts that open their list, shares and points."""

from dataclasses import replace

from reports.numbers import Number
from reports.outline.records import Column, Line, Paragraph, Piece, Unit
from reports.persian import number_in
from reports.sections.measures import MeasureCell


def text(words: str, *, note: str = "", link: str = "") -> Piece:
    return Piece(text=words, note=note, link=link)


def foreign(words: str, *, link: str = "") -> Piece:
    """Somebody else's words."""
    return Piece(text=words, link=link, is_foreign=True)


def count(number: Number) -> Piece:
    """A count of items; it opens exactly these items."""
    return Piece(text=number.text, value=number.value, unit=Unit.COUNT, link=f"lists/{number.list_id}.html")


def share(words: str, value: float, *, note: str = "") -> Piece:
    return Piece(text=words, value=value, unit=Unit.SHARE, note=note)


def points(words: str, value: float | None, *, note: str = "") -> Piece:
    """Points of a score; None is no number at all."""
    return Piece(text=words, value=value, unit=Unit.TEXT if value is None else Unit.DECIMAL, note=note)


def printed(words: str, *, note: str = "") -> Piece:
    """A number of which only the printed words are known: it is worth what it says."""
    value = number_in(words)
    if value is None:
        return text(words, note=note)
    unit = Unit.SHARE if "٪" in words else Unit.DECIMAL if "٫" in words else Unit.COUNT
    return Piece(text=words, value=value, unit=unit, note=note)


def agency(agency_id: str, name: str) -> Piece:
    """An agency's name; it opens the agency's page."""
    return Piece(text=name, link=f"agencies/{agency_id}.html")


def measure(cell: MeasureCell) -> Piece:
    """One measure of one agency, or the words that stand in its place."""
    if cell.state:
        return text(cell.state, note=f"دیده‌شده: {cell.base.text}" if cell.base else "")
    if cell.number:
        return count(cell.number)
    if cell.counted and cell.base and cell.base.value:
        of = f"({cell.counted.text} از {cell.base.text})"
        return Piece(
            text=cell.text,
            value=cell.counted.value / cell.base.value,
            unit=Unit.SHARE,
            link=f"lists/{cell.counted.list_id}.html",
            note=of,
        )
    behind = cell.given or cell.probes or cell.base
    plain = printed(cell.text)
    return replace(plain, link=f"lists/{behind.list_id}.html") if behind and behind.value else plain


def columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title=title) for title in titles)


def paragraph(*line: Piece | str) -> Paragraph:
    return Paragraph(line=_line(line))


def quiet(*line: Piece | str) -> Paragraph:
    return Paragraph(line=_line(line), is_quiet=True)


def _line(parts: tuple[Piece | str, ...]) -> Line:
    return tuple(text(part) if isinstance(part, str) else part for part in parts)
