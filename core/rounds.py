"""Rounds: the act of measuring a period with a scheme."""

from dataclasses import dataclass
from datetime import datetime

from core.calendar import JalaliMonth


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One province's month under one scheme; counting again makes a new revision."""

    id: int
    profile: str
    scheme: str
    scheme_version: str
    month: JalaliMonth
    revision: int
    config_hash: str
    made_at: datetime
