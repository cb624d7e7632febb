"""One scheduler an installation: a lock that the system frees when its holder dies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import InputError


@contextmanager
def only_scheduler(folder: Path) -> Iterator[None]:
    """Held while the scheduler of this home works; raises InputError when another one does."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "scheduler.lock"
    with path.open("a+") as file:
        if not _locked(file.fileno()):
            raise InputError(f"{path}: another scheduler works on this installation; stop it first")
        yield


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
