"""What runs when: each due time of a job runs once, whoever looks and however often we die."""

import os
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from time import monotonic

import structlog

from core.calendar import TEHRAN
from core.errors import RasadError, StorageError
from core.job_runs import DONE, JobRun
from core.jobs import CatchUp, Job, Work, dues_after, last_due
from rasad.lock import only_runner
from rasad.operating.works import WORKS, Do
from rasad.wiring import Office, Progress
from storage.job_runs import (
    claim_job_run,
    finish_job_run,
    last_job_runs,
    note_progress,
    open_job_runs,
    retake_job_run,
)

NOTE_EVERY_SECONDS = 2.0
DIED = "died: the process ended before its work did"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One run that was made here, and how it ended."""

    job: str
    due: datetime
    outcome: str


def run_all_due(office: Office, clock: Callable[[], datetime], works: Mapping[Work, Do] = WORKS) -> list[Ran]:
    """Everything that is due, job after job in the order of the configuration.

    A job that fails is noted and tried again later; it never keeps the others from running.
    """
    made: list[Ran] = []
    for job in office.methodology.jobs:
        try:
            made += run_due(office, job, clock, works)
        except (RasadError, OSError):
            # The database is away or the disk full: the next look finds what is left.
            log.exception("a job could not be begun", job=job.id)
    return made


def run_due(
    office: Office, job: Job, clock: Callable[[], datetime], works: Mapping[Work, Do] = WORKS
) -> list[Ran]:
    """Run what is due of one job and nobody has run; nothing when another process is at it."""
    with only_runner(office, job.id) as is_mine:
        if not is_mine:
            return []
        made = []
        _end_what_is_overtaken(office, job, clock())
        # One look: a run that fails now is tried again at a later one.
        for due in due_times(office, job, clock()):
            run = _claim(office, job, due, clock())
            if run is not None:
                made.append(_run(office, job, run, clock, works[job.work]))
        return made


def due_times(office: Office, job: Job, now: datetime) -> Sequence[datetime]:
    """The due times of a job to run now, oldest first: new ones, and those to be tried again."""
    with office.database.read() as connection:
        last = last_job_runs(connection).get(job.id)
        left = open_job_runs(connection, job.id)
    newest = last_due(job, now)
    # A new installation begins with the newest: what was before it, nobody promised.
    new = [newest] if last is None else list(dues_after(job, last.due, now))
    again = [run.due for run in left if is_to_try_again(job, run, now)]
    if job.catch_up is CatchUp.EACH:
        return sorted({*again, *new})
    return new[-1:] or [due for due in again if due == newest]


def is_to_try_again(job: Job, run: JobRun, now: datetime) -> bool:
    """Whether a run that did not end well is tried once more; an unfinished one has died if we may ask."""
    if run.tries >= job.tries:
        return not run.is_finished
    return run.finished_at is None or now >= run.finished_at + job.retry_after


def _end_what_is_overtaken(office: Office, job: Job, now: datetime) -> None:
    """Runs whose process died and in whose place a newer one stands: nobody should wait for their end."""
    if job.catch_up is CatchUp.EACH:
        return
    newest = last_due(job, now)
    with office.database.begin() as connection:
        for run in open_job_runs(connection, job.id):
            if run.due < newest and not run.is_finished:
                outcome = f"{DIED}; the run of {newest.isoformat()} stands in for it"
                finish_job_run(connection, job.id, run.due, now=now, outcome=outcome, tries=run.tries)


def _claim(office: Office, job: Job, due: datetime, now: datetime) -> JobRun | None:
    """The run if it is ours now: a new one, or one that failed or whose process died."""
    by = f"{socket.gethostname()}:{os.getpid()}"
    with office.database.begin() as connection:
        if claim_job_run(connection, job.id, due, now, by=by):
            return JobRun(job=job.id, due=due, claimed_at=now)
        seen = next((run for run in open_job_runs(connection, job.id) if run.due == due), None)
        if seen is None or not is_to_try_again(job, seen, now):
            return None
        if seen.tries >= job.tries:
            # What kills its process each time must not be begun for ever.
            finish_job_run(connection, job.id, due, now=now, outcome=DIED, tries=seen.tries)
            log.error("job given up", job=job.id, due=due.isoformat(), tries=seen.tries)
            return None
        if not retake_job_run(connection, seen, now, by=by):
            return None
    log.warning("job tried again", job=job.id, due=due.isoformat(), tries=seen.tries + 1)
    return JobRun(job=job.id, due=due, claimed_at=now, tries=seen.tries + 1)


def _run(office: Office, job: Job, run: JobRun, clock: Callable[[], datetime], do: Do) -> Ran:
    log.info("job started", job=job.id, due=run.due.isoformat(), tries=run.tries)
    outcome = DONE
    try:
        do(office, run.due, run.claimed_at, _noted(office, run))
    except Exception as error:
        log.exception("job failed", job=job.id, due=run.due.isoformat())
        outcome = f"{type(error).__name__}: {error}"
    try:
        with office.database.begin() as connection:
            is_ours = finish_job_run(
                connection, job.id, run.due, now=clock(), outcome=outcome, tries=run.tries
            )
        if not is_ours:
            log.warning("job was taken over meanwhile", job=job.id, due=run.due.isoformat())
    except StorageError as error:
        # Left unfinished, so that it is tried again once the database can be written.
        log.error("the end of a job could not be noted", job=job.id, why=str(error))
    log.info("job ended", job=job.id, due=run.due.isoformat(), outcome=outcome)
    return Ran(job=job.id, due=run.due, outcome=outcome)


def _noted(office: Office, run: JobRun) -> Progress:
    """Tells the operations page how far a run is; failing to tell stops no work."""
    last = monotonic() - NOTE_EVERY_SECONDS

    def note(stage: str, done: int, of: int | None) -> None:
        nonlocal last
        if monotonic() - last < NOTE_EVERY_SECONDS:
            return
        last = monotonic()
        try:
            with office.database.begin() as connection:
                note_progress(connection, run.job, run.due, stage=stage, done=done, of=of)
        except StorageError as error:
            log.warning("progress could not be noted", job=run.job, why=str(error))

    return note


def last_daily(at: time, now: datetime) -> datetime:
    """The newest instant not after `now` at which it was this time of day in Tehran, in UTC."""
    local = now.astimezone(TEHRAN)
    today = datetime.combine(local.date(), at, TEHRAN)
    due = today if today <= local else datetime.combine(local.date() - timedelta(days=1), at, TEHRAN)
    return due.astimezone(UTC)
