"""Press silence: the longest run of days on which outlets were seen and printed nothing about the agency."""

from collections.abc import Set
from datetime import date

from core.observations import Observation
from scoring.measure import Measure, incomplete, is_complete, not_measured, value_observed
from scoring.stories import is_activity
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Counted inside the period; a day on which too few outlets were seen ends a silence."""
    findings = [f for f in view.press if is_activity(f)]
    items = list(dict.fromkeys(f.item_id for f in findings))
    if not is_complete(view, view.press_days):
        why = incomplete(view.press_days, len(items))
        return not_measured(view, measure, view.press_days, why, items)
    longest = _longest_silence(view, {view.day(item) for item in items})
    return value_observed(view, measure, float(longest), items, view.press_days)


def _longest_silence(view: AgencyView, printed: Set[date]) -> int:
    longest = run = 0
    for day in view.days:
        run = run + 1 if day not in printed and _is_seen(view, day) else 0
        longest = max(longest, run)
    return longest


def _is_seen(view: AgencyView, day: date) -> bool:
    outlets = [o for o in view.inputs.profile.watched_outlets if o != view.agency.own_outlet]
    seen = sum(day in view.index.seen.get(outlet, ()) for outlet in outlets)
    return bool(outlets) and seen >= view.inputs.scheme.least_completeness * len(outlets)


MEASURE = Measure(name="بلندترین سکوت در رسانه‌ها", unit="روز", observe=observe)
