"""An agency's period as the measures see it: its findings, its own site's items, and what we could see."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.agencies import Agency
from core.calendar import tehran_day
from core.coverage import Completeness, Probe
from core.findings import Finding
from core.items import ItemFacts
from core.schemes import MeasureUse
from scoring.inputs import CountInputs
from scoring.month_index import Look, MonthIndex, month_index
from scoring.outlet_days import outlet_completeness


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """What one agency's measures are counted from; everything lies inside the period and before `as_of`."""

    agency: Agency
    inputs: CountInputs
    index: MonthIndex
    days: tuple[date, ...]
    """The days that were over at `as_of` and on which the agency was watched."""
    press: tuple[Finding, ...]
    """The agency acts, in a watched outlet that is not its own; oldest first."""
    own: tuple[Finding, ...]
    """The agency acts, on its own site; oldest first."""
    own_items: tuple[ItemFacts, ...]
    """Everything its own site published, whatever it is about; oldest first."""
    looks: tuple[Look, ...]
    """Probes of its own site, in order."""
    press_days: Completeness
    """Outlet-days of the watched outlets."""
    own_days: Completeness
    """Days of the agency's own site."""
    mentioned: tuple[Finding, ...] = ()
    """It is named in passing, in a watched outlet that is not its own; oldest first."""
    probes: tuple[Probe, ...] = ()
    """All looks at its own site, in order, those that failed too."""
    use: MeasureUse | None = None
    """How the scheme uses the measure that is being counted."""
    rule: Any = None
    """What the scheme chose for it: of the measure's own rule class."""

    @property
    def all_days(self) -> Completeness:
        """Outlet-days of the watched outlets and, where there is one, of the own site together."""
        if self.agency.own_outlet is None:
            return self.press_days
        return Completeness(
            expected=self.press_days.expected + self.own_days.expected,
            seen=self.press_days.seen + self.own_days.seen,
        )

    def story(self, item_id: int) -> int:
        """The story of an item; alone it is a story of its own."""
        return self.inputs.story_of.get(item_id, item_id)

    def day(self, item_id: int) -> date:
        """The day in Tehran on which an item counts."""
        return self.index.day_of[item_id]


def agency_views(inputs: CountInputs) -> list[AgencyView]:
    """One view for every agency that was watched on any day of the month."""
    index = month_index(inputs)
    return [
        _view(agency, inputs, index)
        for agency in inputs.profile.agencies
        if is_watched_in(agency, index.days)
    ]


def _view(agency: Agency, inputs: CountInputs, index: MonthIndex) -> AgencyView:
    always = agency.since is None and agency.until is None
    watched = index.whole if always else frozenset(filter(agency.is_watched_on, index.days))
    own = agency.own_outlet or ""
    outlets = frozenset(inputs.profile.watched_outlets) - {own, *agency.channels}
    days = index.ended_days if always else tuple(day for day in index.ended_days if day in watched)
    findings = [f for f in index.findings.get(agency.key, ()) if index.day_of[f.item_id] in watched]
    outlet_of = {f.item_id: inputs.facts[f.item_id].outlet for f in findings}
    passing = [f for f in index.mentioned.get(agency.key, ()) if index.day_of[f.item_id] in watched]
    return AgencyView(
        agency=agency,
        inputs=inputs,
        index=index,
        days=days,
        press=tuple(f for f in findings if not f.own_site and outlet_of[f.item_id] in outlets),
        own=tuple(f for f in findings if outlet_of[f.item_id] == own),
        own_items=tuple(i for i in index.own_items.get(own, ()) if index.day_of[i.id] in watched),
        looks=tuple(look for look in index.looks.get(own, ()) if look[0] in watched),
        press_days=_completeness(outlets, days, index),
        own_days=_completeness({own}, days, index),
        mentioned=tuple(f for f in passing if inputs.facts[f.item_id].outlet in outlets),
        probes=tuple(p for p in index.probes.get(own, ()) if always or tehran_day(p.at) in watched),
    )


def is_watched_in(agency: Agency, days: Sequence[date]) -> bool:
    """Whether the agency was watched on any of the days."""
    return (agency.since is None and agency.until is None) or any(map(agency.is_watched_on, days))


def _completeness(outlets: Set[str], days: tuple[date, ...], index: MonthIndex) -> Completeness:
    # Nearly all agencies are watched all month, and counting their outlet-days once is enough.
    if days is not index.ended_days:
        return outlet_completeness(outlets, days, index.seen)
    seen = sum(index.seen_count.get(outlet, 0) for outlet in outlets)
    return Completeness(expected=len(outlets) * len(days), seen=seen)
