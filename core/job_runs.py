"""Job runs: each due time of a scheduled job, claimed by one process at a time."""

from dataclasses import dataclass
from datetime import datetime

DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRun:
    """One due time of one job; unfinished when `finished_at` is None."""

    job: str
    due: datetime
    claimed_at: datetime
    finished_at: datetime | None = None
    outcome: str | None = None
    """`done`, or in words what went wrong."""
    tries: int = 1
    claimed_by: str | None = None
    """Machine and process, for whoever looks why a run does not end."""
    stage: str | None = None
    """What the run was doing when it last said so, and how far it was."""
    done: int | None = None
    of: int | None = None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def has_failed(self) -> bool:
        return self.is_finished and self.outcome != DONE
