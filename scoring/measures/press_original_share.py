"""Originals: of the items other outlets printed about the agency, the share that reprints nothing."""

from core.observations import Observation
from scoring.measure import Measure, not_applicable, share_observed
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """The first item of a story is its original, wherever it stood; an item alone is an original."""
    items = list(dict.fromkeys(finding.item_id for finding in view.press))
    originals = set(filter(view.is_original, items))
    observation = share_observed(view, measure, items, originals, view.press_days)
    if observation.value is not None and not items:
        return not_applicable(view, measure, view.press_days, "در این بازه مطلبی دیده نشد.")
    return observation


MEASURE = Measure(name="سهم مطالب تولیدی رسانه‌ها", unit="سهم", observe=observe)
