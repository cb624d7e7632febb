"""The geometry of the charts: time runs from right to left, as the page does."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from reports.sections.agencies import TrendPoint
from reports.sections.quality import DayCell

CELL = 12
"""Width of a day in a strip, the gap to its neighbour included."""
TREND_WIDTH, TREND_HEIGHT, TREND_MARGIN = 380, 150, 40
MOST_MONTH_LABELS = 5
"""So many month names fit side by side at the width of a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripCell:
    """One day at its place in the strip."""

    x: int
    state: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendDot:
    """One month of a trend; `y` is None where there was no score, `month` is empty where it has no room."""

    x: float
    y: float | None
    month: str
    points_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """Dots, and the lines between months that follow one another with a score."""

    dots: tuple[TrendDot, ...]
    lines: tuple[tuple[TrendDot, TrendDot], ...]


def strip_chart(cells: Sequence[DayCell]) -> tuple[StripCell, ...]:
    """The first day stands at the right."""
    last = len(cells) - 1
    return tuple(
        StripCell(x=CELL * (last - place), state=cell.state, title=cell.title)
        for place, cell in enumerate(cells)
    )


def trend_chart(points: Sequence[TrendPoint]) -> TrendChart:
    """The oldest month stands at the right; the scale is always 0 to 100."""
    last = len(points) - 1
    step = (TREND_WIDTH - 2 * TREND_MARGIN) / max(1, last)
    named_every = ceil(len(points) / MOST_MONTH_LABELS)
    dots = tuple(
        TrendDot(
            x=round(TREND_WIDTH - TREND_MARGIN - step * place, 1),
            y=None if point.points is None else round(_height(point.points), 1),
            month="" if (last - place) % named_every else point.month,
            points_text=point.points_text,
        )
        for place, point in enumerate(points)
    )
    pairs = pairwise(dots)
    return TrendChart(dots=dots, lines=tuple((a, b) for a, b in pairs if a.y is not None and b.y is not None))


def _height(points: float) -> float:
    """100 points stand at the top, under the room for a label."""
    return TREND_HEIGHT - 30 - (TREND_HEIGHT - 55) * points / 100
