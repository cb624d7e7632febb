"""The ways in which sites write the time of publication."""

from collections.abc import Callable
from datetime import datetime

from persiantools.jdatetime import JalaliDate

from core.calendar import MONTH_NAMES, TEHRAN, WEEKDAY_NAMES
from core.digits import persian_digits
from newsroom.sites import DateStyle

_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def clock_words(at: datetime) -> str:
    return f"{at.hour:02d}:{at.minute:02d}"


def iso(at: datetime) -> str:
    """The visible part of pages whose machine-readable part is exact: «۱۵ آبان ۱۴۰۴»."""
    day = JalaliDate(at.date())
    return persian_digits(f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}")


def words_time(at: datetime) -> str:
    """«۱۵ آبان ۱۴۰۴ - ۰۸:۳۰»."""
    return f"{iso(at)} - {persian_digits(clock_words(at))}"


def words_latin(at: datetime) -> str:
    """«15 آبان 1404 ساعت 08:30»."""
    day = JalaliDate(at.date())
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year} ساعت {clock_words(at)}"


def long_words(at: datetime) -> str:
    """«پنجشنبه، ۱۵ آبان ۱۴۰۴ | ۰۸:۳۰»."""
    return f"{WEEKDAY_NAMES[at.weekday()]}، {iso(at)} | {persian_digits(clock_words(at))}"


def numbers(at: datetime) -> str:
    """«1404/08/15»: the day alone."""
    day = JalaliDate(at.date())
    return f"{day.year:04d}/{day.month:02d}/{day.day:02d}"


def arabic_digits(at: datetime) -> str:
    """«١٤٠٤/٠٨/١٥ - ٠٨:٣٠»."""
    return f"{numbers(at)} - {clock_words(at)}".translate(_TO_ARABIC)


def weekday(at: datetime) -> str:
    """«دوشنبه ۱۹ آبان»: the reader is supposed to know the year."""
    day = JalaliDate(at.date())
    return f"{WEEKDAY_NAMES[at.weekday()]} {persian_digits(day.day)} {MONTH_NAMES[day.month - 1]}"


DATE_STYLES: dict[DateStyle, Callable[[datetime], str]] = {
    "iso": iso,
    "words-time": words_time,
    "words-latin": words_latin,
    "long-words": long_words,
    "numbers": numbers,
    "arabic-digits": arabic_digits,
    "weekday": weekday,
}


def written_time(at: datetime, style: DateStyle) -> str:
    """An instant as a site writes it, in Tehran time."""
    return DATE_STYLES[style](at.astimezone(TEHRAN))
