"""Sessions: somebody signed in at one browser, until he leaves or is idle for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(hours=12)
"""A working day; after it the person signs in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in; only the hash of its id is kept, so a stolen database opens nobody's session."""

    id_hash: str
    user: str
    form_token: str
    """Stands in every form of the session: a page of another site cannot know it."""
    started_at: datetime
    last_seen: datetime
    address: str
    ended_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now - self.last_seen <= IDLE
