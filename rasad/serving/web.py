"""What the web application is given: the database, the register, the clock, the reports, and our health."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from fastapi import FastAPI

from core.calendar import JalaliMonth
from core.errors import InputError, RasadError, StorageError
from core.rounds import RoundState
from rasad.auditing.corrections import agency_problem
from rasad.operating.heartbeat import is_alive, last_beat
from rasad.operating.metrics import metrics_text
from rasad.operating.watch import quick_warnings
from rasad.serving.web_work import OpenOffice, office_work
from rasad.wiring import Office
from review.agreement.codebook import read_codebooks
from review.app import create_app
from review.desk import Desk
from review.looking.agency_names import AgencyNames
from review.queue.keeper import kept
from review.queue.queue_state import QueueState
from storage.job_runs import last_job_runs
from storage.kept_pages import not_shown
from storage.pages import read_page
from storage.round_steps import steps_of_profile

_PUBLIC = frozenset({RoundState.PUBLISHED, RoundState.CORRECTED})


def web_application(office: Office) -> FastAPI:
    """The application over one installation, with the queue and the search kept up to date beside it."""
    app = create_app(open_desk(office), background=lambda: kept(lambda: app.state.desk))
    return app


def open_desk(office: Office, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Desk:
    """Everything the application works with."""
    opened = OpenOffice(office)
    return Desk(
        database=office.database,
        methodology=office.methodology,
        agencies=AgencyNames(office.methodology, office.methodology.settings.profiles),
        reports_folder=office.home.reports,
        now=now,
        health=lambda: health(office),
        read_page=lambda page_hash: _saved_page(office, page_hash),
        agency_problem=lambda subject: agency_problem(subject, opened.now.methodology),
        is_published=lambda path: _is_published(opened.now, path),
        queue=QueueState(),
        codebooks=read_codebooks(office.home.config_folders),
        work=office_work(opened, now),
        metrics=lambda: metrics_text(office, now()),
        warnings=lambda at: [one.said for one in quick_warnings(office, at)],
    )


def health(office: Office) -> Mapping[str, object]:
    """Whether database and scheduler answer, and how the last run of each job ended."""
    try:
        with office.database.read() as connection:
            runs = last_job_runs(connection)
    except RasadError as error:
        return {"ok": False, "database": str(error)}
    jobs = {name: {"due": run.due.isoformat(), "outcome": run.outcome} for name, run in runs.items()}
    now, last = datetime.now(UTC), last_beat(office.home)
    scheduler = {"alive": is_alive(office.home, now), "last": last.isoformat() if last else None}
    # A home where no scheduler ever ran is a demo, or one that works from cron.
    is_ok = last is None or scheduler["alive"] is True
    return {"ok": is_ok, "database": "answers", "scheduler": scheduler, "jobs": jobs}


def _is_published(office: Office, path: str) -> bool:
    """`PROFILE/MONTH/…` of a round whose last step is its publication, or a correction after it."""
    profile_id, _, rest = path.partition("/")
    profile = office.methodology.profiles.get(profile_id)
    try:
        month = JalaliMonth.parse(rest.partition("/")[0])
    except InputError:
        return False
    # A path that climbs (`…/1404-07/../1404-08`) is not of the month it begins with.
    if profile is None or ".." in rest:
        return False
    with office.database.read() as connection:
        steps = steps_of_profile(connection, profile_id)
    mine = [step for step in steps if step.month == month and step.scheme == profile.scheme]
    return bool(mine) and mine[-1].state in _PUBLIC


def _saved_page(office: Office, page_hash: str) -> bytes | None:
    with office.database.read() as connection:
        if page_hash in not_shown(connection).pages:
            return None
    try:
        return read_page(office.home.pages, page_hash)
    except StorageError:
        return None
