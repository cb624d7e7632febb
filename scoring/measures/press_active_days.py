"""Press active days: on how many days other outlets printed a story about the agency."""

from core.observations import Observation
from scoring.measure import Measure, count_observed
from scoring.stories import is_activity
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """All days count, for outlets print on holidays too; a day's first item stands for it."""
    first = {view.day(f.item_id): f.item_id for f in reversed(view.press) if is_activity(f)}
    items = [item for _, item in sorted(first.items())]
    return count_observed(view, measure, items, view.press_days)


MEASURE = Measure(name="روزهای حضور در رسانه‌ها", unit="روز", observe=observe, grows_with_coverage=True)
