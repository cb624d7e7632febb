"""API tokens: a person's key for a program of his own, which acts in his name and with his rights."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """One key; only its hash is kept, so a stolen database opens nothing."""

    token_hash: str
    user: str
    label: str
    """What its owner calls it: the program it was made for."""
    made_at: datetime
    expires_at: datetime | None = None
    last_used: datetime | None = None
    revoked_at: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
