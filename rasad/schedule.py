"""What runs when: the nightly run and the monthly close, each due time once, missed ones caught up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import structlog

from core.calendar import TEHRAN, JalaliMonth
from core.settings import Settings
from rasad.month import count_and_score, write_report
from rasad.month_view import view_round
from rasad.round_guards import is_final
from rasad.stages import run_night
from rasad.wiring import Office
from storage.job_runs import claim_job_run, finish_job_run, last_job_runs, retake_job_run

DONE = "done"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work with due times; `last_due` gives the newest one not after an instant."""

    name: str
    last_due: Callable[[datetime], datetime]
    run: Callable[[Office, datetime, datetime], None]
    """Told the office, the due time it stands for, and the clock."""


def jobs(settings: Settings) -> Sequence[Job]:
    """Every job of an installation."""
    return (
        Job(name="night", last_due=lambda now: last_daily(settings.nightly_at, now), run=_night),
        Job(
            name="month-close",
            last_due=lambda now: last_monthly(settings.close_day, settings.close_at, now),
            run=_close_month,
        ),
    )


def run_due(office: Office, job: Job, now: datetime) -> bool:
    """Run the newest due time of a job unless somebody already did; whether it was run here.

    Of several missed due times only the newest is caught up: a night's crawl sees what is there now.
    """
    due = job.last_due(now)
    if not _claim(office, job, due, now):
        return False
    log.info("job started", job=job.name, due=due.isoformat())
    try:
        job.run(office, due, now)
    except BaseException as error:
        # Kept as failed and passed on: the scheduler logs it, and the next due time comes all the same.
        _finish(office, job, due, now, outcome=f"{type(error).__name__}: {error}")
        raise
    _finish(office, job, due, now, outcome=DONE)
    return True


def _claim(office: Office, job: Job, due: datetime, now: datetime) -> bool:
    """Whether the run is ours: nobody claimed it, or its claimer died.

    Only the holder of the scheduler's lock gets here, so an unfinished claim is a dead process's.
    """
    with office.database.begin() as connection:
        if claim_job_run(connection, job.name, due, now):
            return True
        last = last_job_runs(connection)[job.name]
        return last.due == due and last.finished_at is None and retake_job_run(connection, last, now)


def _finish(office: Office, job: Job, due: datetime, now: datetime, *, outcome: str) -> None:
    with office.database.begin() as connection:
        finish_job_run(connection, job.name, due, now=now, outcome=outcome)


def last_daily(at: time, now: datetime) -> datetime:
    """The newest instant not after `now` at which it was this time of day in Tehran, in UTC."""
    local = now.astimezone(TEHRAN)
    today = datetime.combine(local.date(), at, TEHRAN)
    due = today if today <= local else datetime.combine(local.date() - timedelta(days=1), at, TEHRAN)
    return due.astimezone(UTC)


def last_monthly(day: int, at: time, now: datetime) -> datetime:
    """The newest instant not after `now` on this day of a Jalali month at this time in Tehran, in UTC."""
    month = JalaliMonth.of(now)
    due = _on_day(month, day, at)
    return due if due <= now else _on_day(month.previous(), day, at)


def _on_day(month: JalaliMonth, day: int, at: time) -> datetime:
    return datetime.combine(month.first_day + timedelta(days=day - 1), at, TEHRAN).astimezone(UTC)


def _night(office: Office, due: datetime, now: datetime) -> None:
    run_night(office, now)


def _close_month(office: Office, due: datetime, now: datetime) -> None:
    """Score and report the month before the one the due time lies in, for every profile."""
    month = JalaliMonth.of(due).previous()
    for profile in office.methodology.profiles.values():
        view = view_round(office, profile, month)
        # A run that was caught up late must not trip over a round that people have frozen since.
        if not is_final(office, profile, month):
            count_and_score(office, profile, month, now, view=view)
        write_report(office, profile, month, view=view)
