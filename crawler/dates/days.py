"""Days from their numbers: which calendar a year belongs to, and whether the day exists."""

from datetime import date

from persiantools.jdatetime import JalaliDate

from crawler.dates.months import Calendar

JALALI_YEARS = range(1300, 1500)
GREGORIAN_YEARS = range(1921, 2100)
_PIVOT = 60
"""Two-digit Jalali years from 60 on belong to the thirteen hundreds."""


def calendar_of(year: int) -> Calendar | None:
    """The calendar in which a four-digit year can be one of ours."""
    if year in JALALI_YEARS:
        return Calendar.JALALI
    return Calendar.GREGORIAN if year in GREGORIAN_YEARS else None


def jalali_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Jalali one; None if there is no such day."""
    try:
        return JalaliDate(year, month, day).to_gregorian()
    except ValueError:
        return None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of three numbers whose year says the calendar; None if there is no such day."""
    calendar = calendar_of(year)
    if calendar is Calendar.JALALI:
        return jalali_day(year, month, day)
    try:
        return date(year, month, day) if calendar else None
    except ValueError:
        return None


def full_jalali_year(two_digits: int) -> int:
    """98 is 1398, 05 is 1405."""
    return two_digits + (1300 if two_digits >= _PIVOT else 1400)


def full_gregorian_year(two_digits: int) -> int:
    """As RFC 2822 reads old mail: 21 is 2021, 98 is 1998."""
    return two_digits + (1900 if two_digits >= 50 else 2000)


def jalali(day: date) -> JalaliDate:
    return JalaliDate(day)
