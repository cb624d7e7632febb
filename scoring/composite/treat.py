"""Outliers: a column with extreme values is winsorised, or put on a logarithm when that is not enough."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import kurtosis, skew

from scoring.composite.grid import Grid, Numbers
from scoring.composite.hierarchy import Leaf
from scoring.composite.scheme import Outliers

_LOG_OFFSET = 0.01
"""Of the range; keeps the smallest value's logarithm finite."""


class Treatment(StrEnum):
    """What was done to a column."""

    NONE = "none"
    WINSORISED = "winsorised"
    LOGARITHM = "logarithm"
    STILL_EXTREME = "still_extreme"
    """Winsorising was not enough, the logarithm was not allowed or not enough: left as it was."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Treated:
    """A column after treatment, and how many of its values moved."""

    values: Numbers
    treatment: Treatment
    points: int


def treated(grid: Grid, leaves: list[Leaf], rule: Outliers) -> tuple[Grid, dict[str, Treated]]:
    """Treat every column whose indicator allows it; also say what was done."""
    done = {
        leaf.id: treated_column(grid.column(leaf.id), rule)
        if leaf.outliers
        else _untouched(grid.column(leaf.id))
        for leaf in leaves
    }
    return grid.with_columns({name: column.values for name, column in done.items()}), done


def treated_column(values: Numbers, rule: Outliers) -> Treated:
    """Nothing if skewness or kurtosis is small; else winsorise; else the logarithm of the original."""
    if not is_extreme(values, rule):
        return _untouched(values)
    winsorised = winsorise(values, rule)
    if not is_extreme(winsorised, rule):
        moved = int((winsorised != values)[~np.isnan(values)].sum())
        return Treated(values=winsorised, treatment=Treatment.WINSORISED, points=moved)
    logarithm = shifted_logarithm(values)
    if rule.then_logarithm and not is_extreme(logarithm, rule):
        return Treated(values=logarithm, treatment=Treatment.LOGARITHM, points=0)
    return Treated(values=values, treatment=Treatment.STILL_EXTREME, points=0)


def is_extreme(values: Numbers, rule: Outliers) -> bool:
    """Both the skewness and the excess kurtosis (the unbiased forms) are beyond the limits."""
    known = values[~np.isnan(values)]
    # Below four values the estimators do not exist, and a constant column has no shape.
    if known.size < 4 or np.ptp(known) == 0:
        return False
    skewness, tails = skew(known, bias=False), kurtosis(known, bias=False)
    return bool(abs(skewness) >= rule.skewness and tails >= rule.kurtosis)


def winsorise(values: Numbers, rule: Outliers) -> Numbers:
    """Pull the outermost value to its neighbour, on the side of the skew, as often as needed and allowed."""
    pulled = values.copy()
    for _ in range(rule.winsorise):
        if not is_extreme(pulled, rule):
            break
        known = pulled[~np.isnan(pulled)]
        high = skew(known, bias=False) > 0
        end = known.max() if high else known.min()
        rest = known[known != end]
        pulled[pulled == end] = rest.max() if high else rest.min()
    return pulled


def shifted_logarithm(values: Numbers) -> Numbers:
    """log(x − min + 1 % of the range)."""
    low, high = np.nanmin(values), np.nanmax(values)
    return np.asarray(np.log(values - low + _LOG_OFFSET * (high - low)))


def _untouched(values: Numbers) -> Treated:
    return Treated(values=values, treatment=Treatment.NONE, points=0)
