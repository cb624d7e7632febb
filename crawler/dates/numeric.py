"""Dates in digits: y/m/d and d/m/y with any separator, two-digit years, and compact forms."""

import re
from collections.abc import Iterator
from datetime import date

from crawler.dates.days import day_of, full_jalali_year, jalali_day
from crawler.dates.found import FoundDay
from crawler.dates.months import Calendar

_EDGE_BEFORE = r"(?<![\d/.:])(?<!\d-)"
_EDGE_AFTER = r"(?!\d|\s?[/]\s?\d|[.-]\d|:\d)"
_YEAR_FIRST = re.compile(rf"{_EDGE_BEFORE}(\d{{4}})(\s?[/.\-,]\s?)(\d{{1,2}})\2(\d{{1,2}}){_EDGE_AFTER}")
_YEAR_LAST = re.compile(rf"{_EDGE_BEFORE}(\d{{1,2}})(\s?[/.\-,]\s?)(\d{{1,2}})\2(\d{{4}}){_EDGE_AFTER}")
_TWO_DIGITS = re.compile(r"(\d{2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{2})")
_NEAR_FUTURE = 5
"""Years: «۰۶/۰۱/۰۱» written in 1405 is a date to come, not the sixth of a month in 1401."""
_COMPACT = re.compile(r"(1[34]\d\d|20\d\d|19\d\d)(\d\d)(\d\d)")


def numeric_days(text: str, *, month_first: bool) -> Iterator[FoundDay]:
    """Every date with a four-digit year; those that do not exist are reported as such."""
    for match in _YEAR_FIRST.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        yield FoundDay(match.start(), match.end(), day_of(year, month, day), _rule(year))
    for match in _YEAR_LAST.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        found = _year_last(first, second, year, separator=match[2].strip(), month_first=month_first)
        yield FoundDay(match.start(), match.end(), found, _rule(year))


def two_digit_day(text: str, today: date) -> date | None:
    """A text that is nothing but «۰۵/۰۸/۳۰»: year first as Iranians write, else day first."""
    match = _TWO_DIGITS.fullmatch(text)
    if match is None:
        return None
    first, month, last = int(match[1]), int(match[3]), int(match[4])
    year_first = jalali_day(full_jalali_year(first), month, last)
    if year_first is not None and (year_first <= today or year_first.year - today.year <= _NEAR_FUTURE):
        return year_first if year_first <= today else None
    day_first = jalali_day(full_jalali_year(last), month, first)
    return day_first if day_first is not None and day_first <= today else None


def compact_day(text: str) -> tuple[date | None, str]:
    """A text that is nothing but `13960417`; the day and its rule."""
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None, ""
    year = int(match[1])
    return day_of(year, int(match[2]), int(match[3])), f"{_calendar(year)}-compact"


def _year_last(first: int, second: int, year: int, *, separator: str, month_first: bool) -> date | None:
    """Day first; a Gregorian date with slashes may be American, and is read only when it cannot be both."""
    day_first = day_of(year, second, first)
    if year < 1500:
        return day_first
    american = day_of(year, first, second)
    if month_first:
        return american or day_first
    if separator != "/" or day_first == american:
        return day_first
    return None if day_first and american else day_first or american


def _rule(year: int) -> str:
    return f"{_calendar(year)}-numbers"


def _calendar(year: int) -> Calendar:
    return Calendar.JALALI if year < 1500 else Calendar.GREGORIAN
