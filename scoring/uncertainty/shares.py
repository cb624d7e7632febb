"""Shares: Wilson intervals, and shares corrected for a classifier that errs."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z95 = 1.96
"""Two decimals, as the handbook and most published intervals use it."""

type Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifierQuality:
    """How often a yes/no classifier is right, measured on the audit sample."""

    sensitivity: float
    specificity: float

    @property
    def youden(self) -> float:
        return self.sensitivity + self.specificity - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedShare:
    """A share as it would be without the classifier's errors, with its error and interval."""

    observed: float
    share: float
    standard_error: float
    interval: Interval
    below_detection: bool
    """The observed share is smaller than the false alarms alone would make it."""


def wilson_interval(successes: int, trials: int, *, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a proportion; the whole of 0 to 1 when nothing was tried."""
    if not trials:
        return 0.0, 1.0
    z, share = NormalDist().inv_cdf((1 + confidence) / 2), successes / trials
    middle = (successes + z * z / 2) / (trials + z * z)
    reach = z * sqrt(trials * share * (1 - share) + z * z / 4) / (trials + z * z)
    # Nothing at all and everything are ends of the interval exactly, whatever floating point makes of them.
    return 0.0 if successes == 0 else middle - reach, 1.0 if successes == trials else middle + reach


def rogan_gladen(positives: int, trials: int, quality: ClassifierQuality) -> CorrectedShare:
    """(p + Sp − 1)/(Se + Sp − 1), clipped to 0–1, with its 95 % interval."""
    if quality.youden <= 0:
        raise ValueError("a classifier no better than chance cannot be corrected for; audit it first")
    observed = positives / trials
    raw = (observed + quality.specificity - 1) / quality.youden
    error = sqrt(observed * (1 - observed) / trials) / quality.youden
    return CorrectedShare(
        observed=observed,
        share=_clip(raw),
        standard_error=error,
        interval=(_clip(raw - Z95 * error), _clip(raw + Z95 * error)),
        below_detection=observed < 1 - quality.specificity,
    )


def _clip(share: float) -> float:
    return min(1.0, max(0.0, share))
