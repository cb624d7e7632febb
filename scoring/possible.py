"""What a total could be: our gaps filled once with nothing and once with all that can be had."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.agencies import AgencyKey
from core.intervals import Interval
from core.methodology import Profile
from core.observations import Observation, State
from core.schemes import Indicator, Scheme
from core.scores import TOTAL, Score, TracePart

_NOISE = 1e-9
"""Differences beyond this are floating-point noise, as in scoring.rank."""


def possible_totals(
    scores: Sequence[Score], observations: Sequence[Observation], scheme: Scheme
) -> dict[AgencyKey, Interval]:
    """For every agency with a total: its bounds over everything that could have stood on unseen days."""
    seen = {(o.agency, o.measure): _seen(o) for o in observations}
    traces = {(s.agency, s.subject): {part.name: part for part in s.trace} for s in scores}
    totals = [s.agency for s in scores if s.subject == TOTAL and s.points is not None]
    return {agency: _total(agency, scheme, traces, seen) for agency in totals}


def possible_ranks(
    totals: Mapping[AgencyKey, Interval], leagues: Sequence[Sequence[AgencyKey]]
) -> dict[AgencyKey, tuple[int, int]]:
    """By agency: the best and the worst rank in its league that the bounds allow."""
    return {agency: _rank(agency, league, totals) for league in leagues for agency in league}


def leagues_of(profile: Profile, totals: Mapping[AgencyKey, object]) -> list[list[AgencyKey]]:
    """Who is ranked against whom: one group of one track, among those that have a total."""
    leagues: dict[tuple[str, str], list[AgencyKey]] = defaultdict(list)
    for agency in profile.agencies:
        if agency.scored and agency.key in totals:
            leagues[agency.group, agency.track].append(agency.key)
    return [sorted(league, key=str) for league in leagues.values()]


def _seen(observation: Observation) -> float:
    """The share of what there was to see; what people handed in has no days and was seen whole."""
    completeness = observation.completeness
    return min(1.0, completeness.share) if completeness.expected else 1.0


def _total(
    agency: AgencyKey,
    scheme: Scheme,
    traces: Mapping[tuple[AgencyKey, str], Mapping[str, TracePart]],
    seen: Mapping[tuple[AgencyKey, str], float],
) -> Interval:
    low = high = weight = 0.0
    for indicator in scheme.indicators:
        bounds = _indicator(indicator, agency, traces[agency, indicator.id], seen)
        if bounds is not None:
            low, high = low + indicator.weight * bounds[0], high + indicator.weight * bounds[1]
            weight += indicator.weight
    return (low / weight, high / weight) if weight else (0.0, 100.0)


def _indicator(
    indicator: Indicator,
    agency: AgencyKey,
    trace: Mapping[str, TracePart],
    seen: Mapping[tuple[AgencyKey, str], float],
) -> Interval | None:
    """None when nothing of it applies to the agency."""
    low = high = weight = 0.0
    for use in indicator.measures:
        part = trace[use.key]
        if part.state is State.NOT_APPLICABLE:
            continue
        share = seen.get((agency, use.key), 0.0) if part.points is not None else 0.0
        low += use.weight * share * (part.points or 0.0)
        high += use.weight * (share * (part.points or 0.0) + (1 - share) * use.cap)
        weight += use.weight
    return (low / weight, high / weight) if weight else None


def _rank(
    agency: AgencyKey, league: Sequence[AgencyKey], totals: Mapping[AgencyKey, Interval]
) -> tuple[int, int]:
    low, high = totals[agency]
    others = [totals[other] for other in league if other != agency]
    surely_ahead = sum(their_low > high + _NOISE for their_low, _ in others)
    perhaps_ahead = sum(their_high > low + _NOISE for _, their_high in others)
    return 1 + surely_ahead, 1 + perhaps_ahead
