"""What an operator can get wrong: each check says what it looked at, and what to do when it fails."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

from core.calendar import TEHRAN
from core.errors import RasadError
from crawler.kinds import KINDS
from rasad.alarms import present_alarms
from rasad.crawl import watched_sources
from rasad.home import Home
from rasad.load_config import check as check_config
from rasad.wiring import open_office
from scoring.measures import MEASURES
from storage.database import open_database

LEAST_FREE_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: what was looked at, and the remedy when it is not in order."""

    subject: str
    in_order: bool
    said: str


def examine(home: Home, now: datetime) -> list[Finding]:
    """Every check, in the order in which to mend what fails; then what stands out about the sources."""
    checks: Sequence[Callable[[Home], Finding]] = (
        _python,
        _hazm,
        _time_zone,
        _home,
        _disk,
        _configuration,
        _database,
        _spools,
    )
    found = [check(home) for check in checks]
    return [*found, *_sources(home, now)] if _works(found) else found


def _works(found: Sequence[Finding]) -> bool:
    """Whether the installation can be opened at all."""
    return all(one.in_order for one in found if one.subject in ("configuration", "database"))


def _python(_home: Home) -> Finding:
    found = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Finding(
        subject="Python",
        in_order=(3, 12) <= sys.version_info < (3, 14),
        said=f"{found}; 3.12 or 3.13 is needed, run `make install`",
    )


def _hazm(_home: Home) -> Finding:
    found = version("hazm")
    return Finding(
        subject="hazm",
        in_order=found.startswith("0.12."),
        said=f"{found}; 0.12 is needed, run `make install`",
    )


def _time_zone(_home: Home) -> Finding:
    """A stale system zone file still has Iran's daylight saving, which ended in 1402."""
    offset = datetime(2026, 7, 1, tzinfo=UTC).astimezone(TEHRAN).utcoffset()
    return Finding(
        subject="time zone data",
        in_order=offset == timedelta(hours=3, minutes=30),
        said=f"Tehran in July 2026 is at +{offset}; if that is not 3:30:00, set PYTHONTZPATH to nothing",
    )


def _home(home: Home) -> Finding:
    folder = next(p for p in (home.folder, *home.folder.parents) if p.exists())
    return Finding(
        subject="home",
        in_order=os.access(folder, os.W_OK),
        said=f"{home.folder}; the account that runs rasad must be able to write there",
    )


def _disk(home: Home) -> Finding:
    folder = next(p for p in (home.folder, *home.folder.parents) if p.exists())
    free = shutil.disk_usage(folder).free
    return Finding(
        subject="disk",
        in_order=free >= LEAST_FREE_BYTES,
        said=f"{free / 1024**3:.1f} GiB free; below 2 GiB, move old pages away or give the home more room",
    )


def _configuration(home: Home) -> Finding:
    found = check_config(home.config_folders, known_measures=MEASURES, known_kinds=KINDS)
    return Finding(
        subject="configuration",
        in_order=not found.problems,
        said=f"{len(found.problems)} problem(s); `rasad check` prints each with its file and line",
    )


def _database(home: Home) -> Finding:
    try:
        open_database(home.database_url).close()
    except RasadError as error:
        return Finding(subject="database", in_order=False, said=str(error))
    return Finding(subject="database", in_order=True, said="at this version's schema")


def _sources(home: Home, now: datetime) -> list[Finding]:
    """One line for each source that a person should look at; asked only of a working installation."""
    office = open_office(home)
    alarms = present_alarms(office, now, {source.id for source in watched_sources(office)})
    office.database.close()
    remedy = "look at its page, then at its entry in config/"
    found = [
        Finding(subject="source", in_order=False, said=f"{a.source}: {a.said}; {remedy}") for a in alarms
    ]
    return found or [Finding(subject="sources", in_order=True, said="none is suspect or long unheard")]


def _spools(home: Home) -> Finding:
    left = [p.name for p in home.spools.glob("*") if p.is_dir()]
    return Finding(
        subject="interrupted crawls",
        in_order=not left,
        said=f"{len(left)} left behind; the next `rasad crawl` takes them in",
    )
