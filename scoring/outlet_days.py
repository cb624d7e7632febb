"""Outlet-days: on which days we really saw what an outlet published."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from core.coverage import Completeness, SourceDay
from core.outlets import Outlet
from scoring.inputs import IMPORTED, CountInputs

type SeenDays = Mapping[str, Collection[date]]
"""By outlet: the days that were seen."""

_NONE: frozenset[date] = frozenset()


def seen_days(inputs: CountInputs) -> SeenDays:
    """An outlet's day is seen when all of its sources answered, or when an archive covers it."""
    by_source: dict[str, set[date]] = defaultdict(set)
    for day in inputs.source_days:
        if _is_seen(day, inputs.scheme.least_completeness):
            by_source[day.source].add(day.day)
    return {outlet.id: _seen(outlet, by_source) for outlet in inputs.outlets.values()}


def outlet_completeness(outlets: Collection[str], days: Collection[date], seen: SeenDays) -> Completeness:
    """How many of the outlet-days that should have been seen were seen."""
    wanted = frozenset(days)
    return Completeness(
        expected=len(outlets) * len(wanted),
        seen=sum(len(wanted.intersection(seen.get(outlet, _NONE))) for outlet in outlets),
    )


def _seen(outlet: Outlet, by_source: Mapping[str, set[date]]) -> frozenset[date]:
    sources = [by_source.get(source.id, set()) for source in outlet.sources]
    crawled = set.intersection(*sources) if sources else set()
    return frozenset(crawled | by_source.get(IMPORTED + outlet.id, set()))


def _is_seen(day: SourceDay, least: float) -> bool:
    """A source that answered but whose item pages mostly failed has not shown its day."""
    return day.answered is True and day.failed <= (1 - least) * day.expected
