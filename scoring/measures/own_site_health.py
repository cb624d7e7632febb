"""Own-site health: how often the agency's own site answered, and how many of its pages could be read."""

from dataclasses import dataclass, replace

from core.coverage import Completeness
from core.digits import persian_number
from core.observations import Observation
from core.schemes import SourceKind
from scoring.activity.site import SiteRule, health_share
from scoring.measure import NO_OWN_SITE, Measure, is_complete, not_measured, value_observed
from scoring.site_health import SiteHealth, site_health
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRule:
    """How the two halves are weighed."""

    up_weight: float = SiteRule().up_weight
    broken_worst: float = SiteRule().broken_worst
    """The share of unreadable pages that gives nothing."""


def observe(view: AgencyView, measure: str) -> Observation:
    """A night counts against a site only when it is proved to be its own outage."""
    health = site_health(view)
    nights = Completeness(expected=len(view.days), seen=health.judged_nights)
    if view.agency.own_outlet is None:
        return not_measured(view, measure, nights, NO_OWN_SITE)
    if not is_complete(view, nights):
        return replace(not_measured(view, measure, nights, too_few(nights)), probes=len(view.probes))
    rule = view.rule or HealthRule()
    value = health_share(
        answered_nights=health.answered_nights,
        judged_nights=health.judged_nights,
        broken=health.broken_pages,
        tried=health.tried_pages,
        up_weight=rule.up_weight,
        broken_worst=rule.broken_worst,
    )
    observation = value_observed(view, measure, value, (), nights)
    return replace(observation, probes=len(view.probes), why=_in_words(health))


def too_few(nights: Completeness) -> str:
    return (
        f"در {persian_number(nights.seen)} شب از {persian_number(nights.expected)} شب دانستیم که سایت "
        "کار می‌کند یا نه؛ برای سنجش کافی نیست."
    )


def _in_words(health: SiteHealth) -> str:
    return (
        f"{persian_number(health.answered_nights)} شب از {persian_number(health.judged_nights)} شب پاسخ داد؛ "
        f"{persian_number(health.broken_pages)} صفحه از {persian_number(health.tried_pages)} صفحه خوانده نشد."
    )


MEASURE = Measure(name="سلامت سایت", unit="سهم", observe=observe, source=SourceKind.PROBE, rule=HealthRule)
