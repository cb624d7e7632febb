"""The Jalali calendar at the edges: months as periods, local days, and dates as words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from core.digits import persian_digits
from core.errors import InputError

TEHRAN = ZoneInfo("Asia/Tehran")

MONTH_NAMES = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)

WEEKDAY_NAMES = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
"""By `date.weekday()`: Monday is 0."""


@dataclass(frozen=True, slots=True, order=True)
class JalaliMonth:
    """One Jalali month, the usual period of a round; written `1404-07`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "JalaliMonth":
        """Read `1404-07`; raises InputError with an example."""
        year, _, month = text.partition("-")
        if year.isdecimal() and month.isdecimal() and 1300 <= int(year) < 1500 and 1 <= int(month) <= 12:
            return cls(int(year), int(month))
        raise InputError(f"'{text}' is not a Jalali month; write year and month, for example 1404-07")

    @classmethod
    def of(cls, instant: datetime) -> "JalaliMonth":
        """The month in which an instant falls in Tehran."""
        day = JalaliDate(tehran_day(instant))
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        return JalaliDate(self.year, self.month, 1).to_gregorian()

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the month, in order."""
        count = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=n) for n in range(count))

    @property
    def start(self) -> datetime:
        """The first instant of the month (Tehran midnight) in UTC."""
        return day_start(self.first_day)

    @property
    def end(self) -> datetime:
        """The first instant after the month in UTC."""
        return day_start(self.next().first_day)

    @property
    def name(self) -> str:
        """As it stands in a heading: «مهر ۱۴۰۴»."""
        return f"{MONTH_NAMES[self.month - 1]} {persian_digits(self.year)}"

    def next(self) -> "JalaliMonth":
        return JalaliMonth(self.year + self.month // 12, self.month % 12 + 1)

    def previous(self) -> "JalaliMonth":
        return JalaliMonth(self.year - (self.month == 1), 12 if self.month == 1 else self.month - 1)


def tehran_day(instant: datetime) -> date:
    """The calendar day of an instant in Tehran."""
    return instant.astimezone(TEHRAN).date()


def day_start(day: date) -> datetime:
    """Tehran midnight at the beginning of a day, in UTC (daylight saving until 1401 included)."""
    return datetime.combine(day, time(), TEHRAN).astimezone(UTC)


def jalali_date_words(day: date) -> str:
    """«۱۵ مهر ۱۴۰۴»."""
    jalali = JalaliDate(day)
    return f"{persian_digits(jalali.day)} {MONTH_NAMES[jalali.month - 1]} {persian_digits(jalali.year)}"


def jalali_date_numbers(day: date) -> str:
    """«۱۴۰۴/۰۷/۱۵»."""
    jalali = JalaliDate(day)
    return persian_digits(f"{jalali.year:04d}/{jalali.month:02d}/{jalali.day:02d}")


def tehran_minute(instant: datetime) -> str:
    """An instant for a line on a terminal: `2025-10-07 14:30+03:30`, in Tehran time."""
    return instant.astimezone(TEHRAN).isoformat(sep=" ", timespec="minutes")


def jalali_instant_words(instant: datetime) -> str:
    """«سه‌شنبه ۱۵ مهر ۱۴۰۴، ۱۴:۳۰», in Tehran time."""
    local = instant.astimezone(TEHRAN)
    clock = persian_digits(f"{local.hour:02d}:{local.minute:02d}")
    return f"{WEEKDAY_NAMES[local.weekday()]} {jalali_date_words(local.date())}، {clock}"
