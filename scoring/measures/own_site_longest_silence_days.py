"""Own-site silence: the longest run of days on which the agency's own site was seen and published nothing."""

from datetime import timedelta

from core.observations import Observation
from scoring.measure import (
    NO_OWN_SITE,
    Measure,
    incomplete,
    is_complete,
    not_measured,
    value_observed,
)
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Calendar days, begun at the last item before the month where a probe has shown it."""
    completeness = view.own_days
    if view.agency.own_outlet is None:
        return not_measured(view, measure, completeness, NO_OWN_SITE)
    if not is_complete(view, completeness):
        return not_measured(view, measure, completeness, incomplete(completeness, len(view.own_items)))
    items = [item.id for item in view.own_items]
    return value_observed(view, measure, float(longest_silence(view)), items, completeness)


def longest_silence(view: AgencyView) -> int:
    """A day we did not see ends a silence: nobody knows that it was one."""
    published = {view.day(item.id) for item in view.own_items}
    seen = view.index.seen.get(view.agency.own_outlet or "", ())
    longest = run = _silence_before(view)
    for day in view.days:
        run = 0 if day in published or day not in seen else run + 1
        longest = max(longest, run)
    return longest


def _silence_before(view: AgencyView) -> int:
    """Days between the last item before the month and the month, as the probes showed it."""
    if not view.days:
        return 0
    first = view.days[0]
    before = [newest for _, newest in view.looks if newest is not None and newest < first]
    return (first - max(before) - timedelta(days=1)).days if before else 0


MEASURE = Measure(name="بلندترین سکوت سایت", unit="روز", observe=observe)
