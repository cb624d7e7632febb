"""Outlet-days: on which days we really saw what an outlet published."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from core.coverage import Completeness
from core.outlets import Outlet
from scoring.inputs import IMPORTED, CountInputs

type SeenDays = Mapping[str, Collection[date]]
"""By outlet: the days that were seen."""

_NONE: frozenset[date] = frozenset()
_NO_DAYS: SeenDays = {}


def seen_days(inputs: CountInputs) -> SeenDays:
    """An outlet's day is seen when all of its sources answered, or when an archive covers it."""
    by_source: dict[str, set[date]] = defaultdict(set)
    may_fail = 1 - inputs.scheme.least_completeness
    for day in inputs.source_days:
        # A source that answered but whose item pages mostly failed has not shown its day.
        if day.answered is True and day.failed <= may_fail * day.expected:
            by_source[day.source].add(day.day)
    return {outlet.id: _seen(outlet, by_source) for outlet in inputs.outlets.values()}


def suspect_days(inputs: CountInputs, seen: SeenDays) -> Mapping[str, frozenset[date]]:
    """Of the days seen, those on which a source of the outlet may not have shown all (core/suspicion.py)."""
    by_source: dict[str, set[date]] = defaultdict(set)
    for day in inputs.source_days:
        if day.suspect:
            by_source[day.source].add(day.day)
    found = {
        outlet.id: {day for source in outlet.sources for day in by_source.get(source.id, _NONE)}
        for outlet in inputs.outlets.values()
    }
    return {
        outlet: frozenset(days.intersection(seen.get(outlet, _NONE)))
        for outlet, days in found.items()
        if days
    }


def outlet_completeness(
    outlets: Collection[str], days: Collection[date], seen: SeenDays, suspect: SeenDays = _NO_DAYS
) -> Completeness:
    """How many of the outlet-days that should have been seen were seen, and how many of these are suspect."""
    wanted = frozenset(days)

    def count(known: SeenDays) -> int:
        return sum(len(wanted.intersection(known.get(outlet, _NONE))) for outlet in outlets)

    return Completeness(
        expected=len(outlets) * len(wanted),
        seen=count(seen),
        suspect=count(suspect) if suspect else 0,
    )


def _seen(outlet: Outlet, by_source: Mapping[str, set[date]]) -> frozenset[date]:
    sources = [by_source.get(source.id, set()) for source in outlet.sources]
    crawled = set.intersection(*sources) if sources else set()
    return frozenset(crawled | by_source.get(IMPORTED + outlet.id, set()))
