"""The tables of an outline as flat sheets: parts of one table stand under one another."""

from dataclasses import dataclass

from reports.outline.records import Column, Line, Outline, Piece, Table, Trend, Unit

TREND = "trend"
SHEET_TITLES = {
    "league": "جدول امتیازها",
    TREND: "روند امتیاز",
    "voice": "سهم صدا",
    "score-parts": "بخش‌های امتیاز",
    "scorecard": "کارنامهٔ دستگاه‌ها",
    "agency-measures": "شرح سنجه‌ها",
    "agency-topics": "موضوع‌های هر دستگاه",
    "agency-outlets": "رسانه‌های هر دستگاه",
}
"""Of tables that stand once for each group or agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows first..last (from 0) belong together: one group, one agency."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One flat table; `value_column` is the one that charts draw, if any."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    parts: tuple[Part, ...]
    value_column: int | None
    full: float | None
    """The value of a full bar."""


def sheets_of(outline: Outline) -> tuple[Sheet, ...]:
    """Every table with rows, in the order in which it first stands in the report."""
    tables: dict[str, list[Table]] = {}
    for chapter in (*outline.chapters, *outline.agencies):
        for block in (*chapter.blocks, *chapter.data):
            table = _trend_table(block) if isinstance(block, Trend) else block
            if isinstance(table, Table):
                tables.setdefault(table.id, []).append(table)
    return tuple(_sheet(parts) for parts in tables.values() if any(part.rows for part in parts))


def _trend_table(trend: Trend) -> Table:
    rows = zip(trend.months, trend.points, trend.texts, strict=True)
    return Table(
        id=TREND,
        title="روند امتیاز",
        columns=(Column(title="ماه"), Column(title="امتیاز", bar_to=100.0)),
        rows=tuple(
            (
                Piece(text=month),
                Piece(text=words, value=points, unit=Unit.TEXT if points is None else Unit.DECIMAL),
            )
            for month, points, words in rows
        ),
        part=trend.part,
        part_title="دستگاه",
    )


def _sheet(tables: list[Table]) -> Sheet:
    head = tables[0]
    is_parted = bool(head.part_title)
    titles = [column.title for column in head.columns]
    rows: list[Line] = []
    parts: list[Part] = []
    for table in tables:
        if table.rows:
            parts.append(Part(name=table.part, first=len(rows), last=len(rows) + len(table.rows) - 1))
        rows += [(Piece(text=table.part), *row) if is_parted else row for row in table.rows]
    bars = [place for place, column in enumerate(head.columns) if column.bar_to is not None]
    return Sheet(
        id=head.id,
        title=SHEET_TITLES.get(head.id, head.title),
        columns=(head.part_title, *titles) if is_parted else tuple(titles),
        rows=tuple(rows),
        parts=tuple(parts),
        value_column=bars[0] + is_parted if bars else None,
        full=head.columns[bars[0]].bar_to if bars else None,
    )
