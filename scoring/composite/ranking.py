"""Ranks of a column of scores, and numbers rounded half up for print."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from scipy.stats import rankdata

from scoring.composite.choices import Ties
from scoring.composite.grid import Numbers
from scoring.composite.scheme import Ranking

_METHODS = {Ties.SMALLEST: "min", Ties.LARGEST: "max", Ties.AVERAGE: "average", Ties.DENSE: "dense"}
_NOISE_DIGITS = 12
"""Significant digits that are compared: differences beyond are floating-point noise."""

_DEFAULT = Ranking()


def rank_scores(scores: Numbers, rule: Ranking = _DEFAULT) -> Numbers:
    """1 for the first; NaN where there is no score."""
    ranks = np.full(scores.shape, np.nan)
    known = ~np.isnan(scores)
    clean = np.array([float(f"{score:.{_NOISE_DIGITS}g}") for score in scores[known]])
    ranks[known] = rankdata(-clean if rule.first == "highest" else clean, method=_METHODS[rule.ties])
    return ranks


def round_half_up(scores: Numbers, decimals: int) -> Numbers:
    """0.5 goes up, as people round, and not to the even neighbour."""
    step = Decimal(1).scaleb(-decimals)
    return np.array([_rounded(float(score), step) for score in scores], dtype=np.float64)


def _rounded(score: float, step: Decimal) -> float:
    if np.isnan(score):
        return score
    return float(Decimal(f"{score:.{_NOISE_DIGITS}g}").quantize(step, rounding=ROUND_HALF_UP))
