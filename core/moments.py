"""When something was published, how exactly we know it, and what told us."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exact a written date is."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant in UTC with its precision and the rule that read it.

    `rule` names what the date was read from and how: `feed:published/rfc822`,
    `meta:article:published_time/iso`, `text:.item-date/jalali-words`, `archive:published`.
    """

    at: datetime
    precision: Precision
    rule: str
