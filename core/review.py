"""Review: the cards people are asked about, and what each of their keys did."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """One item in the queue, for itself and for the reprints of its story."""

    item_id: int
    version_id: int
    month: str
    outlet: str
    topic: str | None
    doubt: float
    """How many of its claims are expected to be wrong, its reprints included."""
    place: float
    """Where it stands in the queue: the smallest is asked first."""
    stream_position: float | None = None
    """For a member of the audit stream, which is asked in an order of its own."""
    is_open: bool = True
    skips: int = 0
    leased_by: str | None = None
    leased_until: datetime | None = None
    turn: str | None = None
    """Names one showing of the card to one person; a decision carries it."""
    shown_at: datetime | None = None
    first_by: str | None = None
    """Who decided first, while the card is open for a second analyst who is not told so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAct:
    """What one key did: the corrections of `who` decided at `at` on these items."""

    who: str
    at: datetime
    kind: str
    item_id: int
    item_ids: tuple[int, ...]
    finished_card: bool
    taken_back_at: datetime | None = None
    id: int = 0
