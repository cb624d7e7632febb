"""Rereading: learn, read stored texts again, try what is proposed; one at a time, with stored progress.

It runs in a process of its own, so neither a restart of the web application nor a closed browser ends it.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Thread
from time import monotonic

from core.audit import AuditEntry
from core.errors import InputError
from core.job_runs import DONE, JobRun
from rasad.collecting.clips import require_user
from rasad.learning.learn import learn_nightly
from rasad.learning.trials import make_trial
from rasad.lock import only_runner
from rasad.understanding.attribute import attribute_new_versions
from rasad.wiring import Office, Progress
from storage.audit import append_audit
from storage.database import Connection
from storage.item_search import ItemQuery, count_found
from storage.job_runs import claim_job_run, finish_job_run, last_job_runs, note_progress
from storage.locks import hold

REREAD, TRY_ONLY = "reread", "try-proposals"
JOBS = (REREAD, TRY_ONLY)
BROKE_OFF = "broke off"
STARTING = timedelta(minutes=1)
"""So long may a process need until it holds its lock."""
_NOTED_EVERY_SECONDS = 0.5
_MOST_TEXTS = 100_000_000
LOG = "reread.log"


def claim_reread(office: Office, job: str, *, by: str, now: datetime) -> bool:
    """Whether this caller may start a run due now; False while one is at work or just starting."""
    with office.database.begin() as connection:
        hold(connection, REREAD)
        newest = newest_reread(connection)
        if newest and is_at_work(office, newest, now):
            return False
        if newest and not newest.is_finished:
            finish_job_run(connection, newest.job, newest.due, now=now, outcome=BROKE_OFF)
        claimed = claim_job_run(connection, job, now, now, by=by)
        if claimed:
            append_audit(connection, AuditEntry(who=by, at=now, action=job, subject="stored texts"))
        return claimed


def newest_reread(connection: Connection) -> JobRun | None:
    """The run that was asked for last."""
    runs = [run for job, run in last_job_runs(connection).items() if job in JOBS]
    return max(runs, key=lambda run: run.due, default=None)


def is_at_work(office: Office, run: JobRun, now: datetime) -> bool:
    """Whether its process lives, or may still be starting."""
    if run.is_finished:
        return False
    if now - run.claimed_at < STARTING:
        return True
    with only_runner(office, REREAD) as is_free:
        return not is_free


def start_reread(office: Office, job: str, *, by: str, now: datetime) -> bool:
    """Start it in a process of its own; False when one is at work already."""
    if not claim_reread(office, job, by=by, now=now):
        return False
    words = [sys.executable, "-m", "rasad", "reread", "--by", by, "--due", now.isoformat()]
    words += ["--try-only"] if job == TRY_ONLY else []
    with (office.home.folder / LOG).open("ab") as log:
        process = subprocess.Popen(
            [*words, "--home", str(office.home.folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "RASAD_DATABASE_URL": office.home.database_url},
            start_new_session=True,
        )
    # Somebody has to hear of its end, or the system keeps its number until the server stops.
    Thread(target=process.wait, daemon=True).start()
    return True


def reread(office: Office, job: str, *, by: str, due: datetime, clock: Callable[[], datetime]) -> None:
    """Do a claimed run to its end; whatever happens, its end is noted."""
    now = clock()
    require_user(office, by)
    with only_runner(office, REREAD) as is_alone:
        if not is_alone:
            raise InputError("stored texts are being read again already; wait until that run has ended")
        outcome = BROKE_OFF
        try:
            with _noted(office, job, due) as progress:
                if job == REREAD:
                    learn_nightly(office, now, progress)
                    attribute_new_versions(office, now, progress)
                make_trial(office, by=by, now=now, progress=progress)
            outcome = DONE
        except Exception as error:
            outcome = f"{type(error).__name__}: {error}"
            raise
        finally:
            with office.database.begin() as connection:
                finish_job_run(connection, job, due, now=clock(), outcome=outcome)


def require_claim(office: Office, job: str, *, by: str, now: datetime) -> datetime:
    """Claim a run from the command line; raises InputError when one is at work."""
    require_user(office, by)
    if not claim_reread(office, job, by=by, now=now):
        raise InputError("stored texts are being read again already; wait until that run has ended")
    return now


@contextmanager
def _noted(office: Office, job: str, due: datetime) -> Iterator[Progress]:
    """Progress that is stored, but not for each step: each costs a transaction."""
    with office.database.read() as connection:
        texts = count_found(connection, ItemQuery(), _MOST_TEXTS)
    noted_at, noted = 0.0, ""

    def note(stage: str, done: int, of: int | None) -> None:
        nonlocal noted_at, noted
        if stage == noted and monotonic() - noted_at < _NOTED_EVERY_SECONDS:
            return
        noted_at, noted = monotonic(), stage
        with office.database.begin() as connection:
            note_progress(connection, job, due, stage=stage, done=done, of=of or texts)

    note("learn" if job == REREAD else "try", 0, None)
    yield note
