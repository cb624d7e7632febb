"""Topic diversity: over how many equal topics the agency's stories would be spread."""

from collections import Counter

from core.observations import Observation
from scoring.activity.diversity import effective_number
from scoring.measure import Measure, count_observed, not_measured, value_observed
from scoring.stories import all_stories
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """exp(H) of own and press stories over topics, ceremony left out."""
    completeness = view.all_days
    stories = all_stories(view)
    with_topic = [s for s in stories if s.topic is not None]
    items = [s.item_id for s in with_topic]
    if stories and not with_topic:
        return not_measured(view, measure, completeness, "موضوع این مطالب تشخیص داده نشده است.")
    observation = count_observed(view, measure, items, completeness)
    if observation.value is None or not items:
        return observation
    topics = Counter(s.topic for s in with_topic)
    return value_observed(view, measure, effective_number(list(topics.values())), items, completeness)


MEASURE = Measure(name="تنوع موضوع‌ها", unit="موضوع هم‌وزن", observe=observe)
