"""Settings of an installation: when it works, how it introduces itself, how much of it is audited."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What config/settings.yaml says; hours are Tehran hours."""

    profiles: tuple[str, ...] = ()
    """The profiles this installation watches; empty: all that are no samples."""
    nightly_at: time = time(1, 30)
    close_day: int = 3
    """The day of the new Jalali month on which the month before is scored and reported."""
    close_at: time = time(6, 0)
    revisit: timedelta = timedelta(days=2)
    """How long an item is fetched again each night, to notice corrections; desks correct within hours."""
    audit_share: float = 0.02
    """The share of items in the audit stream; it changes no score, only how well we know its errors."""
    second_share: float = 0.05
    """The share of finished cards that a second analyst decides too, not knowing the first: agreement."""
    user_agent: str = "Rasad/0.1 (media monitoring)"
