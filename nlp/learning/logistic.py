"""Logistic regression whose ridge pulls to given weights; scikit-learn's pulls to nothing but zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nlp.linear_rule import Features

type Table = NDArray[np.float64]
type Numbers = NDArray[np.int64]

BIAS = "bias"
MOST_CERTAIN = 30.0
"""Log-odds beyond it are not told apart from certainty, as in nlp.linear_rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where weights stand before a label is seen, and how strongly they are held there."""

    weights: Mapping[str, float] = field(default_factory=dict)
    """By feature name; a name that is not here is held to zero."""
    ridge: float
    """The loss grows by so many times half the squared distance: the larger, the more labels it takes."""
    bias_ridge: float


def fit_logistic(
    features: Sequence[Features], labels: Numbers, counts: Table, *, anchor: Anchor
) -> dict[str, float]:
    """The weights by name. `counts` says how many labels each one is worth."""
    names = sorted({name for one in features for name in one} | set(anchor.weights) - {BIAS})
    wide = np.column_stack([np.ones(len(features)), table_of(features, names)])
    start = np.array([anchor.weights.get(name, 0.0) for name in (BIAS, *names)])
    ridge = np.full(len(start), anchor.ridge)
    ridge[0] = anchor.bias_ridge

    def loss_and_slope(weights: Table) -> tuple[float, Table]:
        scores, moved = wide @ weights, weights - start
        losses = np.logaddexp(0, scores) - labels * scores
        slope = wide.T @ (counts * (1 / (1 + np.exp(-scores)) - labels)) + ridge * moved
        return float((counts * losses).sum() + (ridge * moved**2).sum() / 2), slope

    found = minimize(loss_and_slope, start, jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
    return dict(zip((BIAS, *names), map(float, found), strict=True))


def scores_of(features: Sequence[Features], weights: Mapping[str, float]) -> Table:
    """The log-odds of each row."""
    names = sorted(set(weights) - {BIAS})
    scores: Table = table_of(features, names) @ np.array([weights[name] for name in names])
    return scores + weights.get(BIAS, 0.0)


def chances_of(features: Sequence[Features], weights: Mapping[str, float]) -> Table:
    """The probability of each row."""
    scores = np.clip(scores_of(features, weights), -MOST_CERTAIN, MOST_CERTAIN)
    chances: Table = 1 / (1 + np.exp(-scores))
    return chances


def table_of(features: Sequence[Features], names: Sequence[str]) -> Table:
    """One row for each, one column for each name."""
    return np.array([[one.get(name, 0.0) for name in names] for one in features]).reshape(
        len(features), len(names)
    )
