"""Outranking: for every pair of units, on how much of the weight one is ahead of the other."""

from dataclasses import dataclass

import numpy as np

from scoring.composite.grid import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Dominance:
    """How many pairs there are in which one unit is ahead on everything."""

    pairs: int
    share: float


def outranking(values: Numbers, weights: Numbers | None = None) -> Numbers:
    """Row i, column j: the share of the weight on which i is ahead of j; a tie counts by half.

    A part that is missing for one of the two is no win for either.
    """
    shares = np.ones(values.shape[1]) if weights is None else weights
    matrix = np.zeros((len(values), len(values)))
    for column, weight in zip(values.T, shares / shares.sum(), strict=True):
        ahead = column[:, None] > column[None, :]
        tied = column[:, None] == column[None, :]
        matrix += weight * (ahead + 0.5 * tied)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def copeland(values: Numbers, weights: Numbers | None = None) -> Numbers:
    """Pairs won less pairs lost; a unit without any part has none."""
    matrix = outranking(values, weights)
    count = np.sign(matrix - matrix.T).sum(axis=1)
    return np.where(np.isnan(values).all(axis=1), np.nan, count)


def dominance(matrix: Numbers) -> Dominance:
    """Pairs in an outranking matrix in which one unit is ahead on everything."""
    units = len(matrix)
    pairs = int((matrix > 1 - 1e-9).sum())
    return Dominance(pairs=pairs, share=pairs / (units * (units - 1) / 2))
