"""Periods: the days that a round or a measure covers, both ends included."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from persiantools.jdatetime import JalaliDate

from core.calendar import JalaliMonth, day_start
from core.digits import persian_digits
from core.errors import RoundError
from core.schemes import PeriodKind, Window

_ORDINALS = ("نخست", "دوم", "سوم", "چهارم")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days in Tehran; a JalaliMonth has the same properties and may stand for one."""

    first_day: date
    last_day: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day, in order."""
        count = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=n) for n in range(count))

    @property
    def start(self) -> datetime:
        """The first instant, in UTC."""
        return day_start(self.first_day)

    @property
    def end(self) -> datetime:
        """The first instant after it, in UTC."""
        return day_start(self.last_day + timedelta(days=1))

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def period_ending(kind: PeriodKind, month: JalaliMonth) -> Period:
    """The period whose last month is `month`; raises RoundError when no such period ends there."""
    if month.month % kind.months:
        ends = range(kind.months, 13, kind.months)
        named = ", ".join(f"{month.year}-{last:02d}" for last in ends)
        raise RoundError(f"no {kind.value} ends with {month}; name a round by its last month: {named}")
    first = JalaliMonth(month.year, month.month - kind.months + 1)
    return Period(first.first_day, month.last_day)


def period_name(kind: PeriodKind, month: JalaliMonth) -> str:
    """As it stands in a heading: «مهر ۱۴۰۴», «سه‌ماههٔ سوم ۱۴۰۴», «نیمهٔ دوم ۱۴۰۴», «سال ۱۴۰۴»."""
    year, place = persian_digits(month.year), -(-month.month // kind.months) - 1
    match kind:
        case PeriodKind.MONTH:
            return month.name
        case PeriodKind.QUARTER:
            return f"سه‌ماههٔ {_ORDINALS[place]} {year}"
        case PeriodKind.HALF_YEAR:
            return f"نیمهٔ {_ORDINALS[place]} {year}"
        case PeriodKind.YEAR:
            return f"سال {year}"


def period_around(kind: PeriodKind, day: date) -> Period:
    """The period in which a day lies."""
    jalali = JalaliDate(day)
    last = -(-jalali.month // kind.months) * kind.months
    return period_ending(kind, JalaliMonth(jalali.year, last))


def window_within(window: Window, period: Period) -> Period | None:
    """The window's days inside the period; None when it has none there."""
    year = JalaliDate(period.last_day).year
    first = max(period.first_day, JalaliDate(year, *window.first).to_gregorian())
    last = min(period.last_day, JalaliDate(year, *window.last).to_gregorian())
    return Period(first, last) if first <= last else None
