"""A period in order: what was counted inside it, looked up once for all agencies."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
from scoring.outlet_days import SeenDays, seen_days

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
    actors: Mapping[int, Sequence[AgencyKey]]
    """By item id: the agencies that act in it, as often as they were found."""
    seen: SeenDays
    whole: frozenset[date]
    """The days as a set."""
    seen_count: Mapping[str, int]
    """By outlet: how many of the ended days were seen."""
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
    day_of = {
        fact.id: days[bisect_right(starts, fact.counted_at) - 1]
        for fact in _facts_that_matter(claims, passing, inputs)
        if starts[0] <= fact.counted_at < starts[-1] and _is_counted(fact, inputs.as_of)
    }
    actors = [f for f in claims if f.item_id in day_of]
    ended = tuple(day for day, end in zip(days, starts[1:], strict=True) if end <= inputs.as_of)
    seen = seen_days(inputs)
    probes = _probes(inputs, starts)
    return MonthIndex(
        days=days,
        ended_days=ended,
        day_of=day_of,
        findings=_findings_by_agency(actors, inputs.facts),
        own_items=_own_items(inputs, day_of),
        looks=_looks(probes, days, starts),
        actors=_actors_by_item(actors),
        seen=seen,
        whole=frozenset(days),
        seen_count={outlet: len(frozenset(ended).intersection(there)) for outlet, there in seen.items()},
        probes=probes,
        mentioned=_findings_by_agency([f for f in passing if f.item_id in day_of], inputs.facts),
        criticism=_findings_by_agency(_criticism(claims, inputs), inputs.facts),
        given=given_by_agency(inputs.given),
        posts=_posts(inputs, starts),
    )


def _facts_that_matter(
    claims: Sequence[Finding], passing: Sequence[Finding], inputs: CountInputs
) -> list[ItemFacts]:
    """Items of findings and of own outlets; the facts may be those of the whole country."""
    claimed = {finding.item_id for finding in claims} | {finding.item_id for finding in passing}
    own_outlets = {agency.own_outlet for agency in inputs.profile.agencies}
    return [f for f in inputs.facts.values() if f.id in claimed or f.outlet in own_outlets]


def _is_counted(fact: ItemFacts, as_of: datetime) -> bool:
    """Before `as_of`, and already known to us then (an archive may come later)."""
    if fact.counted_at >= as_of or (fact.first_seen > as_of and fact.origin is not Origin.IMPORT):
        return False
    # An archive or a first crawl does not tell when an undated item appeared (docs/decisions/0004).
    return fact.published_is_known or fact.origin not in (Origin.IMPORT, Origin.BASELINE)


def _findings_by_agency(
    actors: Sequence[Finding], facts: Mapping[int, ItemFacts]
) -> Mapping[AgencyKey, Sequence[Finding]]:
    by_agency: dict[AgencyKey, list[Finding]] = defaultdict(list)
    for finding in actors:
        by_agency[finding.agency].append(finding)
    for findings in by_agency.values():
        findings.sort(key=lambda f: (facts[f.item_id].counted_at, f.item_id))
    return by_agency


def _own_items(inputs: CountInputs, day_of: Mapping[int, date]) -> Mapping[str, Sequence[ItemFacts]]:
    own_outlets = {agency.own_outlet for agency in inputs.profile.agencies}
    by_outlet: dict[str, list[ItemFacts]] = defaultdict(list)
    for item in day_of:
        fact = inputs.facts[item]
        if fact.outlet in own_outlets:
            by_outlet[fact.outlet].append(fact)
    for facts in by_outlet.values():
        facts.sort(key=lambda f: (f.counted_at, f.id))
    return by_outlet


def _probes(inputs: CountInputs, starts: Sequence[datetime]) -> Mapping[str, Sequence[Probe]]:
    by_outlet: dict[str, list[Probe]] = defaultdict(list)
    for probe in sorted(inputs.probes, key=lambda p: p.at):
        if starts[0] <= probe.at < starts[-1] and probe.at <= inputs.as_of:
            by_outlet[probe.outlet].append(probe)
    return by_outlet


def _looks(
    probes: Mapping[str, Sequence[Probe]], days: Sequence[date], starts: Sequence[datetime]
) -> Mapping[str, Sequence[Look]]:
    def day_of(instant: datetime) -> date:
        inside = starts[0] <= instant < starts[-1]
        return days[bisect_right(starts, instant) - 1] if inside else tehran_day(instant)

    def look(probe: Probe) -> Look:
        shown = probe.newest_item_at if probe.answered else None
        return day_of(probe.at), shown and day_of(shown)

    return {outlet: [look(probe) for probe in mine] for outlet, mine in probes.items()}


def _criticism(claims: Sequence[Finding], inputs: CountInputs) -> list[Finding]:
    needing = [f for f in claims if f.criticism_needing_reply and f.item_id in inputs.facts]
    return [f for f in needing if _is_counted(inputs.facts[f.item_id], inputs.as_of)]


def _posts(inputs: CountInputs, starts: Sequence[datetime]) -> Mapping[str, Sequence[CountedPost]]:
    by_outlet: dict[str, list[CountedPost]] = defaultdict(list)
    for post in inputs.posts:
        if starts[0] <= post.at < starts[-1] and max(post.at, post.first_seen) <= inputs.as_of:
            by_outlet[post.outlet].append(post)
    return by_outlet


def _actors_by_item(actors: Sequence[Finding]) -> Mapping[int, Sequence[AgencyKey]]:
    by_item: dict[int, list[AgencyKey]] = defaultdict(list)
    for finding in actors:
        by_item[finding.item_id].append(finding.agency)
    return by_item
