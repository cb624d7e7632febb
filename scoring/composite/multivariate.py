"""How parts hang together: correlations, Cronbach's alpha, item–total correlation, principal components."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.composite.grid import Grid, Numbers
from scoring.composite.hierarchy import branches
from scoring.composite.scheme import TableScheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """Two columns and their correlation; `group` is the whole they belong to, if one was asked for."""

    one: str
    other: str
    value: float
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Components:
    """Principal components of standardised columns, the strongest first."""

    standard_deviations: Numbers
    loadings: Numbers
    """One column per component."""
    units: int
    """Units that have every value, which are those that are used."""


def correlation(one: Numbers, other: Numbers) -> float:
    """Pearson's, over the units that have both; NaN where one of the two does not vary."""
    both = ~np.isnan(one) & ~np.isnan(other)
    if both.sum() < 2 or np.ptp(one[both]) == 0 or np.ptp(other[both]) == 0:
        return float("nan")
    return float(np.corrcoef(one[both], other[both])[0, 1])


def correlations_between(grid: Grid, others: Mapping[str, Numbers], *, beyond: float) -> list[Correlation]:
    """Columns that correlate with another (a denominator, say) more than this, with either sign."""
    found = (
        Correlation(one=name, other=other, value=correlation(grid.column(name), column))
        for name in grid.columns
        for other, column in others.items()
    )
    return [c for c in found if abs(c.value) > beyond]


def correlations_within(grid: Grid, scheme: TableScheme, *, above: float, below: float) -> list[Correlation]:
    """Pairs of parts of one whole that say nearly the same, or contradict one another."""
    found = []
    for branch in branches(scheme.index):
        ids = [part.id for part in branch.parts if part.id in grid.columns]
        for place, one in enumerate(ids):
            for other in ids[place + 1 :]:
                value = correlation(grid.column(one), grid.column(other))
                found.append(Correlation(one=one, other=other, value=value, group=branch.id))
    return [c for c in found if c.value > above or c.value < below]


def cronbach_alpha(values: Numbers) -> float:
    """How far the columns measure one thing; covariances over the units that have both columns."""
    covariance = pairwise_covariance(values)
    parts = len(covariance)
    return float(parts / (parts - 1) * (1 - np.trace(covariance) / covariance.sum()))


def pairwise_covariance(values: Numbers) -> Numbers:
    """Sample covariance of every two columns over the units that have both."""
    size = values.shape[1]
    matrix = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            both = ~np.isnan(values[:, i]) & ~np.isnan(values[:, j])
            x, y = values[both, i], values[both, j]
            matrix[i, j] = ((x - x.mean()) * (y - y.mean())).sum() / (both.sum() - 1)
    return matrix


def item_total_correlations(values: Numbers, names: Sequence[str]) -> dict[str, float]:
    """Each column against the mean of the others."""
    totals = {}
    for place, name in enumerate(names):
        rest = np.delete(values, place, axis=1)
        known = ~np.isnan(rest).all(axis=1)
        mean = np.full(len(values), np.nan)
        mean[known] = np.nanmean(rest[known], axis=1)
        totals[name] = correlation(values[:, place], mean)
    return totals


def principal_components(values: Numbers) -> Components:
    """Of the correlation matrix, over the units that have every column."""
    complete = values[~np.isnan(values).any(axis=1)]
    standard = (complete - complete.mean(axis=0)) / complete.std(axis=0, ddof=1)
    _, singular, directions = np.linalg.svd(standard, full_matrices=False)
    return Components(
        standard_deviations=singular / np.sqrt(len(complete) - 1), loadings=directions.T, units=len(complete)
    )
