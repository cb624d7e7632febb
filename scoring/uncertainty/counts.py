"""Counts: corrected for items wrongly counted and items missed, as the audit sample shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

from scoring.uncertainty.shares import Z95, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSample:
    """Precision and recall of the attributions, and the sizes of the two samples they come from."""

    precision: float
    precision_size: int
    recall: float
    recall_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedCount:
    """A count as it would be without the machine's errors."""

    raw: float
    corrected: float
    log_error: float
    """Standard error of the natural logarithm of the corrected count."""
    interval: Interval


def corrected_count(count: float, audit: AuditSample, *, as_rate: bool = False) -> CorrectedCount:
    """N·precision/recall with its 95 % interval; `as_rate` adds chance in what happens to be published."""
    corrected = count * audit.precision / audit.recall
    variance = _relative_variance(audit.precision, audit.precision_size) + _relative_variance(
        audit.recall, audit.recall_size
    )
    log_error = sqrt(variance)
    spread = exp(Z95 * sqrt(variance + (1 / count if as_rate and count else 0.0)))
    return CorrectedCount(
        raw=count,
        corrected=corrected,
        log_error=log_error,
        interval=(corrected / spread, corrected * spread),
    )


def expected_count(probabilities: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation of a count of claims with calibrated probabilities."""
    return sum(probabilities), sqrt(sum(p * (1 - p) for p in probabilities))


def _relative_variance(share: float, size: int) -> float:
    return (1 - share) / (size * share)
