"""The words of an outline: chapters of paragraphs, lists, tables and trends for every file format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Unit(StrEnum):
    """How the value of a piece is written where real numbers stand."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; with a value it prints a number, with a link it opens a page of the report."""

    text: str
    value: float | None = None
    unit: Unit = Unit.TEXT
    link: str = ""
    """A path below the report's folder, `#chapter` of the same page, or an address of the web."""
    note: str = ""
    """Said small beside it."""
    is_foreign: bool = False
    """Written by others, such as a title: kept apart from the direction of the text around it."""
    arrow: str = ""
    """`up` or `down`: drawn, because few fonts have the sign."""
    heat: int = 0
    """The shade of its cell, from 1 to 5; 0 for none."""


type Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; a quiet one explains."""

    line: Line
    is_quiet: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    """A heading inside a chapter."""

    text: str
    kind: Literal["subheading"] = "subheading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list, numbered or not."""

    lines: tuple[Line, ...]
    is_numbered: bool = False
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column; with `bar_to` its values are also drawn as bars of that full length."""

    title: str
    bar_to: float | None = None
    is_wide: bool = False
    """Holds sentences rather than numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of pieces, one for each column.

    Tables of one id are parts of one sheet: `part` says which, under the head `part_title`.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    part: str = ""
    part_title: str = ""
    is_narrow: bool = False
    """May stand beside another narrow table."""
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Points from 0 to 100 month by month, the oldest first; a month without points is a gap."""

    title: str
    months: tuple[str, ...]
    points: tuple[float | None, ...]
    texts: tuple[str, ...]
    part: str
    kind: Literal["trend"] = "trend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photograph handed in, for paper: PNG or JPEG, its size known and bounded (`reports/pictures.py`)."""

    title: str
    """What stands under it, and what is read aloud of it."""
    content: bytes
    ending: Literal["png", "jpg"]
    width: int
    height: int
    """In pixels."""
    kind: Literal["picture"] = "picture"


type Block = Paragraph | Subheading | Bullets | Table | Trend | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section of the report or one agency."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    starts_page: bool = False
    """On paper."""
    data: tuple[Table, ...] = ()
    """What paper says in lines, as tables for sheets and data files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was asked for: equal queries over the same store give the same report."""

    profile: str
    month: str
    scheme: str
    scheme_version: str
    revision: int
    config_hash: str
    as_of: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One counted item, for sheets and data files."""

    id: int
    title: str
    outlet: str
    published: str
    day: str
    """The same day as `2025-10-07`, which sorts."""
    agencies: str
    topic: str
    service: str
    origin: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole report as plain blocks, with the query that it answers."""

    title: str
    office: str
    month: str
    facts: str
    notices: tuple[str, ...]
    """What must be seen before anything else: a sample, a draft."""
    chapters: tuple[Chapter, ...]
    agencies: tuple[Chapter, ...]
    items: tuple[ItemRow, ...]
    lists: Mapping[str, tuple[int, ...] | tuple[str, ...]]
    """By list id: the items behind a number, or the lines that name what was counted."""
    query: Query
    query_hash: str = field(default="")
    note: str = "هر عددی که مطلبی را می‌شمارد پیوند است و در پوشهٔ همین گزارش فهرست همان مطالب را باز می‌کند."
    """Said small on the first page: how to read it."""
