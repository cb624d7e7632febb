"""An agency's strengths and five weakest indicators, beside the best of its group and with their items."""

from dataclasses import dataclass
from statistics import median

from core.agencies import Agency
from core.schemes import Indicator
from reports.facts import Facts
from reports.numbers import ListBook
from reports.persian import decimal_text
from reports.sections.measures import MeasureCell, measure_cells

MOST_STRENGTHS, MOST_WEAK = 3, 5
LEAST_STRONG = 50.0
"""Of 100: to lead a weak group is no strength."""
FULL = 99.95
"""From here on a printed score is 100: nothing is left to gain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator of the agency."""

    name: str
    points: float
    points_text: str
    gap: str
    """How far the best of the group is, in words."""
    measures: tuple[MeasureCell, ...]
    """What the points stand on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Empty where nothing was measured, or where the agency takes no part in the ranking."""

    strengths: tuple[IndicatorLine, ...]
    """At least half of the points, and no less than the middle of the group; the highest first."""
    weakest: tuple[IndicatorLine, ...]
    """The lowest first; none of them is also a strength."""


def scorecard(facts: Facts, lists: ListBook, agency: Agency) -> Scorecard:
    """Indicators without a value are neither strong nor weak."""
    peers = [a for a in facts.agencies if a.scored and (a.track, a.group) == (agency.track, agency.group)]
    if not agency.scored:
        return Scorecard(strengths=(), weakest=())
    known = []
    for indicator in facts.inputs.scheme.indicators:
        own = _points(facts, agency, indicator)
        if own is not None:
            rivals = [(p, a) for a in peers if (p := _points(facts, a, indicator)) is not None]
            known.append((own, indicator, rivals))
    strong = [one for one in known if one[0] >= LEAST_STRONG and one[0] >= median(p for p, _ in one[2])]
    strong.sort(key=lambda one: (-one[0], one[1].name))
    strengths = strong[:MOST_STRENGTHS]
    weak = [one for one in known if one not in strengths and one[0] < FULL]
    weak.sort(key=lambda one: (one[0], one[1].name))

    def line(own: float, indicator: Indicator, rivals: list[tuple[float, Agency]]) -> IndicatorLine:
        return IndicatorLine(
            name=indicator.name,
            points=own,
            points_text=decimal_text(own),
            gap=_gap(own, agency, rivals),
            measures=measure_cells(facts, lists, agency, [use.key for use in indicator.measures]),
        )

    return Scorecard(
        strengths=tuple(line(*one) for one in strengths),
        weakest=tuple(line(*one) for one in weak[:MOST_WEAK]),
    )


def _points(facts: Facts, agency: Agency, indicator: Indicator) -> float | None:
    score = facts.scores.get((agency.key, indicator.id))
    return score.points if score else None


def _gap(own: float, agency: Agency, rivals: list[tuple[float, Agency]]) -> str:
    best = max(points for points, _ in rivals)
    if decimal_text(best) == decimal_text(own):
        return "هم‌تراز بهترینِ گروه" if len(rivals) > 1 else "تنها دستگاه سنجیده‌شدهٔ گروه"
    holder = next(a for points, a in rivals if points == best and a is not agency)
    return f"{decimal_text(best - own)} امتیاز تا {holder.name}"
