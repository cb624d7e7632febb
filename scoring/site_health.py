"""How well an agency's own site worked: nights on which it answered, and pages that could be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.calendar import tehran_day
from core.coverage import Probe
from scoring.views import AgencyView

APART = timedelta(hours=3)
"""A site is down when two looks so far apart failed with none between them that succeeded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHealth:
    """Nights and pages of an agency's own site."""

    answered_nights: int
    judged_nights: int
    """Nights on which it answered or was down; a single failed look may be our own fault."""
    broken_pages: int
    tried_pages: int


def site_health(view: AgencyView) -> SiteHealth:
    """A failed night counts only as an outage of theirs: two looks failed, and other sites answered us."""
    answered = {tehran_day(probe.at) for probe in view.probes if probe.answered}
    down = {tehran_day(probe.at) for probe in _outages(view.probes)}
    controls = frozenset(view.inputs.profile.watched_outlets) - {view.agency.own_outlet}
    down = {
        night
        for night in down - answered
        if any(night in view.index.seen.get(control, ()) for control in controls)
    }
    broken, tried = _pages(view)
    return SiteHealth(
        answered_nights=len(answered),
        judged_nights=len(answered | down),
        broken_pages=broken,
        tried_pages=tried,
    )


def _outages(probes: Sequence[Probe]) -> list[Probe]:
    """Failed looks with another failed look some hours away and no good one between."""
    found: list[Probe] = []
    run: list[Probe] = []
    for probe in (*probes, None):
        if probe is not None and not probe.answered:
            run.append(probe)
            continue
        if run and run[-1].at - run[0].at >= APART:
            found += run
        run = []
    return found


def _pages(view: AgencyView) -> tuple[int, int]:
    """Dead links and links tried: of the fixed sample that each night's look asked for again.

    Without a sample, in the first month of a site, pages it listed on days it answered: those that could
    not be read, and those that were tried.
    """
    sampled = [probe for probe in view.probes if probe.tried_links]
    if sampled:
        return sum(probe.broken_links or 0 for probe in sampled), sum(
            probe.tried_links or 0 for probe in sampled
        )
    outlet = view.inputs.outlets.get(view.agency.own_outlet or "")
    sources = {source.id for source in outlet.sources} if outlet else set()
    days = frozenset(view.days)
    mine = [d for d in view.inputs.source_days if d.source in sources and d.answered and d.day in days]
    return sum(day.failed for day in mine), sum(day.expected for day in mine)
