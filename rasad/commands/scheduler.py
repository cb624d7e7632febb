"""`rasad scheduler`: runs the nightly run and the monthly close at their hours."""

import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from types import FrameType
from typing import Annotated

import structlog
import typer
from apscheduler.schedulers.blocking import BlockingScheduler

from rasad.commands.options import HomeOption, NowOption, open_home, read_now
from rasad.lock import only_scheduler
from rasad.schedule import Job, jobs, run_due
from rasad.wiring import Office

LOOK_EVERY_SECONDS = 30

log = structlog.get_logger()


def scheduler(
    once: Annotated[bool, typer.Option("--once", help="Run what is due now, then end.")] = False,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Run jobs when they are due; a run missed while the machine was off is caught up once."""
    office = open_home(home)
    due_jobs = jobs(office.methodology.settings)
    with only_scheduler(office.home.folder):
        if once:
            for job in due_jobs:
                ran = run_due(office, job, read_now(now))
                typer.echo(f"{job.name}: {'ran' if ran else 'nothing due'}")
        else:
            _run_for_ever(office, due_jobs)


def _run_for_ever(office: Office, due_jobs: Sequence[Job]) -> None:
    """APScheduler only wakes us; whether a job is due and who runs it is decided in the database.

    Its own store would lose missed runs on the usual set-up and run a job twice with two processes.
    """
    clock = BlockingScheduler(timezone="Asia/Tehran")
    for job in due_jobs:
        clock.add_job(
            lambda job=job: run_due(office, job, datetime.now(UTC)),
            "interval",
            seconds=LOOK_EVERY_SECONDS,
            next_run_time=datetime.now(UTC),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            id=job.name,
        )

    def stop(_signal: int, _frame: FrameType | None) -> None:
        log.info("scheduler stops")
        clock.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    log.info("scheduler started", jobs=[job.name for job in due_jobs])
    clock.start()
