"""A stretch of text that was read as a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FoundDay:
    """text[start:end] names a day; `day` is None when there is no such day (31 Mehr, month 13)."""

    start: int
    end: int
    day: date | None
    rule: str
