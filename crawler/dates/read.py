"""The date reader: from a text and a clock to a moment, or to nothing; never to a guess."""

import re
from datetime import UTC, date, datetime, time, timedelta

from core.calendar import TEHRAN
from core.moments import Moment, Precision
from crawler.dates.clock import BadClockError, Clock, take_clock, tehran_or
from crawler.dates.found import FoundDay
from crawler.dates.lunar import without_lunar
from crawler.dates.machine import machine_date
from crawler.dates.months import without_month_word
from crawler.dates.normalise import normalise, parted
from crawler.dates.numbers import with_digits
from crawler.dates.numeric import compact_day, numeric_days, two_digit_day
from crawler.dates.reading import Reading
from crawler.dates.relative import day_back, period_back, time_ago
from crawler.dates.weekdays import take_weekday
from crawler.dates.words import day_of_month, month_day, worded_days, yearless_day

CLOCK_SLACK = timedelta(minutes=30)
ZONE_SLACK = timedelta(hours=5)
"""A written zone may be wrong: Tehran time is often called GMT."""

_CODES = re.compile(
    r"(?:کد|شناسه|شماره|شماره خبر|کدخبر|تعداد)\s*(?:خبر|مطلب|بازدید|نظرات|نظر|id)?\s*:?\s*\d+(?![/\d:.-])"
    r"|(?:شماره|پلاک|تلفن|نامه|فاکس|نسخه|ویرایش|شابک)\s*:?\s*\d[\d/.\-]*"
    r"|(?<![^\W\d_])(?:v|ver|version|isbn)(?![^\W\d_])\s*[:.]?\s*\d[\d/.\-]*"
    r"|(?:بازدید|نظرات|نظر|دیدگاه|views?|comments?)\s*:?\s*\d+(?![/\d:.-])"
)
_FILLERS = re.compile(
    r"(?<![^\W\d_])(?:تاریخ|زمان|انتشار|درج|خبر|مطلب|ارسال|روز|مورخه?|در|منتشر|شده?|است|بروزرسانی"
    r"|به ?روز ?رسانی|اخرین|ویرایش|ساعت|سال|هجری|شمسی|خورشیدی|میلادی|تهران|به وقت|محلی"
    r"|date|time|published?|posted|updated|on|at|last"
    r"|ه ?\.? ?ش|ش)(?![^\W\d_])|[,:\-.]+(?=\s|$)|(?<=\s)[,:\-.]+|^[,:\-.]+"
)
_UNIT_WORDS = ("ساعت", "روز", "سال", "last")
"""Labels that are also units: «روز دوشنبه» and «دو روز پیش», `last updated` and `last week`."""
_PUBLISHED = re.compile(r"انتشار|درج|ارسال|منتشر|publish|posted")
_RANGE = re.compile(r"(?<![^\W\d_])(?:تا|الی|لغایت|until)(?![^\W\d_])")
_UNTIL = re.compile(
    r"(?<![^\W\d_])(?:تا|الی|لغایت|until|هفته|دهه|نیمه)\s*$|(?<![\d/:.\-])\d{1,2}(?:\s*-\s*|\s*و\s*)$"
)
"""Before a date: it is a span or its end, «۲۴ تا ۲۶ آبان», «۲۴ و ۲۵ آبان», «هفته دوم آبان»."""
_NIGHT = re.compile("شب")
_MORNING = 5
_EARLIEST = 1921
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FINE = {Precision.SECOND, Precision.MINUTE, Precision.HOUR}
_DAY_IS_ENOUGH = {Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR}


def read_date(text: str, now: datetime) -> Moment | None:
    """The moment a text names, seen from `now`; None for no date, an impossible or lunar one, the future."""
    reading = _read(text, now.astimezone(TEHRAN))
    if reading is None:
        return None
    return Moment(at=reading.at.astimezone(UTC), precision=reading.precision, rule=reading.rule)


def date_line(text: str, now: datetime) -> str:
    """What `rasad dates` prints: an instant with offset, a date when only the day is known, or `-`."""
    reading = _read(text, now.astimezone(TEHRAN))
    if reading is None:
        return "-"
    return reading.at.isoformat() if reading.precision in _FINE else reading.at.date().isoformat()


def moment_text(moment: Moment) -> str:
    """A stored moment in the same form, in Tehran time."""
    local = moment.at.astimezone(TEHRAN)
    return local.isoformat() if moment.precision in _FINE else local.date().isoformat()


def _read(text: str, now: datetime) -> Reading | None:
    normal = normalise(text)
    if not normal:
        return None
    try:
        return _not_future(machine_date(normal) or _read_phrase(normal, now), now)
    except BadClockError:
        return None


def _read_phrase(normal: str, now: datetime) -> Reading | None:
    """A date as people write it: whole first, then told from now, then with something missing."""
    phrase = without_month_word(without_lunar(parted(normal)))
    weekday, phrase = take_weekday(phrase)
    phrase = with_digits(_CODES.sub(" ", phrase))
    ago = time_ago(_bare(phrase, *_UNIT_WORDS), now)
    if ago is not None:
        return ago
    clock, rest = take_clock(phrase)
    day, rule, is_named = _whole_day(rest, clock)
    if is_named:
        return _with_clock(day, rule, weekday, clock) if day else None
    return _partial(_bare(rest), weekday, clock, now) or _partial(
        _bare(rest, *_UNIT_WORDS), weekday, clock, now
    )


def _whole_day(text: str, clock: Clock | None) -> tuple[date | None, str, bool]:
    """The day of a date with its year, its rule, and whether any such date is named at all."""
    month_first = clock is not None and clock.is_twelve_hour
    found = sorted(
        [*worded_days(text), *numeric_days(text, month_first=month_first)], key=lambda each: each.start
    )
    real = [each for each in found if each.day is not None]
    if not real:
        return None, "", bool(found)
    chosen = _chosen(text, real)
    return (chosen.day, chosen.rule, True) if chosen else (None, "", True)


def _chosen(text: str, found: list[FoundDay]) -> FoundDay | None:
    """One of several dates: they agree, one is labelled as published, or the first; a range is none."""
    if _UNTIL.search(text[: found[0].start]):
        return None
    if len({each.day for each in found}) == 1:
        return found[0]
    labels = [match.end() for match in _PUBLISHED.finditer(text)]
    for each in found:
        if any(0 <= each.start - label < 12 for label in labels):
            return each
    if _RANGE.search(text):
        return None
    return found[0]


def _partial(text: str, weekday: int | None, clock: Clock | None, now: datetime) -> Reading | None:
    """Texts that are nothing but an incomplete date."""
    day, rule = compact_day(text)
    if day is None:
        day, rule = two_digit_day(text, now.date()), "jalali-two-digits"
    if day is None:
        day, rule = yearless_day(text, weekday, now.date())
    if day is None:
        day, rule = day_of_month(text, now.date())
    if day is not None:
        return _with_clock(day, rule, weekday, clock)
    day, rule = day_back(text, weekday, now)
    if day is not None:
        if clock is not None and clock.hour < _MORNING and _NIGHT.search(text):
            # «دیشب ساعت ۲» was this morning by the calendar.
            day += timedelta(days=1)
        return _last_past(_with_clock(day, rule, None, clock), now)
    if clock is not None or weekday is not None:
        return None
    return _period(text, now)


def _period(text: str, now: datetime) -> Reading | None:
    """A month or a week, by its first day."""
    day, rule = month_day(text, now.date())
    if day is not None:
        return Reading(datetime.combine(day, time(), TEHRAN), Precision.MONTH, rule)
    day, precision, rule = period_back(text, now)
    return Reading(datetime.combine(day, time(), TEHRAN), precision, rule) if day else None


def _with_clock(day: date, rule: str, weekday: int | None, clock: Clock | None) -> Reading:
    if weekday is not None and day.weekday() != weekday:
        rule = f"{rule}+weekday-differs"
    if clock is None:
        return Reading(datetime.combine(day, time(), TEHRAN), Precision.DAY, rule)
    local = datetime.combine(day, time(clock.hour, clock.minute, clock.second), tehran_or(clock.zone))
    return Reading(local, clock.precision, rule)


def _last_past(reading: Reading, now: datetime) -> Reading:
    """A weekday's time later than now was a week ago: «شنبه ۲۳:۰۰» read on a Saturday afternoon."""
    if reading.rule == "weekday" and reading.at > now + CLOCK_SLACK:
        return Reading(reading.at - timedelta(days=7), reading.precision, reading.rule)
    return reading


def _not_future(reading: Reading | None, now: datetime) -> Reading | None:
    if reading is None or (reading.precision in _FINE and reading.at == _EPOCH):
        # The beginning of the epoch is a machine's word for no date.
        return None
    if reading.at.year < _EARLIEST:
        return None
    if reading.precision in _DAY_IS_ENOUGH:
        return reading if reading.at.date() <= now.date() else None
    slack = CLOCK_SLACK if reading.at.tzinfo is TEHRAN else ZONE_SLACK
    return reading if reading.at <= now + slack else None


def _bare(text: str, *kept: str) -> str:
    """The text without labels and punctuation; what is left must be the date and nothing else."""
    bare = _FILLERS.sub(lambda match: match.group() if match.group() in kept else " ", text)
    return " ".join(bare.split())
