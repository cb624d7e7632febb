"""Tables on paper: how wide their columns stand, and what happens to a table wider than a page."""

from collections.abc import Sequence
from dataclasses import replace

from reports.outline.records import Piece, Table

NARROWEST, WIDEST, BAR_ROOM, ARROW_ROOM = 7, 32, 8, 10
"""In letters."""
MOST_COLUMNS = 7
"""So many stand side by side on a page."""


def page_wide(table: Table) -> list[Table]:
    """The table, or slices of its columns one below another, each with the first column."""
    if len(table.columns) <= MOST_COLUMNS:
        return [table]
    slices = [slice(at, at + MOST_COLUMNS - 1) for at in range(1, len(table.columns), MOST_COLUMNS - 1)]
    return [
        replace(
            table,
            columns=(table.columns[0], *table.columns[part]),
            rows=tuple((row[0], *row[part]) for row in table.rows),
        )
        for part in slices
    ]


def column_widths(parts: Sequence[Table]) -> list[int]:
    """Shares of the page for the columns of a table; its parts stand below one another."""
    return [_width(parts, place) for place in range(len(parts[0].columns))]


def _width(parts: Sequence[Table], place: int) -> int:
    """What the longest text asks for, within bounds; a bar wants room."""
    column = parts[0].columns[place]
    longest = max((_letters(row[place]) for part in parts for row in part.rows), default=0)
    least = max(NARROWEST, len(column.title)) + (BAR_ROOM if column.bar_to is not None else 0)
    return min(WIDEST, max(least, longest))


def _letters(piece: Piece) -> int:
    # A note may take several lines below its text.
    return len(piece.text) + (ARROW_ROOM if piece.arrow else 0) + min(len(piece.note), NARROWEST)
