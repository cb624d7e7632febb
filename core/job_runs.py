"""Job runs: each due time of a scheduled job, claimed by one process at most."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRun:
    """One due time of one job; unfinished when `finished_at` is None."""

    job: str
    due: datetime
    claimed_at: datetime
    finished_at: datetime | None = None
    outcome: str | None = None
    """`done`, or in words what went wrong."""
