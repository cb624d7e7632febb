"""`rasad scheduler`: runs every job of config/jobs.yaml when it is due."""

import signal
from datetime import UTC, datetime
from types import FrameType
from typing import Annotated

import structlog
import typer
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler

from core.calendar import tehran_minute
from core.errors import InputError
from rasad.commands.options import HomeOption, NowOption, open_home, read_now
from rasad.lock import only_scheduler
from rasad.operating.due_trigger import DueTrigger
from rasad.operating.heartbeat import beat
from rasad.operating.schedule import run_all_due
from rasad.operating.zone import zone_problem
from rasad.wiring import Office

LOOK_EVERY_SECONDS = 60

log = structlog.get_logger()


def scheduler(
    once: Annotated[bool, typer.Option("--once", help="Run what is due now, then end.")] = False,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Run jobs when they are due; a run missed while the machine was off is caught up once."""
    if problem := zone_problem():
        raise InputError(f"the jobs' hours cannot be trusted: {problem}")
    office = open_home(home)
    with only_scheduler(office.home.folder):
        if once:
            ran = run_all_due(office, lambda: read_now(now))
            for each in ran:
                typer.echo(f"{each.job}: due {tehran_minute(each.due)}: {each.outcome}")
            typer.echo(f"{len(ran)} run(s)")
        else:
            _run_for_ever(office)


def _run_for_ever(office: Office) -> None:
    """APScheduler only wakes us; whether a job is due and who runs it is decided in the database.

    Its own store would lose missed runs on the usual set-up and run a job twice with two processes. One
    thread: a crawl must not take in what another crawl of the same home is still writing.
    """
    clock = BlockingScheduler(
        timezone="Asia/Tehran",
        executors={"default": ThreadPoolExecutor(1), "beat": ThreadPoolExecutor(1)},
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    beginning = datetime.now(UTC)

    def look() -> None:
        run_all_due(office, lambda: datetime.now(UTC))

    # The regular look finds what the triggers cannot: runs to be tried again, and those of dead processes.
    clock.add_job(look, "interval", seconds=LOOK_EVERY_SECONDS, next_run_time=beginning, id="look")
    for job in office.methodology.jobs:
        clock.add_job(look, DueTrigger(job), id=job.id)
    clock.add_job(
        lambda: beat(office.home, datetime.now(UTC)),
        "interval",
        seconds=30,
        next_run_time=beginning,
        executor="beat",
        id="beat",
    )

    def stop(_signal: int, _frame: FrameType | None) -> None:
        log.info("scheduler stops")
        clock.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    log.info("scheduler started", jobs=[job.id for job in office.methodology.jobs])
    clock.start()
