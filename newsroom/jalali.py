"""Written Jalali days and times of the newsroom's data, read into instants."""

import re
from datetime import UTC, date, datetime

from persiantools.jdatetime import JalaliDate

from core.calendar import TEHRAN

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})")


def read_day(text: str) -> date:
    """`1404-08-15` as a day; raises ValueError."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a Jalali day; write it like 1404-08-15")
    year, month, day = (int(part) for part in match.groups())
    return JalaliDate(year, month, day).to_gregorian()


def read_instant(text: str) -> datetime:
    """`1404-08-15 08:30` in Tehran as an instant in UTC; raises ValueError."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a Jalali time; write it like 1404-08-15 08:30")
    day = read_day(match[1])
    local = datetime(day.year, day.month, day.day, int(match[2]), int(match[3]), tzinfo=TEHRAN)
    return local.astimezone(UTC)
