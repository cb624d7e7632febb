"""A period in order: what was counted inside it, looked up once for all agencies."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from operator import attrgetter

from core.agencies import AgencyKey
from core.attributions import Role
from core.calendar import day_start, tehran_day
from core.coverage import Probe
from core.findings import Finding, counted
from core.handed_in import Given
from core.items import ItemFacts, Origin
from core.posts import CountedPost
from scoring.handed_in import given_by_agency
from scoring.inputs import CountInputs
from scoring.outlet_days import SeenDays, seen_days, suspect_days

_COUNTED_AT = attrgetter("counted_at")
_OLDEST_FIRST = attrgetter("counted_at", "outlet", "id")
"""Of two at the same moment the outlet decides: ids tell only which of two servers answered first."""

type Look = tuple[date, date | None]
"""A probe's night, and the day of the newest item it showed; None when it failed or showed no dated item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthIndex:
    """Lookups over one period's inputs; only what lies in the period and before `as_of` is in them."""

    days: tuple[date, ...]
    ended_days: tuple[date, ...]
    """Those that were over at `as_of`."""
    day_of: Mapping[int, date]
    """Item id to the day in Tehran on which it counts; what does not count is not in it."""
    findings: Mapping[AgencyKey, Sequence[Finding]]
    """Actors only, oldest first."""
    own_items: Mapping[str, Sequence[ItemFacts]]
    """Items of the agencies' own outlets, oldest first."""
    looks: Mapping[str, Sequence[Look]]
    """By outlet, in order."""
    actors: Mapping[int, Sequence[Finding]]
    """By item id: of the agencies that act in it, as often as they were found."""
    seen: SeenDays
    suspect: Mapping[str, frozenset[date]]
    """Of the days seen, those that may not have shown all; most outlets have none."""
    whole: frozenset[date]
    """The days as a set."""
    seen_count: Mapping[str, int]
    """By outlet: how many of the ended days were seen."""
    watched_outlets: frozenset[str]
    probes: Mapping[str, Sequence[Probe]]
    """By outlet, in order."""
    mentioned: Mapping[AgencyKey, Sequence[Finding]]
    """Named without acting, oldest first."""
    criticism: Mapping[AgencyKey, Sequence[Finding]]
    """Criticism that needs a reply, that of the days before the period too, oldest first."""
    given: Mapping[AgencyKey, Given]
    """What was handed in, by agency."""
    posts: Mapping[str, Sequence[CountedPost]]
    """Of the agencies' channels, by outlet, oldest first."""


def month_index(inputs: CountInputs) -> MonthIndex:
    """Sort a period's inputs into lookups."""
    days = inputs.period.days
    starts = [day_start(day) for day in (*days, days[-1] + timedelta(days=1))]
    claims = counted(inputs.findings)
    passing = [f for f in inputs.findings if f.role is Role.MENTIONED and f.agency.province is not None]
    facts = _facts_that_matter(claims, passing, inputs)
    day_of = _days_of(facts, days, starts)
    actors = _findings_by_item(claims)
    ended = tuple(day for day, end in zip(days, starts[1:], strict=True) if end <= inputs.as_of)
    over = frozenset(ended)
    seen = seen_days(inputs)
    probes = _probes(inputs, starts)
    return MonthIndex(
        days=days,
        ended_days=ended,
        day_of=day_of,
        findings=_findings_by_agency(actors, day_of),
        own_items=_own_items(facts, inputs),
        looks=_looks(probes, days, starts),
        actors=actors,
        seen=seen,
        suspect=suspect_days(inputs, seen),
        whole=frozenset(days),
        seen_count={outlet: len(over.intersection(there)) for outlet, there in seen.items()},
        watched_outlets=frozenset(inputs.profile.watched_outlets),
        probes=probes,
        mentioned=_findings_by_agency(_findings_by_item(passing), day_of),
        criticism=_criticism(claims, inputs),
        given=given_by_agency(inputs.given),
        posts=_posts(inputs, starts),
    )


def _facts_that_matter(
    claims: Sequence[Finding], passing: Sequence[Finding], inputs: CountInputs
) -> list[ItemFacts]:
    """Items of findings and of own outlets that count, oldest first; the facts may be the whole country's."""
    start, end = inputs.period.start, inputs.period.end
    claimed = {finding.item_id for finding in claims} | {finding.item_id for finding in passing}
    own_outlets = {agency.own_outlet for agency in inputs.profile.agencies}
    facts = [
        f
        for f in inputs.facts.values()
        if start <= f.counted_at < end
        and (f.id in claimed or f.outlet in own_outlets)
        and _is_counted(f, inputs.as_of)
    ]
    return sorted(facts, key=_OLDEST_FIRST)


def _is_counted(fact: ItemFacts, as_of: datetime) -> bool:
    """Before `as_of`, and already known to us then (an archive may come later)."""
    if fact.counted_at >= as_of or (fact.first_seen > as_of and fact.origin is not Origin.IMPORT):
        return False
    # An archive or a first crawl does not tell when an undated item appeared (docs/decisions/0004).
    return fact.published_is_known or fact.origin not in (Origin.IMPORT, Origin.BASELINE)


def _days_of(
    facts: Sequence[ItemFacts], days: Sequence[date], starts: Sequence[datetime]
) -> Mapping[int, date]:
    """By item id, oldest first, as the facts are."""
    edges = [bisect_left(facts, start, key=_COUNTED_AT) for start in starts]
    return {
        fact.id: day
        for day, (first, after) in zip(days, pairwise(edges), strict=True)
        for fact in facts[first:after]
    }


def _findings_by_item(findings: Sequence[Finding]) -> Mapping[int, Sequence[Finding]]:
    by_item: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_item[finding.item_id].append(finding)
    return by_item


def _findings_by_agency(
    by_item: Mapping[int, Sequence[Finding]], oldest_first: Iterable[int]
) -> Mapping[AgencyKey, Sequence[Finding]]:
    by_agency: dict[AgencyKey, list[Finding]] = defaultdict(list)
    for item in oldest_first:
        for finding in by_item.get(item, ()):
            by_agency[finding.agency].append(finding)
    return by_agency


def _own_items(facts: Sequence[ItemFacts], inputs: CountInputs) -> Mapping[str, Sequence[ItemFacts]]:
    own_outlets = {agency.own_outlet for agency in inputs.profile.agencies}
    by_outlet: dict[str, list[ItemFacts]] = defaultdict(list)
    for fact in facts:
        if fact.outlet in own_outlets:
            by_outlet[fact.outlet].append(fact)
    return by_outlet


def _probes(inputs: CountInputs, starts: Sequence[datetime]) -> Mapping[str, Sequence[Probe]]:
    start, end, as_of = starts[0], starts[-1], inputs.as_of
    by_outlet: dict[str, list[Probe]] = defaultdict(list)
    for probe in inputs.probes:
        if start <= probe.at < end and probe.at <= as_of:
            by_outlet[probe.outlet].append(probe)
    for probes in by_outlet.values():
        probes.sort(key=attrgetter("at"))
    return by_outlet


def _looks(
    probes: Mapping[str, Sequence[Probe]], days: Sequence[date], starts: Sequence[datetime]
) -> Mapping[str, Sequence[Look]]:
    def day_of(instant: datetime) -> date:
        begun = bisect_right(starts, instant)
        return days[begun - 1] if 0 < begun < len(starts) else tehran_day(instant)

    def look(probe: Probe) -> Look:
        shown = probe.newest_item_at if probe.answered else None
        return day_of(probe.at), shown and day_of(shown)

    return {outlet: [look(probe) for probe in mine] for outlet, mine in probes.items()}


def _criticism(claims: Sequence[Finding], inputs: CountInputs) -> Mapping[AgencyKey, Sequence[Finding]]:
    needing = [f for f in claims if f.criticism_needing_reply and f.item_id in inputs.facts]
    facts = {f.item_id: inputs.facts[f.item_id] for f in needing}
    known = [fact for fact in facts.values() if _is_counted(fact, inputs.as_of)]
    in_order = (fact.id for fact in sorted(known, key=_OLDEST_FIRST))
    return _findings_by_agency(_findings_by_item(needing), in_order)


def _posts(inputs: CountInputs, starts: Sequence[datetime]) -> Mapping[str, Sequence[CountedPost]]:
    by_outlet: dict[str, list[CountedPost]] = defaultdict(list)
    for post in inputs.posts:
        if starts[0] <= post.at < starts[-1] and max(post.at, post.first_seen) <= inputs.as_of:
            by_outlet[post.outlet].append(post)
    return by_outlet
