"""Press items: how many items of watched outlets have the agency as an actor."""

from core.observations import Observation
from scoring.measure import Measure, count_observed
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Every item counts, reprints, criticism and ceremony too: this is what was printed."""
    items = list(dict.fromkeys(finding.item_id for finding in view.press))
    return count_observed(view, measure, items, view.press_days)


MEASURE = Measure(
    name="مطالب رسانه‌های دیگر", unit="مطلب", observe=observe, grows_with_coverage=True, always=True
)
