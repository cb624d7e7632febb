"""Comparing two uncertain scores, and one with a cut: who is really ahead, and who is really below."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from statistics import NormalDist

from scoring.uncertainty.shares import Z95, Interval

SURE = 0.95
"""Below this probability two agencies are statistically equal (evaluation.md 4.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertain:
    """A score with its standard error."""

    points: float
    standard_error: float


def interval95(score: Uncertain) -> Interval:
    """The 95 % interval of a score that errs normally."""
    reach = Z95 * score.standard_error
    return score.points - reach, score.points + reach


def probability_ahead(one: Uncertain, other: Uncertain) -> float:
    """The probability that `one` is truly above `other`, if both err independently and normally."""
    spread = hypot(one.standard_error, other.standard_error)
    return _standard_normal(one.points - other.points, spread)


def probability_below(score: Uncertain, cut: float) -> float:
    """The probability that the true score lies below a cut."""
    return _standard_normal(cut - score.points, score.standard_error)


def equal_pairs(scores: Mapping[str, Uncertain], *, sure: float = SURE) -> list[tuple[str, str]]:
    """Pairs of neighbours and others that cannot be told apart, the better first."""
    in_order = sorted(scores, key=lambda unit: (-scores[unit].points, unit))
    return [
        (better, worse)
        for place, better in enumerate(in_order)
        for worse in in_order[place + 1 :]
        if probability_ahead(scores[better], scores[worse]) < sure
    ]


def _standard_normal(difference: float, spread: float) -> float:
    if spread == 0:
        return 0.5 if difference == 0 else float(difference > 0)
    return NormalDist().cdf(difference / spread)
