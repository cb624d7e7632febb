"""Appeals: an agency contests one of its numbers before a round is frozen, and a lead answers."""

from dataclasses import dataclass
from datetime import datetime

from core.agencies import AgencyKey
from core.calendar import JalaliMonth


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAnswer:
    """What was decided on an appeal, and why."""

    is_accepted: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One contested number; the answer comes once."""

    profile: str
    scheme: str
    month: JalaliMonth
    agency: AgencyKey
    subject: str
    """The total, a domain, an indicator or a measure."""
    reason: str
    evidence: str
    """An address, a letter's number, or item ids."""
    by: str
    at: datetime
    expires_at: datetime
    """After this instant an unanswered appeal no longer stops the freeze; it stays on the record as such."""
    answer: AppealAnswer | None = None
    id: int = 0

    def is_open(self, now: datetime) -> bool:
        """Unanswered, and not expired."""
        return self.answer is None and now <= self.expires_at
