"""Own-site active days: on how many working days the agency's own site published something."""

from core.observations import Observation
from scoring.measure import NO_OWN_SITE, Measure, count_observed, not_measured
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """A day counts once however much was published; its first item stands for it."""
    completeness = view.own_days
    if view.agency.own_outlet is None:
        return not_measured(view, measure, completeness, NO_OWN_SITE)
    return count_observed(view, measure, first_items_of_working_days(view), completeness)


def first_items_of_working_days(view: AgencyView) -> list[int]:
    """The first own item of each working day that has one."""
    day_of, is_working = view.index.day_of, view.inputs.working_days.is_working
    first_of_day = {day_of[item.id]: item.id for item in reversed(view.own_items)}
    return [item for day, item in sorted(first_of_day.items()) if is_working(day)]


MEASURE = Measure(
    name="روزهای کاریِ فعال سایت", unit="روز", observe=observe, grows_with_coverage=True, always=True
)
