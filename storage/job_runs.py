"""Job runs: the table by which one process, and one only, takes each due time of a job."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    PrimaryKeyConstraint,
    String,
    Table,
    and_,
    func,
    select,
    tuple_,
    update,
)

from core.job_runs import JobRun
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.upserts import insert_or_skip

job_run = Table(
    "job_run",
    metadata,
    Column("job", String, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("outcome", FreeText),
    PrimaryKeyConstraint("job", "due"),
)


def claim_job_run(connection: Connection, job: str, due: datetime, now: datetime) -> bool:
    """Whether this caller is the one to run the job for that due time."""
    row = {"job": job, "due": due, "claimed_at": now}
    return insert_or_skip(connection, job_run, [row]) == 1


def retake_job_run(connection: Connection, dead: JobRun, now: datetime) -> bool:
    """Claim again a run whose process died; whether this caller got it.

    Only the caller can know that it died: the scheduler's single-instance lock tells it.
    """
    unfinished = and_(job_run.c.claimed_at == dead.claimed_at, job_run.c.finished_at.is_(None))
    statement = update(job_run).where(_is(dead.job, dead.due), unfinished).values(claimed_at=now)
    return connection.execute(statement).rowcount == 1


def finish_job_run(connection: Connection, job: str, due: datetime, *, now: datetime, outcome: str) -> None:
    """Note how a claimed run ended."""
    ended = update(job_run).where(_is(job, due)).values(finished_at=now, outcome=outcome)
    connection.execute(ended)


def last_job_runs(connection: Connection) -> dict[str, JobRun]:
    """The newest due time of each job that was ever claimed."""
    newest = select(job_run.c.job, func.max(job_run.c.due)).group_by(job_run.c.job)
    query = select(job_run).where(tuple_(job_run.c.job, job_run.c.due).in_(newest))
    return {row.job: JobRun(**row._mapping) for row in connection.execute(query.order_by(job_run.c.job))}


def _is(job: str, due: datetime) -> Any:
    return and_(job_run.c.job == job, job_run.c.due == due)
