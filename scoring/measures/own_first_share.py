"""Own first: of the stories on the agency's own site and elsewhere, the share that its site had first."""

from core.observations import Observation
from scoring.measure import (
    NO_OWN_SITE,
    Measure,
    not_applicable,
    not_measured,
    share_observed,
)
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Without a story in both places nobody can be first, and the measure does not apply."""
    completeness = view.all_days
    if view.agency.own_outlet is None:
        return not_measured(view, measure, completeness, NO_OWN_SITE)
    own = {view.story(item.id): item for item in reversed(view.own_items)}
    press = {view.story(f.item_id): view.inputs.facts[f.item_id] for f in reversed(view.press)}
    both = [story for story in own if story in press]
    if not both:
        return not_applicable(view, measure, completeness, "هیچ خبری هم در سایت و هم در رسانه‌ها نبود.")
    first = {own[s].id for s in both if own[s].counted_at <= press[s].counted_at}
    return share_observed(view, measure, sorted(own[s].id for s in both), first, completeness)


MEASURE = Measure(name="سهم پیشگامی سایت", unit="سهم", observe=observe)
