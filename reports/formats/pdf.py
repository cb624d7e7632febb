"""The report as a tagged PDF: Typst sets the outline with our own fonts, and nothing else is read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.errors import InputError
from reports.formats.paper_tables import column_widths, page_wide
from reports.formats.pdf_reading_order import in_reading_order
from reports.formats.typesetting import typeset
from reports.outline.records import Block, Chapter, Outline, Picture, Piece, Table
from reports.persian import breakable, isolated

TEMPLATE = Path(__file__).parents[1] / "typst" / "report.typ"
ALONE = TEMPLATE.with_name("picture.typ")
SHORT_HASH = 12
"""Letters of the query's hash in a footer: enough to tell two reports apart."""


def pdf_bytes(outline: Outline) -> bytes:
    """The same outline gives the same bytes: the only time in the file is that of the data."""
    words = json.dumps(_data(outline), ensure_ascii=False)
    at = datetime.fromisoformat(outline.query.as_of)
    return in_reading_order(typeset(TEMPLATE, words, at=at, pictures=_pictures(outline)))


def _pictures(outline: Outline) -> Mapping[str, bytes]:
    blocks = (block for chapter in outline.chapters for block in chapter.blocks)
    return {_file_name(block): block.content for block in blocks if isinstance(block, Picture)}


def can_be_set(picture: Picture) -> bool:
    """Whether it is whole behind its head: one that is not would stop the document it stands in."""
    name = _file_name(picture)
    try:
        typeset(
            ALONE, name, at=datetime(2000, 1, 1, tzinfo=UTC), kind="png", pictures={name: picture.content}
        )
    except InputError:
        return False
    return True


def _file_name(picture: Picture) -> str:
    return f"{sha256(picture.content).hexdigest()}.{picture.ending}"


def _data(outline: Outline) -> dict[str, object]:
    """What the template reads; the items stay in the web pages that the numbers open."""
    return {
        "title": outline.title,
        "office": outline.office,
        "month": outline.month,
        "facts": outline.facts,
        "notices": outline.notices,
        "note": outline.note,
        "short_hash": outline.query_hash[:SHORT_HASH],
        "chapters": [_chapter(chapter) for chapter in outline.chapters],
        "agencies": [_chapter(chapter) for chapter in outline.agencies],
    }


def _chapter(chapter: Chapter) -> dict[str, object]:
    blocks = [part for block in chapter.blocks for part in _parts(block)]
    return {
        "title": chapter.title,
        "starts_page": chapter.starts_page,
        "blocks": [_block(block, blocks) for block in blocks],
    }


def _parts(block: Block) -> Sequence[Block]:
    return page_wide(block) if isinstance(block, Table) else [block]


def _block(block: Block, beside: Sequence[Block]) -> object:
    if isinstance(block, Picture):
        return {"kind": block.kind, "title": breakable(block.title), "file": _file_name(block)}
    if not isinstance(block, Table):
        return _plain(block)
    # Parts of one table stand below one another, so their columns do too.
    same = [b for b in beside if isinstance(b, Table) and (b.id, b.columns) == (block.id, block.columns)]
    return {**_plain(block), "widths": column_widths(same)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if not is_dataclass(value):
        return value
    plain = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Piece):
        words = breakable(value.text)
        plain |= {"text": isolated(words) if value.is_foreign else words, "note": breakable(value.note)}
    return plain
