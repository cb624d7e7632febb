"""Agreement of two analysts on the same texts: percent, alpha and AC1 for each aspect, with intervals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.codings import CodedTwice
from core.corrections import Aspect
from scoring.codes import rows_by_aspect
from scoring.reliability import gwet_ac1, krippendorff_alpha, percent_agreement

FEWEST_UNITS = 30
"""With fewer an interval is so wide that a number would be taken for more than it is."""
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's bounds: from the one on conclusions can rest on it, from the other only tentative ones."""
_DRAWS = 1000
_SEED = 20260321

type Pair = tuple[str, str]
type Interval = tuple[float, float]


class Verdict(StrEnum):
    """What can rest on an agreement."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    UNRELIABLE = "unreliable"
    TOO_FEW = "too few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two analysts agree on one aspect."""

    aspect: Aspect
    units: int
    percent: float
    alpha: float
    alpha_interval: Interval
    ac1: float
    ac1_interval: Interval

    @property
    def verdict(self) -> Verdict:
        """By alpha, as is usual; where one code dominates, AC1 stands beside it for whoever reads both."""
        if self.units < FEWEST_UNITS:
            return Verdict.TOO_FEW
        if self.alpha >= RELIABLE:
            return Verdict.RELIABLE
        return Verdict.TENTATIVE if self.alpha >= TENTATIVE else Verdict.UNRELIABLE


def agreements(pairs: Sequence[CodedTwice]) -> Mapping[Aspect, Agreement]:
    """By aspect; one that nobody coded twice is left out."""
    rows = rows_by_aspect(pairs)
    return {aspect: agreement(aspect, of_it) for aspect, of_it in rows.items() if of_it}


def agreement(aspect: Aspect, rows: Sequence[Pair]) -> Agreement:
    """The figures of one aspect from at least one unit that both coded."""
    alphas, ac1s = _drawn(rows)
    return Agreement(
        aspect=aspect,
        units=len(rows),
        percent=percent_agreement(rows),
        alpha=krippendorff_alpha(rows),
        alpha_interval=_middle(alphas),
        ac1=gwet_ac1(rows),
        ac1_interval=_middle(ac1s),
    )


def _middle(values: np.ndarray) -> Interval:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def _drawn(rows: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Alpha and AC1 of samples in which units are drawn again with replacement.

    The same as `reliability.interval_by_units`, for two coders who both rated every unit: how often each
    pair of codes is drawn is all that matters, so a thousand samples are one matrix.
    """
    counted = Counter(rows)
    kinds = list(counted)
    codes = sorted({code for pair in kinds for code in pair})
    shares = np.array([counted[kind] for kind in kinds]) / len(rows)
    samples = np.random.default_rng(_SEED).multinomial(len(rows), shares, size=_DRAWS)
    agrees = np.array([first == second for first, second in kinds])
    held = np.array([[(first == code) + (second == code) for code in codes] for first, second in kinds])
    observed = samples @ agrees / len(rows)
    totals = samples @ held
    return _alpha(observed, totals), _ac1(observed, totals)


def _alpha(observed: np.ndarray, totals: np.ndarray) -> np.ndarray:
    ratings = totals.sum(axis=1)
    expected = (ratings**2 - (totals**2).sum(axis=1)) / (ratings * (ratings - 1))
    return _ratio(1 - observed, expected)


def _ac1(observed: np.ndarray, totals: np.ndarray) -> np.ndarray:
    shares = totals / totals.sum(axis=1, keepdims=True)
    kinds = (totals > 0).sum(axis=1)
    spread = (shares * (1 - shares)).sum(axis=1)
    chance = np.divide(spread, kinds - 1, out=np.zeros_like(spread), where=kinds > 1)
    return _ratio(1 - observed, 1 - chance)


def _ratio(disagreed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """1 − disagreement / expected; complete agreement where none can be expected."""
    return np.asarray(1 - np.divide(disagreed, expected, out=np.zeros_like(disagreed), where=expected != 0))
