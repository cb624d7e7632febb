"""Times told from now: «۲ ساعت پیش», «دیروز», «هفته گذشته», «شنبه گذشته»."""

import re
from datetime import date, datetime, timedelta

from core.moments import Precision
from crawler.dates.days import jalali, jalali_day
from crawler.dates.reading import Reading

_AGO = r"(?:پیش|قبل|گذشته|ago)"
_UNITS = {
    "ثانیه": "second", "second": "second", "seconds": "second", "sec": "second",
    "دقیقه": "minute", "minute": "minute", "minutes": "minute", "min": "minute", "mins": "minute",
    "ربع": "quarter",
    "ساعت": "hour", "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour",
    "روز": "day", "day": "day", "days": "day",
    "هفته": "week", "week": "week", "weeks": "week",
    "ماه": "month", "month": "month", "months": "month",
    "سال": "year", "year": "year", "years": "year",
}  # fmt: skip
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "quarter": timedelta(minutes=15),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
}
_PRECISIONS = {
    "second": Precision.SECOND,
    "minute": Precision.MINUTE,
    "quarter": Precision.MINUTE,
    "hour": Precision.HOUR,
    "day": Precision.DAY,
    "week": Precision.DAY,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_PART = rf"(?:\d{{1,3}}|نیم|an?)\s*(?:{_UNIT})(?:\s*و\s*نیم)?"
_TIMES_AGO = re.compile(
    rf"(?:(?:حدودا?|تقریبا|نزدیک به|قریب به|about|almost)\s*)?({_PART}(?:\s*(?:و|,)\s*{_PART})*)\s*{_AGO}"
)
_AND_A_HALF = re.compile(rf"(\d{{1,3}})\s*و\s*نیم\s*({_UNIT})(?![^\W\d_])")
_ONE_PART = re.compile(rf"(\d{{1,3}}|نیم|an?)\s*({_UNIT})(\s*و\s*نیم)?")
_MOMENTS_AGO = re.compile(
    rf"(?:لحظاتی|لحظه ای|دقایقی|دقیقه ای|چند (?:لحظه|دقیقه|ثانیه)|ثانیه هایی|اندکی)\s*{_AGO}"
    r"|هم ?اکنون|اکنون|(?:همین )?(?:حالا|الان)|just now|now"
)
_HOURS_AGO = re.compile(rf"(?:ساعاتی|ساعت هایی|چند ساعت)\s*{_AGO}")
_AN_HOUR_AGO = re.compile(rf"ساعتی\s*{_AGO}|ساعت\s*(?:گذشته|پیش|قبل)")

_DAYS_BACK = (
    (re.compile(r"(?:همین\s+)?(?:امروز|امشب|روز جاری|today)"), 0),
    (re.compile(rf"دیروز|دیشب|(?:روز|شب)\s*{_AGO}|yesterday"), 1),
    (re.compile(r"پریروز|پریشب"), 2),
    (re.compile(r"پس ?پریروز"), 3),
)
_WEEK_BACK = re.compile(r"هفته\s*(?:گذشته|پیش|قبل)|last week")
_THIS_WEEK = re.compile(r"(?:این\s*هفته|هفته\s*(?:جاری|اخیر)|همین هفته|this week)")
_MONTH_BACK = re.compile(r"ماه\s*(?:گذشته|پیش|قبل)|last month")
_THIS_MONTH = re.compile(r"(?:این\s*ماه|ماه\s*جاری|همین ماه|this month)")
_YEAR_BACK = re.compile(r"سال\s*(?:گذشته|پیش|قبل)|پارسال|last year")
_THIS_YEAR = re.compile(r"امسال|سال جاری|this year")
_PART_OF_DAY = re.compile(
    r"(?<![^\W\d_])(?:صبح|ظهر|عصر|شب|بامداد|غروب|نیمه ?شب|سحر)(?![^\W\d_])(?!\s*(?:گذشته|پیش|قبل))"
)
_LAST = re.compile(r"(?:گذشته|پیش|قبل|last)")


def time_ago(text: str, now: datetime) -> Reading | None:
    """«۵ دقیقه پیش» and its kin, when the text is nothing else."""
    if _MOMENTS_AGO.fullmatch(text):
        return Reading(now, Precision.HOUR, "relative-moments")
    if _HOURS_AGO.fullmatch(text):
        return Reading(now, Precision.DAY, "relative-hours")
    if _AN_HOUR_AGO.fullmatch(text):
        return Reading(now - timedelta(hours=1), Precision.HOUR, "relative")
    match = _TIMES_AGO.fullmatch(_AND_A_HALF.sub(r"\1 \2 و نیم", text))
    return _counted_back(match[1], now) if match else None


def day_back(text: str, weekday: int | None, now: datetime) -> tuple[date | None, str]:
    """«دیروز», «شب گذشته», a weekday alone, «شنبه گذشته», «شنبه هفته گذشته»; the text holds nothing else."""
    today = now.date()
    plain = " ".join(_PART_OF_DAY.sub(" ", text).split())
    for pattern, days in _DAYS_BACK:
        if pattern.fullmatch(plain) or pattern.fullmatch(text):
            return today - timedelta(days=days), "relative-day"
    if weekday is None:
        return None, ""
    back = (now.weekday() - weekday) % 7
    if not plain:
        return today - timedelta(days=back), "weekday"
    if _LAST.fullmatch(plain):
        return today - timedelta(days=back or 7), "weekday-last"
    for pattern, weeks in ((_WEEK_BACK, 1), (_THIS_WEEK, 0)):
        if pattern.fullmatch(plain):
            return week_start(today) + timedelta(days=(weekday - 5) % 7 - 7 * weeks), "weekday-of-week"
    return None, ""


def period_back(text: str, now: datetime) -> tuple[date | None, Precision, str]:
    """The first day of «هفته گذشته», «ماه گذشته», «سال گذشته», when the text is nothing else."""
    today = now.date()
    here = jalali(today)
    if _WEEK_BACK.fullmatch(text) or _THIS_WEEK.fullmatch(text):
        weeks = bool(_WEEK_BACK.fullmatch(text))
        return week_start(today) - timedelta(days=7 * weeks), Precision.WEEK, "relative-week"
    if _MONTH_BACK.fullmatch(text) or _THIS_MONTH.fullmatch(text):
        months = bool(_MONTH_BACK.fullmatch(text))
        first = jalali_day(here.year, here.month, 1) or today
        return _months_before(first, months), Precision.MONTH, "relative-month"
    if _YEAR_BACK.fullmatch(text) or _THIS_YEAR.fullmatch(text):
        years = bool(_YEAR_BACK.fullmatch(text))
        return jalali_day(here.year - years, 1, 1), Precision.YEAR, "relative-year"
    return None, Precision.DAY, ""


def week_start(day: date) -> date:
    """The Saturday of a day's week."""
    return day - timedelta(days=(day.weekday() - 5) % 7)


def _counted_back(phrase: str, now: datetime) -> Reading:
    """So many units before now; the smallest unit says how exact it is."""
    at, unit = now, "year"
    for count, name, half in _ONE_PART.findall(phrase):
        unit = _UNITS[name]
        number = 0.5 if count == "نیم" else 1.0 if count in {"a", "an"} else float(count)
        number += 0.5 if half else 0.0
        if unit in _SPANS:
            at -= _SPANS[unit] * number
            unit = "minute" if unit == "hour" and number % 1 else unit
        else:
            months = round(number * (12 if unit == "year" else 1))
            at = datetime.combine(_months_before(at.date(), months), at.timetz())
    return Reading(at, _PRECISIONS[unit], "relative")


def _months_before(day: date, months: int) -> date:
    """The same Jalali day so many months earlier, or the last day of a shorter month."""
    here = jalali(day)
    year, month = divmod(here.year * 12 + here.month - 1 - months, 12)
    candidates = (jalali_day(year, month + 1, here.day - less) for less in range(3))
    return next(found for found in candidates if found is not None)
