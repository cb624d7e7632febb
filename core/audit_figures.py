"""Audit figures: how right the machine is, measured on completely reviewed items of the audit stream."""

from collections.abc import Mapping
from dataclasses import dataclass

SMALL_SAMPLE = 30
"""Below this the 95 % interval of a share near one half is wider than a third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion:
    """So many of so many, with Wilson's 95 % interval."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """None when there was nothing to be right about."""
        return self.hits / self.of if self.of else None

    @property
    def is_small(self) -> bool:
        return self.of < SMALL_SAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAccuracy:
    """Precision is over the agencies the machine names, recall over those that are right."""

    precision: Proportion
    recall: Proportion
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """The claims whose confidence lies in low ≤ c < high (the last bin includes 1)."""

    low: float
    high: float
    mean_confidence: float
    right: Proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether confidence means what it says; `error` is the expected calibration error."""

    claims: int
    error: float | None
    bins: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFigures:
    """What the reviewed items of one scope say."""

    items: tuple[int, ...]
    linked: AgencyAccuracy
    """All agencies, whatever their role."""
    counted: AgencyAccuracy
    """Those that enter counts: actors whose province is known."""
    topic: Proportion
    service: Proportion
    service_macro_f1: float | None
    """The mean F1 of the values that occur."""
    calibration: Calibration


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """The published figures of a period; corrections outside the stream have no part in them."""

    share: float
    in_stream: int
    """Items of the period that belong to the stream, reviewed or not."""
    overall: AuditFigures
    groups: Mapping[str, AuditFigures]
    """By `profile/group`, and the rest: only the agencies of the group, and the items that concern them."""
    outlets: Mapping[str, AuditFigures]
    made_by: Mapping[str, int]
    """How many of the items each version of the machine had read."""
