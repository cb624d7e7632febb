"""Jobs: work with due times in the Jalali calendar and Tehran time; pure, so that a year runs in a second."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from persiantools.jdatetime import JalaliDate

from core.calendar import TEHRAN, tehran_day

LAST_DAY = 0
"""As the day of a month: its last one, 29 to 31."""
A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
_LONGEST_WAIT_DAYS = 100
"""A quarter and a week: no plan has a longer gap between two due days."""


class Every(StrEnum):
    """How often a job is due."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Work(StrEnum):
    """What a job does; each is a function in the table of rasad/operating/works.py."""

    CRAWL = "crawl"
    READ = "read"
    LOOKS = "looks"
    CHANNELS = "channels"
    PROBES = "probes"
    CLOSE_MONTHS = "close-months"
    CLOSE_LONG_PERIODS = "close-long-periods"
    DAILY_BULLETIN = "daily-bulletin"
    WEEKLY_BULLETIN = "weekly-bulletin"
    BACKUP = "backup"
    RETENTION = "retention"
    WATCH = "watch"


class CatchUp(StrEnum):
    """What becomes of due times that passed while no scheduler ran."""

    NEWEST = "newest"
    """One run for all of them: a crawl sees what is there now."""
    EACH = "each"
    """Each has work of its own: a month must be closed even if the next one is over too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One entry of config/jobs.yaml."""

    id: str
    work: Work
    every: Every
    at: time = time()
    """Tehran time; of an hourly job only the minute counts."""
    weekday: int = 5
    """Of a weekly job, as `date.weekday()` says it: 5 is Saturday."""
    day: int = 1
    """Of a monthly or quarterly job: the Jalali day, or LAST_DAY."""
    catch_up: CatchUp = CatchUp.NEWEST
    tries: int = 3
    """A run that failed or died is tried so often in all."""
    retry_after: timedelta = timedelta(minutes=20)


def last_due(job: Job, now: datetime) -> datetime:
    """The newest due time not after `now`, in UTC."""
    if job.every is Every.HOUR:
        due = _on_minute(now, job.at.minute)
        return due if due <= now else due - AN_HOUR
    today = tehran_day(now)
    for back in range(_LONGEST_WAIT_DAYS):
        day = today - back * A_DAY
        if is_due_on(job, day) and (due := _instant(job, day)) <= now:
            return due
    raise AssertionError(f"job {job.id} is never due")


def next_due(job: Job, after: datetime) -> datetime:
    """The first due time after an instant, in UTC."""
    if job.every is Every.HOUR:
        due = _on_minute(after, job.at.minute)
        return due if due > after else due + AN_HOUR
    today = tehran_day(after)
    for ahead in range(_LONGEST_WAIT_DAYS):
        day = today + ahead * A_DAY
        if is_due_on(job, day) and (due := _instant(job, day)) > after:
            return due
    raise AssertionError(f"job {job.id} is never due")


def dues_after(job: Job, last: datetime, now: datetime) -> Iterator[datetime]:
    """Every due time after `last` and not after `now`, in order."""
    due = next_due(job, last)
    while due <= now:
        yield due
        due = next_due(job, due)


def is_due_on(job: Job, day: date) -> bool:
    """Whether a job that is not hourly has its time on a calendar day."""
    match job.every:
        case Every.DAY:
            return True
        case Every.WEEK:
            return day.weekday() == job.weekday
        case Every.MONTH:
            return _is_day_of_month(job.day, day)
        case Every.QUARTER:
            # Quarters of the Jalali year begin in Farvardin, Tir, Mehr and Dey.
            begins = job.day != LAST_DAY
            month = JalaliDate(day).month
            return month % 3 == (1 if begins else 0) and _is_day_of_month(job.day, day)
        case Every.HOUR:
            return True


def _is_day_of_month(wanted: int, day: date) -> bool:
    if wanted == LAST_DAY:
        return JalaliDate(day + A_DAY).day == 1
    return JalaliDate(day).day == wanted


def _instant(job: Job, day: date) -> datetime:
    return datetime.combine(day, job.at, TEHRAN).astimezone(UTC)


def _on_minute(instant: datetime, minute: int) -> datetime:
    local = instant.astimezone(TEHRAN)
    return local.replace(minute=minute, second=0, microsecond=0).astimezone(UTC)
