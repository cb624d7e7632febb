"""What a text was read as, in the zone it speaks of, before it becomes a moment."""

from dataclasses import dataclass
from datetime import datetime

from core.moments import Precision


@dataclass(frozen=True, slots=True)
class Reading:
    """A local time with its zone, how exact it is, and the rule that read it."""

    at: datetime
    precision: Precision
    rule: str
