"""Robustness: how ranks move when a part is left out, and when the assumptions are drawn again and again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from scoring.composite.build import build
from scoring.composite.grid import Grid, Numbers
from scoring.composite.hierarchy import leaves
from scoring.composite.ranking import rank_scores
from scoring.composite.scheme import TableScheme
from scoring.composite.weights import without


@dataclass(frozen=True, slots=True, kw_only=True)
class RankSpread:
    """A unit's nominal rank beside its ranks over many draws."""

    nominal: float
    mean: float
    median: float
    low: float
    high: float
    """The 5 % and 95 % quantiles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """How much of the result's variance one assumption explains: alone, and with all its interactions."""

    first_order: float
    total: float


def rank_change_without(
    scheme: TableScheme, raw: Grid, parts: Sequence[str], denominators: Mapping[str, Numbers] | None = None
) -> dict[str, float]:
    """For each part left out in turn: the mean absolute change of rank over the units."""
    nominal = _ranks(scheme, raw, denominators)
    changes = {}
    for part in parts:
        smaller = without(scheme, part)
        columns = raw.only_columns(_columns(smaller))
        changes[part] = mean_rank_change(nominal, _ranks(smaller, columns, denominators))
    return changes


def mean_rank_change(nominal: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Over the units that have both ranks."""
    both = nominal.keys() & other.keys()
    return float(np.mean([abs(nominal[unit] - other[unit]) for unit in both]))


def rank_spreads(nominal: Mapping[str, float], draws: Mapping[str, Sequence[float]]) -> dict[str, RankSpread]:
    """For each unit the mean, median and 90 % range of its ranks."""
    return {unit: _spread(nominal[unit], np.asarray(draws[unit], dtype=float)) for unit in nominal}


def assumption_draws(draws: int, assumptions: int, *, seed: int) -> Numbers:
    """(assumptions + 2)·draws rows of numbers in 0–1: A, B, then A with one column of B at a time."""
    sample = qmc.Sobol(2 * assumptions, rng=np.random.default_rng(seed)).random(draws)
    first, second = sample[:, :assumptions], sample[:, assumptions:]
    mixed = []
    for place in range(assumptions):
        block = first.copy()
        block[:, place] = second[:, place]
        mixed.append(block)
    return np.vstack([first, second, *mixed])


def sensitivity_indices(results: Numbers, names: Sequence[str]) -> dict[str, Sensitivity]:
    """First-order and total indices (Saltelli 2010, Jansen 1999) of results in the order of the draws."""
    blocks = np.split(np.asarray(results, dtype=float), len(names) + 2)
    first, second, mixed = blocks[0], blocks[1], blocks[2:]
    variance = float(np.var(np.concatenate([first, second]), ddof=1))
    return {
        name: Sensitivity(
            first_order=float(np.mean(second * (block - first)) / variance),
            total=float(np.sum((first - block) ** 2) / (2 * len(first) * variance)),
        )
        for name, block in zip(names, mixed, strict=True)
    }


def analyse(
    score: Callable[[Numbers], Mapping[str, float]],
    nominal: Mapping[str, float],
    names: Sequence[str],
    *,
    draws: int,
    seed: int,
) -> tuple[dict[str, RankSpread], dict[str, Sensitivity]]:
    """Score every draw of the assumptions; `score` turns numbers in 0–1, one per assumption, into ranks."""
    rows = assumption_draws(draws, len(names), seed=seed)
    ranks = [score(row) for row in rows]
    changes = np.array([mean_rank_change(nominal, drawn) for drawn in ranks])
    # The mixed rows repeat columns of the first two blocks, so only those are a fair sample.
    fair = ranks[: 2 * draws]
    by_unit = {unit: [drawn[unit] for drawn in fair if unit in drawn] for unit in nominal}
    return rank_spreads(nominal, by_unit), sensitivity_indices(changes, names)


def _ranks(scheme: TableScheme, raw: Grid, denominators: Mapping[str, Numbers] | None) -> dict[str, float]:
    points = build(scheme, raw, denominators).points
    ranks = rank_scores(points.column(scheme.index.id), scheme.ranking)
    return {unit: rank for unit, rank in zip(points.units, ranks.tolist(), strict=True) if not np.isnan(rank)}


def _columns(scheme: TableScheme) -> list[str]:
    return [leaf.id for leaf in leaves(scheme.index)]


def _spread(nominal: float, ranks: Numbers) -> RankSpread:
    low, high = np.quantile(ranks, (0.05, 0.95))
    return RankSpread(
        nominal=nominal,
        mean=float(ranks.mean()),
        median=float(np.median(ranks)),
        low=float(low),
        high=float(high),
    )
