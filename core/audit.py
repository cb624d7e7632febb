"""The audit trail: who changed what, and what it was before."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act of one person; appended, never changed."""

    who: str
    at: datetime
    action: str
    subject: str
    old: str | None = None
    new: str | None = None
