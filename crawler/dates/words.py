"""Dates with the month's name: «۲۴ آبان ۱۴۰۰», `15-Nov-2021`, «آبان ۱۴۰۰», and without a year."""

import re
from collections.abc import Iterator
from datetime import date

from crawler.dates.days import (
    calendar_of,
    day_of,
    full_gregorian_year,
    full_jalali_year,
    jalali,
    jalali_day,
)
from crawler.dates.found import FoundDay
from crawler.dates.months import MONTHS, Calendar, month_named, one_of

_MONTH = rf"(?P<month>{one_of(MONTHS)})"
_GAP = r"[\s\-/,.]*"
_YEAR_WORD = r"(?:(?:سال\s*|del?\s))?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?![\d:/])"
_DAY = r"(?<![\d/:.])(?P<day>\d{1,2})"
_PATTERNS = (
    re.compile(rf"{_DAY}{_GAP}(?:(?:of|del?)\s)?{_MONTH}{_GAP}{_YEAR_WORD}{_YEAR}"),
    re.compile(rf"{_MONTH}{_GAP}(?P<day>\d{{1,2}})(?!\d){_GAP}{_YEAR_WORD}(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}}){_GAP}{_MONTH}{_GAP}(?P<day>\d{{1,2}})(?!\d)"),
)
_MONTH_AND_YEAR = re.compile(rf"{_MONTH}{_GAP}{_YEAR_WORD}(?P<year>\d{{4}})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")
_DAY_AND_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}}){_GAP}{_MONTH}|{_MONTH.replace('month', 'month2')}{_GAP}(?P<day2>\d{{1,2}})"
)
_YEARS_BACK = 7
_THIS_YEAR = re.compile(r"\s*(?:سال جاری|سال|امسال|جاری)$")
_LAST_YEAR = re.compile(r"\s*(?:سال (?:گذشته|پیش|قبل)|پارسال)$")
_OF_MONTH = re.compile(r"(\d{1,2}) (?:(?:این|همین) ماه|ماه جاری)")


def worded_days(text: str) -> Iterator[FoundDay]:
    """Every date with a month's name and a year; those that do not exist are reported as such."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            calendar, month = month_named(match["month"])
            day = _day(calendar, match["year"], month, int(match["day"]), name=match["month"])
            yield FoundDay(match.start(), match.end(), day, f"{calendar}-words")


def month_day(text: str, today: date) -> tuple[date | None, str]:
    """The first day of «آبان ۱۴۰۰», «آبان امسال» or `2021-11`, when the text is nothing else."""
    match = _ISO_MONTH.fullmatch(text)
    if match is not None:
        year = int(match["year"])
        return day_of(year, int(match["month"]), 1), f"{calendar_of(year) or Calendar.GREGORIAN}-month"
    match = _MONTH_AND_YEAR.fullmatch(text)
    if match is None:
        return _month_of_told_year(text, today)
    calendar, month = month_named(match["month"])
    return _day(calendar, match["year"], month, 1, name=match["month"]), f"{calendar}-month"


def _month_of_told_year(text: str, today: date) -> tuple[date | None, str]:
    """«آبان امسال», «آذر سال گذشته»: Jalali months only, for the year is."""
    is_last_year = bool(_LAST_YEAR.search(text))
    name = _THIS_YEAR.sub("", _LAST_YEAR.sub("", text))
    if name == text or name not in MONTHS or month_named(name)[0] is not Calendar.JALALI:
        return None, ""
    return jalali_day(jalali(today).year - is_last_year, month_named(name)[1], 1), "jalali-month"


def yearless_day(text: str, weekday: int | None, today: date) -> tuple[date | None, str]:
    """The last «۲ دی» that was not in the future; a weekday named beside it decides the year."""
    is_last_year = bool(_LAST_YEAR.search(text))
    is_this_year = not is_last_year and bool(_THIS_YEAR.search(text))
    match = _DAY_AND_MONTH.fullmatch(_THIS_YEAR.sub("", _LAST_YEAR.sub("", text)))
    if match is None:
        return None, ""
    calendar, month = month_named(match["month"] or match["month2"])
    day = int(match["day"] or match["day2"])
    this_year = today.year if calendar is Calendar.GREGORIAN else jalali(today).year
    newest = this_year - is_last_year
    oldest = newest if is_this_year or is_last_year else newest - _YEARS_BACK
    for year in range(newest, oldest - 1, -1):
        found = day_of(year, month, day)
        if found and found <= today and (weekday is None or found.weekday() == weekday):
            return found, f"{calendar}-yearless"
    return None, ""


def day_of_month(text: str, today: date) -> tuple[date | None, str]:
    """«پنجم ماه جاری»; «۲۰ ماه گذشته» would rather be twenty months ago."""
    match = _OF_MONTH.fullmatch(text)
    if match is None:
        return None, ""
    here = jalali(today)
    day = jalali_day(here.year, here.month, int(match[1]))
    return (day, "jalali-day-of-month") if day and day <= today else (None, "")


def _day(calendar: Calendar, year_text: str, month: int, day: int, *, name: str) -> date | None:
    year = int(year_text)
    is_gregorian = calendar is Calendar.GREGORIAN
    if len(year_text) == 2:
        year = full_gregorian_year(year) if is_gregorian else full_jalali_year(year)
    if is_gregorian and name.isascii() and calendar_of(year) is Calendar.JALALI:
        # A Jalali date printed by a Gregorian formatter: `24 Aug 1400` is 1400/08/24.
        return jalali_day(year, month, day)
    expected = Calendar.GREGORIAN if is_gregorian else Calendar.JALALI
    return day_of(year, month, day) if calendar_of(year) is expected else None
