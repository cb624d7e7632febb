"""Operations: what ran, what is due, what failed and why; and the measures that Prometheus reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from core.calendar import jalali_instant_words
from core.digits import persian_digits
from core.job_runs import JobRun
from core.jobs import Job, next_due
from review.desk import desk_of
from review.doors.access import Right
from review.doors.signed_in import NotAllowedError, SignedIn, reads, signed_in
from review.leading.ops_words import JOB_NAMES, STAGE_NAMES, state_of, why_words
from review.pages import page
from storage.job_runs import last_job_runs, newest_job_runs

router = APIRouter()

SHOWN_RUNS = 30
SHOWN_LETTERS = 300
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_OWN_MACHINE = frozenset({"127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One job: when it comes next, and how its newest run stands."""

    name: str
    next: str
    last: str
    state: str
    """A word for the style: done, failed, running, waiting."""
    state_words: str
    progress: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One run that was begun."""

    name: str
    due: str
    took: str
    tries: str
    state: str
    state_words: str
    why: str
    said: str
    """What the program itself said, for whoever mends it."""


@router.api_route("/operations", methods=["GET", "HEAD"])
def operations_page(
    request: Request, who: Annotated[SignedIn, Depends(reads(Right.OVERSEE))]
) -> HTMLResponse:
    desk = desk_of(request)
    now = desk.now()
    with desk.database.read() as connection:
        last, runs = last_job_runs(connection), newest_job_runs(connection, SHOWN_RUNS)
    return page(
        "operations.html",
        who,
        jobs=[_job_line(job, last.get(job.id), now) for job in desk.methodology.jobs],
        runs=[_run_line(run) for run in runs],
        warnings=desk.warnings(now),
        scheduler=_scheduler_words(desk.health().get("scheduler")),
    )


@router.api_route("/metrics", methods=["GET", "HEAD"])
def metrics(request: Request) -> Response:
    """For a Prometheus on the same machine, and for operators; a proxy in front is not the same machine."""
    if not _is_own_machine(request) and not signed_in(request).may(Right.MANAGE):
        raise NotAllowedError
    return Response(desk_of(request).metrics(), media_type=METRICS_TYPE)


def _is_own_machine(request: Request) -> bool:
    is_forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    return not is_forwarded and request.client is not None and request.client.host in _OWN_MACHINE


def _job_line(job: Job, run: JobRun | None, now: datetime) -> JobLine:
    state, words = state_of(run)
    return JobLine(
        name=JOB_NAMES.get(job.work, job.id),
        next=jalali_instant_words(next_due(job, now)),
        last=jalali_instant_words(run.due) if run else "هنوز اجرا نشده",
        state=state,
        state_words=words,
        progress=_progress(run),
        why=why_words(run),
    )


def _run_line(run: JobRun) -> RunLine:
    state, words = state_of(run)
    took = run.finished_at - run.claimed_at if run.finished_at else None
    return RunLine(
        name=JOB_NAMES.get(run.job, run.job),
        due=jalali_instant_words(run.due),
        took=_took(took) if took is not None else "",
        tries=persian_digits(run.tries),
        state=state,
        state_words=words,
        why=why_words(run),
        said=(run.outcome or "")[:SHOWN_LETTERS] if run.has_failed else "",
    )


def _progress(run: JobRun | None) -> str:
    if run is None or run.is_finished or run.stage is None:
        return ""
    done = persian_digits(run.done or 0)
    of = f" از {persian_digits(run.of)}" if run.of else ""
    return f"{STAGE_NAMES.get(run.stage, run.stage)}: {done}{of}"


def _took(took: timedelta) -> str:
    minutes, seconds = divmod(int(took.total_seconds()), 60)
    return persian_digits(f"{minutes}:{seconds:02d}")


def _scheduler_words(said: object) -> str:
    """What `/healthz` says of the scheduler, in words."""
    state = said if isinstance(said, Mapping) else {}
    if state.get("alive"):
        return "زمان‌بند کار می‌کند."
    last = state.get("last")
    if not isinstance(last, str):
        return "زمان‌بند هنوز هیچ‌گاه اجرا نشده است؛ rasad scheduler را به راه بیندازید."
    since = jalali_instant_words(datetime.fromisoformat(last))
    return f"زمان‌بند از {since} نشانی نداده است؛ سرویس آن را ببینید."
