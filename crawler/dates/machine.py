"""Dates that programs write: ISO 8601, also with Jalali years and missing zones."""

import re
from datetime import datetime, time

from core.moments import Precision
from crawler.dates.clock import BadClockError, tehran_or, zone_named
from crawler.dates.days import calendar_of, day_of
from crawler.dates.months import Calendar
from crawler.dates.reading import Reading

_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s?(?:t|,|\s)\s?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?"
    r"\s?(z|[a-z]{2,4}|(?:gmt|utc)?\s?[+-]\d{2}:?(?:\d{2})?)?"
)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)t?(\d\d)(\d\d)(\d\d)?(z|[+-]\d{2}:?\d{2})?")


def machine_date(text: str) -> Reading | None:
    """The reading of a text that is a machine's date and time and nothing else; raises BadClockError."""
    match = _ISO.fullmatch(text) or _BASIC.fullmatch(text)
    if match is None or (match[7] or "") in {"am", "pm"}:
        return None
    if text.isdecimal() and match[6] is None:
        # Twelve digits are as likely a number as a date to the minute.
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    local_day, calendar = day_of(year, month, day), calendar_of(year)
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if local_day is None or hour > 23 or minute > 59 or second > 59:
        raise BadClockError(f"{text!r} is no date with a time")
    zone = zone_named(match[7]) if match[7] else None
    at = datetime.combine(local_day, time(hour, minute, second), tehran_or(zone))
    rule = "iso-jalali" if calendar is Calendar.JALALI else "iso"
    return Reading(at, Precision.SECOND if match[6] else Precision.MINUTE, rule)
