"""Intervals of scores and ranks: the round is scored again for many draws of what may really have been."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.agencies import AgencyKey
from core.intervals import Interval
from core.methodology import Profile
from core.observations import HAS_VALUE, Observation, State
from core.schemes import Direction, MeasureUse, Normalisation, Scheme
from core.scores import TOTAL, Score
from scoring.audit import Audit, Draws, MachineDraws, draw_machine, draw_values
from scoring.measures import MEASURES
from scoring.normalise import use_for
from scoring.possible import leagues_of
from scoring.uncertainty.compared import SURE

_RANGE = (0.05, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnScore:
    """An agency's total as it was given, and where it and its rank may really lie (5–95 %)."""

    raw: float
    corrected: float
    """The middle of the draws: what the total would be without the machine's known errors."""
    points: Interval
    rank: Interval | None
    """None for an agency that is not ranked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRound:
    """All totals of a round with their intervals, and the pairs that cannot be told apart."""

    scores: Mapping[AgencyKey, DrawnScore]
    equal_pairs: tuple[tuple[AgencyKey, AgencyKey], ...]
    """The one with the better rank first, both of one group and track."""


def draw_round(
    scores: Sequence[Score],
    observations: Sequence[Observation],
    audit: Audit,
    scheme: Scheme,
    profile: Profile,
    *,
    seed: int,
    draws: int = 1000,
) -> DrawnRound:
    """Score every draw with the weights each agency's score really had; the same seed gives the same."""
    random = np.random.default_rng(seed)
    machine = draw_machine(audit, draws, random)
    weights = _weights_by_use(scores, scheme, profile)
    observed = {(o.agency, o.measure): o for o in observations}
    totals = {s.agency: s for s in scores if s.subject == TOTAL and s.points is not None}
    points = {
        key: _drawn_points(key, weights[key], observed, machine, random, draws)
        for key in sorted(totals, key=str)
    }
    leagues = leagues_of(profile, totals)
    ranks = {key: rank for league in leagues for key, rank in _drawn_ranks(league, points).items()}
    return DrawnRound(
        scores={key: _drawn_score(totals[key], points[key], ranks.get(key)) for key in totals},
        equal_pairs=tuple(pair for league in leagues for pair in _equal_pairs(league, points, totals)),
    )


def _weights_by_use(
    scores: Sequence[Score], scheme: Scheme, profile: Profile
) -> dict[AgencyKey, list[tuple[MeasureUse, float]]]:
    """What every use of a measure weighs in each agency's total, as the traces say it."""
    groups = {agency.key: agency.group for agency in profile.agencies}
    shares = {(s.agency, s.subject): {p.name: p.weight for p in s.trace} for s in scores}
    weights: dict[AgencyKey, list[tuple[MeasureUse, float]]] = defaultdict(list)
    for agency in {s.agency for s in scores}:
        for indicator in scheme.indicators:
            above = shares[agency, TOTAL][indicator.domain] * shares[agency, indicator.domain][indicator.id]
            for use in indicator.measures:
                weight = above * shares[agency, indicator.id][use.key]
                weights[agency].append((use_for(use, groups.get(agency, "")), weight))
    return weights


def _drawn_points(
    agency: AgencyKey,
    weights: Sequence[tuple[MeasureUse, float]],
    observed: Mapping[tuple[AgencyKey, str], Observation],
    machine: MachineDraws,
    random: np.random.Generator,
    draws: int,
) -> Draws:
    values: dict[str, Draws] = {}
    total = np.zeros(draws)
    for use, weight in weights:
        observation = observed.get((agency, use.key))
        if weight == 0 or observation is None or observation.state not in HAS_VALUE:
            continue
        if use.key not in values:
            values[use.key] = draw_values(use.measure, observation, machine, random, draws)
        total += weight * _points(use, values[use.key], observation)
    return total


def _points(use: MeasureUse, values: Draws, observation: Observation) -> Draws:
    """The rules of scoring.normalise over many values at once."""
    if observation.state in (State.NOT_SUBMITTED, State.REJECTED):
        return np.zeros(values.shape)
    match use.normalisation:
        case Normalisation.TARGET_RATIO:
            points = _target_ratio(values, (use.target or 1.0) * _seen(use, observation), use.direction)
        case Normalisation.GOALPOSTS:
            points = _between(values, use.goalposts or (0.0, 1.0), use.direction)
        case Normalisation.SHARE:
            points = _between(values, (0.0, 1.0), use.direction)
        case Normalisation.POINTS:
            points = _between(values, (0.0, 100.0), use.direction)
    return np.minimum(points, use.cap)


def _target_ratio(values: Draws, target: float, direction: Direction) -> Draws:
    if direction is Direction.MORE:
        return 100 * np.minimum(1.0, values / target)
    reached = values <= target
    return 100 * np.divide(target, values, out=np.ones(values.shape), where=~reached)


def _between(values: Draws, goalposts: tuple[float, float], direction: Direction) -> Draws:
    low, high = sorted(goalposts)
    position = np.clip((values - low) / (high - low), 0.0, 1.0)
    return 100 * (position if direction is Direction.MORE else 1 - position)


def _seen(use: MeasureUse, observation: Observation) -> float:
    measure = MEASURES.get(use.measure)
    grows = measure is not None and measure.grows_with_coverage and observation.completeness.seen > 0
    return observation.completeness.share if grows else 1.0


def _drawn_ranks(league: Sequence[AgencyKey], points: Mapping[AgencyKey, Draws]) -> dict[AgencyKey, Interval]:
    drawn = np.round([points[key] for key in league], 9)
    table = [1 + np.sum(drawn > mine, axis=0) for mine in drawn]
    low, high = np.quantile(table, _RANGE, axis=1, method="nearest")
    return {key: (float(low[n]), float(high[n])) for n, key in enumerate(league)}


def _drawn_score(total: Score, points: Draws, rank: Interval | None) -> DrawnScore:
    low, high = np.quantile(points, _RANGE)
    return DrawnScore(
        raw=total.points or 0.0,
        corrected=float(np.median(points)),
        points=(float(low), float(high)),
        rank=rank,
    )


def _equal_pairs(
    league: Sequence[AgencyKey], points: Mapping[AgencyKey, Draws], totals: Mapping[AgencyKey, Score]
) -> list[tuple[AgencyKey, AgencyKey]]:
    in_order = sorted(league, key=lambda key: (-(totals[key].points or 0.0), str(key)))
    return [
        (better, worse)
        for place, better in enumerate(in_order)
        for worse in in_order[place + 1 :]
        if _share_ahead(points[better], points[worse]) < SURE
    ]


def _share_ahead(one: Draws, other: Draws) -> float:
    return float(np.mean(one > other) + 0.5 * np.mean(one == other))
