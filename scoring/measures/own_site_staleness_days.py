"""Own-site staleness: how old, on average, the newest item of the agency's own site was each night."""

from dataclasses import replace
from datetime import date
from statistics import fmean

from core.coverage import Completeness
from core.digits import persian_number
from core.observations import Observation
from core.schemes import SourceKind
from scoring.measure import NO_OWN_SITE, Measure, is_complete, not_measured, value_observed
from scoring.views import AgencyView

LONGEST_AGE_DAYS = 30
"""A site silent for longer is not more stale than this (evaluation.md 5.2)."""


def observe(view: AgencyView, measure: str) -> Observation:
    """Needs nights that were really probed: archives cannot tell how old a page looked."""
    ages = ages_by_night(view)
    completeness = Completeness(expected=len(view.days), seen=len(ages))
    if view.agency.own_outlet is None:
        return not_measured(view, measure, completeness, NO_OWN_SITE)
    if not is_complete(view, completeness):
        why = _too_few_nights(completeness)
        return replace(not_measured(view, measure, completeness, why), probes=len(view.looks))
    age = fmean(ages.values())
    return value_observed(view, measure, age, (), completeness, probes=len(view.looks))


def ages_by_night(view: AgencyView) -> dict[date, int]:
    """Whole days between each night and the newest item seen then; the night's last good probe speaks.

    A page that answered without any dated item says nothing: our reading of it may be at fault.
    """
    nights = frozenset(view.days)
    return {
        night: min(LONGEST_AGE_DAYS, (night - newest).days) if newest < night else 0
        for night, newest in view.looks
        if newest is not None and night in nights
    }


def _too_few_nights(nights: Completeness) -> str:
    return (
        f"سایت در {persian_number(nights.seen)} شب از {persian_number(nights.expected)} شب "
        "با موفقیت دیده شد؛ برای سنجش کهنگی کافی نیست."
    )


MEASURE = Measure(
    name="میانگین کهنگی سایت", unit="روز", observe=observe, source=SourceKind.PROBE, always=True
)
