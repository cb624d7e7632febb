"""An agency's period as the measures see it: its findings, its own site's items, and what we could see."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from core.agencies import Agency
from core.calendar import tehran_day
from core.coverage import Completeness, Probe
from core.findings import Finding
from core.items import ItemFacts
from core.schemes import MeasureUse
from core.stories import Relation
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
    acting: tuple[Finding, ...]
    """Both together, oldest first."""
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
            suspect=self.press_days.suspect + self.own_days.suspect,
        )

    def story(self, item_id: int) -> int:
        """The story of an item; alone it is a story of its own."""
        return self.inputs.story_of.get(item_id, item_id)

    def is_original(self, item_id: int) -> bool:
        """Whether an item reprints no other; alone it is the original."""
        return self.inputs.relations.get(item_id, Relation.ORIGINAL) is Relation.ORIGINAL

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
    days = index.ended_days if always else tuple(day for day in index.ended_days if day in watched)
    own, within = agency.own_outlet or "", partial(_within, watched, index)
    outlets = index.watched_outlets - {own, *agency.channels}
    facts, day_of = inputs.facts, index.day_of
    findings = within(index.findings.get(agency.key, ()), lambda f: day_of[f.item_id])
    placed = [(f, facts[f.item_id].outlet) for f in findings]
    acting = [(f, outlet) for f, outlet in placed if outlet == own or (outlet in outlets and not f.own_site)]
    passing = within(index.mentioned.get(agency.key, ()), lambda f: day_of[f.item_id])
    return AgencyView(
        agency=agency,
        inputs=inputs,
        index=index,
        days=days,
        press=tuple([f for f, outlet in acting if outlet != own]),
        own=tuple([f for f, outlet in acting if outlet == own]),
        acting=tuple([f for f, _ in acting]),
        own_items=tuple(within(index.own_items.get(own, ()), lambda item: day_of[item.id])),
        looks=tuple(within(index.looks.get(own, ()), lambda look: look[0])),
        press_days=_completeness(outlets, days, index),
        own_days=_completeness({own}, days, index),
        mentioned=tuple([f for f in passing if facts[f.item_id].outlet in outlets]),
        probes=tuple(within(index.probes.get(own, ()), lambda probe: tehran_day(probe.at))),
    )


def _within[Thing](
    watched: Set[date], index: MonthIndex, things: Sequence[Thing], day: Callable[[Thing], date]
) -> Sequence[Thing]:
    """What falls on the days on which the agency was watched: everything, for nearly all agencies."""
    return things if watched is index.whole else [thing for thing in things if day(thing) in watched]


def is_watched_in(agency: Agency, days: Sequence[date]) -> bool:
    """Whether the agency was watched on any of the days."""
    return (agency.since is None and agency.until is None) or any(map(agency.is_watched_on, days))


def _completeness(outlets: Set[str], days: tuple[date, ...], index: MonthIndex) -> Completeness:
    # Nearly all agencies are watched all month, and counting their outlet-days once is enough.
    if days is not index.ended_days:
        return outlet_completeness(outlets, days, index.seen, index.suspect)
    seen = sum([index.seen_count.get(outlet, 0) for outlet in outlets])
    suspect = sum(
        len(there.intersection(days)) for outlet, there in index.suspect.items() if outlet in outlets
    )
    return Completeness(expected=len(outlets) * len(days), seen=seen, suspect=suspect)
