"""Normalisation: columns of different units become comparable; every function gives more for the better.

The functions take a column whose sign has been turned where less is better, and keep NaN as NaN.
"""

import numpy as np
from scipy.stats import rankdata

from scoring.composite.grid import Numbers


def min_max(values: Numbers) -> Numbers:
    """0 for the least and 1 for the most."""
    low, high = np.nanmin(values), np.nanmax(values)
    return (values - low) / (high - low)


def z_score(values: Numbers, mean: float = 0.0, sd: float = 1.0, *, of_sample: bool = True) -> Numbers:
    """Standard deviations (of the sample, or of the population) from the mean, put on the wanted scale."""
    standard = (values - np.nanmean(values)) / np.nanstd(values, ddof=int(of_sample))
    return np.asarray(standard * sd + mean)


def goalposts(values: Numbers, low: float, high: float, *, clip: bool = True) -> Numbers:
    """0 at the low post and 1 at the high one."""
    position = (values - low) / (high - low)
    return np.clip(position, 0.0, 1.0) if clip else np.asarray(position)


def target_ratio(values: Numbers, target: float, *, less_is_better: bool = False) -> Numbers:
    """min(1, AP/S), or min(1, S/AP) where less is better; here the values keep their sign."""
    if not less_is_better:
        return np.minimum(1.0, values / target)
    reached = values <= target
    return np.where(reached, 1.0, np.divide(target, values, out=np.ones_like(values), where=~reached))


def distance_to_target(values: Numbers, target: float, *, clip: bool = True) -> Numbers:
    """1 at the target, 0 at the least value."""
    position = 1 - (target - values) / (target - np.nanmin(values))
    return np.minimum(1.0, position) if clip else np.asarray(position)


def distance_to_max(values: Numbers) -> Numbers:
    """1 at the best value, 0 at the least."""
    return distance_to_target(values, float(np.nanmax(values)))


def fraction_of_max(values: Numbers) -> Numbers:
    """The share of the best value."""
    return np.asarray(values / np.nanmax(values))


def rank(values: Numbers) -> Numbers:
    """1 for the least; equal values share the smallest rank."""
    return _rank_where_known(values)


def borda(values: Numbers) -> Numbers:
    """How many units are below."""
    return _rank_where_known(values) - 1


def percentile_rank(values: Numbers) -> Numbers:
    """The share of the other units that are below."""
    others = np.count_nonzero(~np.isnan(values)) - 1
    return (_rank_where_known(values) - 1) / others


def _rank_where_known(values: Numbers) -> Numbers:
    ranks = np.full(values.shape, np.nan)
    known = ~np.isnan(values)
    ranks[known] = rankdata(values[known], method="min")
    return ranks
