"""Replies in time: of the criticism that needed an answer, the share answered within so many hours."""

from dataclasses import dataclass, replace

from core.observations import Observation
from core.schemes import SourceKind
from scoring.criticism import cases_of, judged
from scoring.measure import Measure, is_complete, not_applicable, share_observed
from scoring.views import AgencyView

NO_CASE = "در این بازه نقدی که پاسخ بخواهد منتشر نشد."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """How soon is in time; hours run through holidays too (circular of 1393)."""

    hours: float = 24


def observe(view: AgencyView, measure: str) -> Observation:
    """Without a case there is nothing to judge, and that is no merit."""
    rule = view.rule or ClockRule()
    cases = judged(cases_of(view))
    if not cases and is_complete(view, view.press_days):
        return not_applicable(view, measure, view.press_days, NO_CASE)
    answered = {
        one.item_id
        for one in cases
        if one.case.hours_to_reply is not None and one.case.hours_to_reply <= rule.hours
    }
    observation = share_observed(view, measure, [one.item_id for one in cases], answered, view.press_days)
    return replace(observation, records=tuple(sorted({one.reply for one in cases if one.reply})))


MEASURE = Measure(
    name="سهم نقدهای پاسخ‌گرفته در مهلت",
    unit="سهم",
    observe=observe,
    source=SourceKind.CRAWL,
    rule=ClockRule,
)
