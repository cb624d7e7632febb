"""Joint stories: how many of the agency's stories have another agency as an actor too."""

from core.observations import Observation
from scoring.measure import Measure, count_observed
from scoring.stories import all_stories
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Own and press stories, ceremony left out; a county office and its head office are two agencies."""
    actors = view.index.actors
    joint = [s.item_id for s in all_stories(view) if any(f.agency != s.agency for f in actors[s.item_id])]
    return count_observed(view, measure, joint, view.all_days)


MEASURE = Measure(
    name="خبرهای مشترک با دستگاه‌های دیگر", unit="خبر", observe=observe, grows_with_coverage=True
)
