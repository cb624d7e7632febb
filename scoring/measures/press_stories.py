"""Press stories: how many distinct stories about the agency other outlets carried."""

from core.observations import Observation
from scoring.measure import Measure, count_observed
from scoring.stories import is_activity, one_per_story
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """A story printed by thirty outlets is one; criticism and ceremony are left out."""
    stories = one_per_story(view, filter(is_activity, view.press))
    return count_observed(view, measure, [s.item_id for s in stories], view.press_days)


MEASURE = Measure(
    name="خبرهای بازتاب‌یافته در رسانه‌های دیگر",
    unit="خبر",
    observe=observe,
    grows_with_coverage=True,
    always=True,
)
