"""The scheduler's sign of life: a file that is touched, so that a standstill is seen from outside."""

import os
from datetime import UTC, datetime, timedelta

from rasad.home import Home

SILENT_AFTER = timedelta(seconds=90)


def beat(home: Home, now: datetime) -> None:
    """Say that the scheduler lives."""
    path = home.folder / "scheduler.beat"
    path.touch()
    os.utime(path, (now.timestamp(), now.timestamp()))


def last_beat(home: Home) -> datetime | None:
    """When the scheduler last said so; None when it never ran here."""
    path = home.folder / "scheduler.beat"
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None


def is_alive(home: Home, now: datetime) -> bool:
    last = last_beat(home)
    return last is not None and now - last < SILENT_AFTER
