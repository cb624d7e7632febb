"""Press diversity: over how many equal outlet owners the agency's press stories would be spread."""

from collections import Counter

from core.observations import Observation
from scoring.activity.diversity import effective_number
from scoring.measure import Measure, count_observed, value_observed
from scoring.stories import is_activity
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """exp(H) of stories over owners; a story counts once for each owner that carried it."""
    completeness = view.press_days
    carried = stories_by_owner(view)
    items = sorted(set(carried.values()))
    observation = count_observed(view, measure, items, completeness)
    if observation.value is None or not items:
        return observation
    owners = Counter(owner for _, owner in carried)
    return value_observed(view, measure, effective_number(list(owners.values())), items, completeness)


def stories_by_owner(view: AgencyView) -> dict[tuple[int, str], int]:
    """By story and owner: the first item with which the owner carried the story."""
    outlets, facts = view.inputs.outlets, view.inputs.facts
    return {
        (view.story(f.item_id), outlets[facts[f.item_id].outlet].owner): f.item_id
        for f in reversed([f for f in view.press if is_activity(f)])
    }


MEASURE = Measure(name="تنوع صاحبان رسانه", unit="صاحب رسانهٔ هم‌وزن", observe=observe)
