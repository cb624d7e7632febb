"""Locks of an installation that the system frees when their holder dies, whatever killed it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from core.errors import InputError
from rasad.wiring import Office
from storage.engine import sqlite_file
from storage.locks import held_by_session

LOOK_EVERY_SECONDS = 0.5


@contextmanager
def only_scheduler(folder: Path) -> Iterator[None]:
    """Held while the scheduler of this home works; raises InputError when another one does."""
    path = folder / "scheduler.lock"
    with _held(path) as is_mine:
        if not is_mine:
            raise InputError(f"{path}: another scheduler works on this installation; stop it first")
        yield


@contextmanager
def only_runner(office: Office, job: str) -> Iterator[bool]:
    """Whether this process alone may run a job now: also among machines that share a PostgreSQL server."""
    if sqlite_file(office.home.database_url):
        with _held(office.home.folder / "locks" / f"{job}.lock") as is_mine:
            yield is_mine
    else:
        with held_by_session(office.database, f"job {job}") as is_mine:
            yield is_mine


@contextmanager
def only_crawl(folder: Path, *, wait: bool) -> Iterator[None]:
    """Held while somebody crawls into this home: a second crawl would take in the spool of the first.

    The scheduler waits until a crawl by hand has ended; a person is told who is at work, by InputError.
    """
    path = folder / "locks" / "crawl-at-work.lock"
    while True:
        with _held(path) as is_mine:
            if is_mine:
                yield
                return
        if not wait:
            raise InputError(
                f"{path}: another crawl of this installation is at work; wait until it has ended"
            )
        sleep(LOOK_EVERY_SECONDS)


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        yield _locked(file.fileno())


def _locked(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
