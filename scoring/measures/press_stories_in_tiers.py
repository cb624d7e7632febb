"""Press stories in tiers: stories in outlets of some tiers, in which the agency has some prominence."""

from core.observations import Observation
from scoring.measure import Measure, count_observed
from scoring.measures.press_items_in_tiers import TiersRule, fits
from scoring.stories import is_activity, one_per_story
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Like press stories: criticism and ceremony are left out."""
    stories = one_per_story(view, (f for f in view.press if is_activity(f) and fits(view, f)))
    return count_observed(view, measure, [s.item_id for s in stories], view.press_days)


MEASURE = Measure(
    name="خبرهای رسانه‌های رده‌های خواسته‌شده",
    unit="خبر",
    observe=observe,
    grows_with_coverage=True,
    rule=TiersRule,
)
