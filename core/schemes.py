"""Schemes: versioned sets of domains, indicators, targets, weights and bands, all of it data."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"


class Normalisation(StrEnum):
    """How a measure is put on 0–100."""

    TARGET_RATIO = "target_ratio"
    """100·min(1, AP/S), or 100·min(1, S/AP) when less is better (the official form of 1381)."""
    GOALPOSTS = "goalposts"
    """Linear between two fixed ends, clipped."""
    SHARE = "share"
    """The measure is a share of 0 to 1 already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureUse:
    """How an indicator uses one measure."""

    measure: str
    normalisation: Normalisation
    direction: Direction = Direction.MORE
    target: float | None = None
    goalposts: tuple[float, float] | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: measures put on 0–100 and averaged by weight."""

    id: str
    name: str
    domain: str
    weight: float
    measures: tuple[MeasureUse, ...]
    not_for_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named stretch of the scale; the lower edge belongs to it."""

    name: str
    from_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A whole way of scoring; immutable once a round has used it."""

    id: str
    version: str
    name: str
    domains: tuple[tuple[str, str], ...]
    """Pairs of id and Persian name."""
    indicators: tuple[Indicator, ...]
    bands: tuple[Band, ...]
    least_available_weight: float = 0.65
    """Below this share of the weight there is no score (JRC rule)."""
    least_completeness: float = 0.8
    """Below this share of source-days (or nights) a measure is not measured."""
    tier_weights: tuple[tuple[str, float], ...] = ()
