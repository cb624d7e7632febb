"""Clips as a second count: what people cut out beside us says how much of it we had."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipEntry:
    """One piece that a person says was published about an agency."""

    item_id: int
    was_held: bool
    """We had the item before it was entered."""
    agency: str
    """The agency's key."""
    was_attributed: bool
    """And it was attributed to that agency as one that acts."""
    day: date
    """When it was published."""
    entered_by: str
    entered_at: datetime
    id: int = 0
