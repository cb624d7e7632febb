"""Stale own site: whether the newest item of the agency's own site was old at the end of the period."""

from dataclasses import dataclass

from core.coverage import Completeness
from core.digits import persian_number
from core.observations import Observation, State
from core.schemes import SourceKind
from scoring.measure import NO_OWN_SITE, Measure, not_measured
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleRule:
    """When a site is stale."""

    after_days: int = 14


def observe(view: AgencyView, measure: str) -> Observation:
    """1 for a stale site, 0 for a living one; the agencies with 1 are the list of stale portals."""
    rule = view.rule or StaleRule()
    shown = [(night, newest) for night, newest in view.looks if newest is not None]
    nights = Completeness(expected=len(view.days), seen=len({night for night, _ in shown}))
    if view.agency.own_outlet is None:
        return not_measured(view, measure, nights, NO_OWN_SITE)
    if not shown or not view.days or (view.days[-1] - shown[-1][0]).days > rule.after_days:
        return not_measured(
            view, measure, nights, "در روزهای پایانی دوره تاریخ هیچ مطلبی از سایت خوانده نشد."
        )
    night, newest = shown[-1]
    age = max(0, (night - newest).days)
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=1.0 if age > rule.after_days else 0.0,
        state=State.MEASURED if age > rule.after_days else State.ZERO,
        completeness=nights,
        why=f"تازه‌ترین مطلب {persian_number(age)} روز پیش از آخرین وارسی است.",
        probes=len(view.probes),
    )


MEASURE = Measure(
    name="به‌روز نبودن سایت", unit="آری یا نه", observe=observe, source=SourceKind.PROBE, rule=StaleRule
)
