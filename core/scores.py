"""Scores: an agency's indicators, domains and total in a round, each with its trace."""

from dataclasses import dataclass

from core.agencies import AgencyKey
from core.observations import State


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePart:
    """One part of a score: value × weight, and where the value came from."""

    name: str
    value: float | None
    points: float | None
    """On 0–100, before weighting."""
    weight: float
    state: State
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One indicator, one domain or the total (`subject`) of one agency in one round."""

    agency: AgencyKey
    subject: str
    points: float | None
    """0–100, unrounded; None when it cannot be given."""
    available_weight: float
    trace: tuple[TracePart, ...]
    band: str | None = None
    rank: int | None = None
    """Inside its group and track, ties sharing the smallest; None without a score."""
    ranked_among: int = 0


TOTAL = "total"
