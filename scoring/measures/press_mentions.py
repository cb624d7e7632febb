"""Press mentions: how many items of watched outlets name the agency only in passing."""

from core.observations import Observation
from scoring.measure import Measure, count_observed
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Shown beside the items in which it acts; an item counts in one of the two only."""
    acting = {finding.item_id for finding in view.press}
    named = dict.fromkeys(f.item_id for f in view.mentioned if f.item_id not in acting)
    return count_observed(view, measure, list(named), view.press_days)


MEASURE = Measure(name="مطالبِ تنها با نام دستگاه", unit="مطلب", observe=observe, grows_with_coverage=True)
