"""Observations: what a measure gave for an agency in a period, or why it gave nothing."""

from dataclasses import dataclass
from enum import StrEnum

from core.agencies import AgencyKey
from core.coverage import Completeness


class State(StrEnum):
    """A number is there, or one of the five ways in which it is not (evaluation.md 4.3)."""

    MEASURED = "measured"
    ZERO = "zero"
    """Measured, and there really was nothing."""
    NOT_MEASURED = "not_measured"
    """A fault or a gap on our side: never a zero."""
    NOT_APPLICABLE = "not_applicable"
    NOT_SUBMITTED = "not_submitted"
    REJECTED = "rejected"


HAS_VALUE = frozenset({State.MEASURED, State.ZERO, State.NOT_SUBMITTED, State.REJECTED})
"""States that enter a score; the last two enter as zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One measure of one agency in one period, with everything that was counted."""

    agency: AgencyKey
    measure: str
    value: float | None
    state: State
    completeness: Completeness
    why: str = ""
    """In words, when there is no value or it is incomplete."""
    items: tuple[int, ...] = ()
    """The ids of the items counted: as many as the count, or the base of a share."""
    counted: tuple[int, ...] = ()
    """Of a share: the items in the numerator. Empty for a count."""
    probes: int = 0
    origins: tuple[tuple[str, int], ...] = ()
    """How many of the items were crawled, baseline or imported."""
    records: tuple[int, ...] = ()
    """The ids of what people handed in that stands behind the value, in the measure's own table."""
    evidence: int | None = None
    """How many pieces stand behind the value (raters, respondents …), when not its items or records."""

    @property
    def pieces(self) -> int:
        """How much stands behind the value, for the scheme's least evidence."""
        return self.evidence if self.evidence is not None else max(len(self.items), len(self.records))
