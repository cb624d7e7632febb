"""Activity, S6 responsiveness: how soon criticism that needs an answer was answered."""

from dataclasses import replace

from core.observations import Observation
from scoring.activity.responsiveness import DEFAULT_RULE, ReplyRule, responsiveness_points
from scoring.criticism import cases_of, judged
from scoring.measure import Measure, incomplete, is_complete, not_applicable, not_measured, value_observed
from scoring.measures.replies_in_time import NO_CASE
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """No case is not applicable, and not 100."""
    cases = judged(cases_of(view))
    answers = [one.reply_item for one in cases if one.reply_item is not None]
    items = list(dict.fromkeys([*(one.item_id for one in cases), *answers]))
    if not is_complete(view, view.press_days):
        why = incomplete(view.press_days, len(items))
        return not_measured(view, measure, view.press_days, why, items)
    points = responsiveness_points([one.case for one in cases], view.rule or DEFAULT_RULE)
    if points is None:
        return not_applicable(view, measure, view.press_days, NO_CASE)
    observation = value_observed(view, measure, points, items, view.press_days)
    replies = sorted({one.reply for one in cases if one.reply})
    answered = tuple(one.item_id for one in cases if one.reply or one.reply_item)
    return replace(observation, records=tuple(replies), counted=answered, evidence=len(cases))


MEASURE = Measure(name="زیرشاخص پاسخ‌گویی", unit="امتیاز", observe=observe, is_points=True, rule=ReplyRule)
