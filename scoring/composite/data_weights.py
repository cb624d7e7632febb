"""Weights that come from the data: for analysis beside the weights a scheme gives, never in their place.

They change whenever the data do, so nobody could be told beforehand what counts (evaluation.md 3.2).
"""

from collections.abc import Sequence

import numpy as np

from core.errors import InputError
from scoring.composite.grid import Numbers
from scoring.composite.multivariate import correlation, principal_components


def entropy_weights(values: Numbers, names: Sequence[str]) -> dict[str, float]:
    """A column weighs by how unevenly it is spread over the units (Shannon's entropy); values from 0 up."""
    complete = _complete(values, names)
    if (complete < 0).any():
        raise InputError("entropy weights need values of 0 and more; normalise the columns first")
    totals = complete.sum(axis=0)
    shares = np.divide(complete, totals, out=np.zeros_like(complete), where=totals > 0)
    logarithms = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    entropy = -(shares * logarithms).sum(axis=0) / np.log(len(complete))
    # A column of zeros alone is as even as can be.
    return _shares(np.where(totals > 0, 1 - entropy, 0.0), names)


def critic_weights(values: Numbers, names: Sequence[str]) -> dict[str, float]:
    """A column weighs by its spread and by how little the others repeat it (Diakoulaki et al. 1995).

    The columns are normalised, so that more is better in all.
    """
    complete = _complete(values, names)
    low, high = complete.min(axis=0), complete.max(axis=0)
    scaled = np.divide(complete - low, high - low, out=np.zeros_like(complete), where=high > low)
    columns = scaled.T
    conflict = [sum(1 - _known(correlation(one, other)) for other in columns) for one in columns]
    return _shares(scaled.std(axis=0, ddof=1) * np.array(conflict), names)


def component_weights(values: Numbers, names: Sequence[str]) -> dict[str, float]:
    """A column weighs by its square in the first principal component."""
    first = principal_components(values).loadings[:, 0]
    return _shares(first**2, names)


def _complete(values: Numbers, names: Sequence[str]) -> Numbers:
    complete = np.asarray(values[~np.isnan(values).any(axis=1)])
    if len(complete) < 2:
        raise InputError(
            f"fewer than two units have all of {', '.join(names)}, so there is nothing to weigh by"
        )
    return complete


def _known(value: float) -> float:
    """A column that does not vary repeats nobody."""
    return 0.0 if np.isnan(value) else value


def _shares(parts: Numbers, names: Sequence[str]) -> dict[str, float]:
    # Rounding can leave a hair below zero where a column tells nothing.
    held = np.maximum(parts, 0.0)
    if held.sum() <= 1e-12:
        raise InputError(f"none of {', '.join(names)} tells the units apart, so there is nothing to weigh by")
    return dict(zip(names, (held / held.sum()).tolist(), strict=True))
