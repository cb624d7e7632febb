"""Job runs: the table by which one process, and one only, takes each due time of a job."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)

from core.job_runs import DONE, JobRun
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.upserts import insert_or_skip

job_run = Table(
    "job_run",
    metadata,
    Column("job", String, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False, index=True),
    Column("finished_at", UtcDateTime),
    Column("outcome", FreeText),
    Column("tries", Integer, nullable=False, server_default="1"),
    Column("claimed_by", String),
    Column("stage", String),
    Column("done", Integer),
    Column("of", Integer),
    PrimaryKeyConstraint("job", "due"),
)


def claim_job_run(
    connection: Connection, job: str, due: datetime, now: datetime, *, by: str | None = None
) -> bool:
    """Whether this caller is the one to run the job for that due time."""
    row = {"job": job, "due": due, "claimed_at": now, "claimed_by": by, "tries": 1}
    return insert_or_skip(connection, job_run, [row]) == 1


def retake_job_run(connection: Connection, seen: JobRun, now: datetime, *, by: str | None = None) -> bool:
    """Claim again a run that died or failed, as it was seen; whether this caller got it.

    Only the caller can know that an unfinished run is dead: the lock of its job tells it.
    """
    statement = (
        update(job_run)
        .where(
            _is(seen.job, seen.due),
            job_run.c.claimed_at == seen.claimed_at,
            job_run.c.tries == seen.tries,
            or_(job_run.c.finished_at.is_(None), job_run.c.outcome != DONE),
        )
        .values(
            claimed_at=now,
            claimed_by=by,
            tries=seen.tries + 1,
            finished_at=None,
            outcome=None,
            stage=None,
            done=None,
            of=None,
        )
    )
    return connection.execute(statement).rowcount == 1


def finish_job_run(
    connection: Connection, job: str, due: datetime, *, now: datetime, outcome: str, tries: int = 1
) -> bool:
    """Note how a claimed run ended; False when another process has taken it over since that try."""
    mine = and_(_is(job, due), job_run.c.tries == tries, job_run.c.finished_at.is_(None))
    ended = update(job_run).where(mine).values(finished_at=now, outcome=outcome)
    return connection.execute(ended).rowcount == 1


def note_progress(
    connection: Connection, job: str, due: datetime, *, stage: str, done: int, of: int | None
) -> None:
    """Note how far a run is."""
    connection.execute(update(job_run).where(_is(job, due)).values(stage=stage, done=done, of=of))


def last_job_runs(connection: Connection) -> dict[str, JobRun]:
    """The newest due time of each job that was ever claimed."""
    newest = select(job_run.c.job, func.max(job_run.c.due)).group_by(job_run.c.job)
    query = select(job_run).where(tuple_(job_run.c.job, job_run.c.due).in_(newest))
    return {row.job: _run(row) for row in connection.execute(query.order_by(job_run.c.job))}


def open_job_runs(connection: Connection, job: str) -> list[JobRun]:
    """The runs of a job that did not end well, by due time: unfinished and failed ones."""
    not_done = or_(job_run.c.finished_at.is_(None), job_run.c.outcome != DONE)
    query = select(job_run).where(job_run.c.job == job, not_done).order_by(job_run.c.due)
    return [_run(row) for row in connection.execute(query)]


def newest_job_runs(connection: Connection, limit: int) -> list[JobRun]:
    """The runs that were begun last, newest first."""
    query = select(job_run).order_by(job_run.c.claimed_at.desc(), job_run.c.due.desc(), job_run.c.job)
    return [_run(row) for row in connection.execute(query.limit(limit))]


def forget_job_runs(connection: Connection, *, before: datetime) -> int:
    """Remove runs that ended well and are older, but the newest of each job; how many."""
    newest = select(func.max(job_run.c.due)).group_by(job_run.c.job)
    old = and_(job_run.c.due < before, job_run.c.outcome == DONE, job_run.c.due.not_in(newest))
    return connection.execute(delete(job_run).where(old)).rowcount


def _is(job: str, due: datetime) -> Any:
    return and_(job_run.c.job == job, job_run.c.due == due)


def _run(row: Row[Any]) -> JobRun:
    return JobRun(**row._mapping)
