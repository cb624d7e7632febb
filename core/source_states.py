"""Source states: what is remembered of a source between two looks at it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """Where a source stands; the default is a source nobody has looked at."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    """The hash of the last answer, for servers that know no conditional requests."""
    failure_weight: float = 0.0
    """How badly the last attempts went; 0 after a success."""
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    """None until the first crawl succeeded: what that crawl finds is the baseline."""
    next_due: datetime | None = None
    """None is at once."""
    state: str = ""
    """In words, for people."""
    interval_seconds: float | None = None
    """How soon to look again, by what it publishes; None until that is known."""
