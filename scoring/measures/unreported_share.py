"""Unreported: of the stories that other outlets carried, the share absent from the agency's own site."""

from core.observations import Observation
from scoring.measure import (
    NO_OWN_SITE,
    Measure,
    incomplete,
    is_complete,
    not_measured,
    share_observed,
)
from scoring.stories import is_activity, one_per_story
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Criticism and ceremony are left out; what we did not see of the own site is not called absent."""
    completeness = view.own_days
    if view.agency.own_outlet is None:
        return not_measured(view, measure, completeness, NO_OWN_SITE)
    if not is_complete(view, completeness):
        return not_measured(view, measure, completeness, incomplete(completeness, len(view.own_items)))
    on_own_site = {view.story(item.id) for item in view.own_items}
    stories = one_per_story(view, filter(is_activity, view.press))
    absent = {s.item_id for s in stories if view.story(s.item_id) not in on_own_site}
    base = [s.item_id for s in stories]
    return share_observed(view, measure, base, absent, view.all_days)


MEASURE = Measure(name="سهم خبرهای بازتاب‌نیافته در سایت", unit="سهم", observe=observe)
