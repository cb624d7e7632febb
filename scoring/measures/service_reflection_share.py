"""Service reflection: the share of the agency's stories that report a service done for people."""

from core.attributions import ServiceReflection
from core.observations import Observation
from scoring.measure import Measure, not_measured, share_observed
from scoring.stories import all_stories
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Own and press stories together; ceremony is not in the base, a mere promise is not a service."""
    completeness = view.all_days
    stories = all_stories(view)
    base = [s for s in stories if s.service_reflection is not None]
    if stories and not base:
        items = [s.item_id for s in stories]
        return not_measured(
            view, measure, completeness, "بازتاب خدمت در این مطالب تشخیص داده نشده است.", items
        )
    services = {s.item_id for s in base if s.service_reflection is ServiceReflection.YES}
    return share_observed(view, measure, [s.item_id for s in base], services, completeness)


MEASURE = Measure(name="سهم بازتاب خدمات", unit="سهم", observe=observe, always=True)
