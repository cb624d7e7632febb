"""Weighted press stories: stories in other outlets, each worth its best outlet's tier."""

from collections import defaultdict

from core.observations import Observation
from core.outlets import Tier
from scoring.measure import Measure, count_observed, value_observed
from scoring.stories import is_activity, one_per_story
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """The weights of the tiers are the scheme's; an outlet of the agency's own owner weighs nothing."""
    findings = [f for f in view.press if is_activity(f)]
    items = [f.item_id for f in one_per_story(view, findings)]
    observation = count_observed(view, measure, items, view.press_days)
    if observation.value is None or not items:
        return observation
    weights = dict(view.inputs.scheme.tier_weights)
    best: dict[int, float] = defaultdict(float)
    for finding in findings:
        story, tier = view.story(finding.item_id), tier_for(view, finding.item_id)
        best[story] = max(best[story], weights.get(tier.value, 0.0))
    return value_observed(view, measure, sum(best.values()), items, view.press_days)


def tier_for(view: AgencyView, item_id: int) -> Tier:
    """The tier of an item's outlet for this agency: what belongs to the agency's own owner has no weight."""
    outlets = view.inputs.outlets
    outlet, own = outlets[view.inputs.facts[item_id].outlet], outlets.get(view.agency.own_outlet or "")
    return Tier.UNLICENSED if own and own.owner == outlet.owner else outlet.tier


MEASURE = Measure(name="خبرها با وزن ردهٔ رسانه", unit="خبر هم‌وزن", observe=observe, grows_with_coverage=True)
