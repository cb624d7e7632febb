"""Activity, S5 diversity: over how many outlet owners and topics the agency's stories are really spread."""

from collections import Counter

from core.observations import Observation
from scoring.activity.diversity import DEFAULT_RULE, DiversityRule, diversity_points
from scoring.measure import Measure, count_observed, not_measured, value_observed
from scoring.measures.press_owner_diversity import stories_by_owner
from scoring.stories import all_stories
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Owners of press stories and topics of all stories, ceremony left out."""
    stories = all_stories(view)
    with_topic = [s for s in stories if s.topic is not None]
    items = [s.item_id for s in with_topic]
    if stories and not with_topic:
        return not_measured(view, measure, view.all_days, "موضوع این مطالب تشخیص داده نشده است.")
    observation = count_observed(view, measure, items, view.all_days)
    if observation.value is None or not items:
        return observation
    owners = Counter(owner for _, owner in stories_by_owner(view))
    topics = Counter(s.topic for s in with_topic)
    points = diversity_points(list(owners.values()), list(topics.values()), view.rule or DEFAULT_RULE)
    return value_observed(view, measure, points, items, view.all_days)


MEASURE = Measure(name="زیرشاخص تنوع", unit="امتیاز", observe=observe, is_points=True, rule=DiversityRule)
