"""Judged rating: the mean mark of at least two raters by a rubric of 1 to 5."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean

from core.digits import persian_number
from core.observations import Observation
from core.schemes import NullRule, SourceKind
from scoring.handed_in import NO_DAYS, counts_here, given_to, given_value, nothing_given
from scoring.measure import Measure, not_measured
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRule:
    """Which judgements count, and how many raters there must be."""

    rubric: str
    least_raters: int = 2


def observe(view: AgencyView, measure: str) -> Observation:
    """The mean of the raters' own means, so that nobody weighs more by judging more."""
    rule: RatingRule = view.rule
    marks = [
        j
        for j in given_to(view).judgements
        if j.rubric == rule.rubric and counts_here(view, j.day, j.received)
    ]
    by_rater: dict[str, list[float]] = defaultdict(list)
    for mark in marks:
        by_rater[mark.rater].append(mark.rating)
    if not marks:
        return nothing_given(view, measure, NullRule.NOT_MEASURED)
    if len(by_rater) < rule.least_raters:
        why = (
            f"دست‌کم {persian_number(rule.least_raters)} داور لازم است و "
            f"{persian_number(len(by_rater))} داور نظر داده است."
        )
        return not_measured(view, measure, NO_DAYS, why)
    value = fmean(fmean(ratings) for ratings in by_rater.values())
    return given_value(view, measure, value, [mark.id for mark in marks], len(by_rater))


MEASURE = Measure(
    name="نمرهٔ داوری",
    unit="از ۵",
    observe=observe,
    source=SourceKind.JUDGEMENT,
    rule=RatingRule,
    null_rule=NullRule.NOT_MEASURED,
)
