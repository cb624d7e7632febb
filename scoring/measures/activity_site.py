"""Activity, S2 own site: how many days it lived, how long it was silent, how stale, how well it worked."""

from dataclasses import replace
from statistics import fmean

from core.coverage import Completeness
from core.observations import Observation
from core.schemes import SourceKind
from scoring.activity.site import DEFAULT_RULE, SiteMonth, SiteRule, site_points
from scoring.measure import NO_OWN_SITE, Measure, incomplete, is_complete, not_measured, value_observed
from scoring.measures.own_site_active_days import first_items_of_working_days
from scoring.measures.own_site_health import too_few
from scoring.measures.own_site_longest_silence_days import longest_silence
from scoring.measures.own_site_staleness_days import ages_by_night
from scoring.site_health import site_health
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Needs both the days of the site and the nights of its probes."""
    items = [item.id for item in view.own_items]
    ages = ages_by_night(view)
    nights = Completeness(expected=len(view.days), seen=len(ages))
    if view.agency.own_outlet is None:
        return not_measured(view, measure, view.own_days, NO_OWN_SITE)
    if not is_complete(view, view.own_days):
        return not_measured(view, measure, view.own_days, incomplete(view.own_days, len(items)), items)
    if not is_complete(view, nights):
        return not_measured(view, measure, nights, too_few(nights), items)
    health = site_health(view)
    working = sum(map(view.inputs.working_days.is_working, view.days))
    month = SiteMonth(
        active_days=len(first_items_of_working_days(view)),
        working_days=max(1, working),
        longest_silence_days=longest_silence(view),
        mean_age_days=fmean(ages.values()),
        answered_nights=health.answered_nights,
        probed_nights=health.judged_nights,
        broken_links=health.broken_pages,
        checked_links=health.tried_pages,
    )
    points = site_points(month, view.rule or DEFAULT_RULE)
    observation = value_observed(view, measure, points, items, view.own_days)
    return replace(observation, probes=len(view.probes))


MEASURE = Measure(
    name="زیرشاخص سایت",
    unit="امتیاز",
    observe=observe,
    is_points=True,
    source=SourceKind.PROBE,
    rule=SiteRule,
)
