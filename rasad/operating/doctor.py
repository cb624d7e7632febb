"""What an operator can get wrong: each check says what it looked at, and what to do when it fails."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version

from core.errors import RasadError
from crawler.kinds import KINDS
from rasad.collecting.alarms import present_alarms
from rasad.collecting.crawl import watched_sources
from rasad.home import Home
from rasad.learning.learned_check import accepted_count, accepted_problems, model_problems
from rasad.learning.models import read_in_force
from rasad.load_config import check as check_config
from rasad.operating.doctor_finding import Finding
from rasad.operating.doctor_of_operation import examine_operation
from rasad.operating.zone import zone_problem
from rasad.wiring import open_office
from scoring.measures import MEASURES
from storage.corrections import newest_correction
from storage.database import open_database

LEAST_FREE_BYTES = 2 * 1024**3


def examine(home: Home, now: datetime) -> list[Finding]:
    """Every check, in the order in which to mend what fails; then what stands out about the sources."""
    checks: Sequence[Callable[[Home], Finding]] = (
        _python,
        _hazm,
        _time_zone,
        _home,
        _configuration,
        _database,
        _spools,
    )
    found = [check(home) for check in checks]
    if not _works(found):
        # A full disk is a common reason; a working installation is asked for the room it wants itself.
        return [*found, _disk(home)]
    return [*found, *examine_operation(home, now), *_taught(home), *_sources(home, now)]


def _works(found: Sequence[Finding]) -> bool:
    """Whether the installation can be opened at all."""
    return all(one.in_order for one in found if one.subject in ("configuration", "database"))


def _python(_home: Home) -> Finding:
    found = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Finding(
        subject="Python",
        in_order=(3, 12) <= sys.version_info < (3, 14),
        said=found,
        remedy="3.12 or 3.13 is needed, run `make install`",
    )


def _hazm(_home: Home) -> Finding:
    found = version("hazm")
    return Finding(
        subject="hazm",
        in_order=found.startswith("0.12."),
        said=found,
        remedy="0.12 is needed, run `make install`",
    )


def _time_zone(_home: Home) -> Finding:
    """A stale system zone file still has Iran's daylight saving, which ended in 1402."""
    problem = zone_problem()
    return Finding(
        subject="time zone data", in_order=not problem, said=problem or "+3:30 all year since 1402"
    )


def _home(home: Home) -> Finding:
    folder = next(p for p in (home.folder, *home.folder.parents) if p.exists())
    return Finding(
        subject="home",
        in_order=os.access(folder, os.W_OK),
        said=str(home.folder),
        remedy="the account that runs rasad must be able to write there",
    )


def _disk(home: Home) -> Finding:
    folder = next(p for p in (home.folder, *home.folder.parents) if p.exists())
    free = shutil.disk_usage(folder).free
    return Finding(
        subject="disk",
        in_order=free >= LEAST_FREE_BYTES,
        said=f"{free / 1024**3:.1f} GiB free, 2 wanted",
        remedy="move old pages away or give the home more room",
    )


def _configuration(home: Home) -> Finding:
    found = check_config(home.config_folders, known_measures=MEASURES, known_kinds=KINDS)
    return Finding(
        subject="configuration",
        in_order=not found.problems,
        said=f"{len(found.problems)} problem(s)",
        remedy="`rasad check` prints each with its file and line",
    )


def _database(home: Home) -> Finding:
    try:
        open_database(home.database_url).close()
    except RasadError as error:
        return Finding(subject="database", in_order=False, said=str(error))
    return Finding(subject="database", in_order=True, said="at this version's schema")


def _taught(home: Home) -> list[Finding]:
    """What people taught: words they accepted, models made from their corrections."""
    office = open_office(home)
    with office.database.read() as connection:
        newest = newest_correction(connection)
    office.database.close()
    words = accepted_problems(office.methodology)
    models = model_problems(home.models, newest_correction=newest)
    parts = sorted(read_in_force(home.models).models) if not models else []
    return [
        Finding(
            subject="accepted words",
            in_order=not words,
            said="; ".join(words) or f"{accepted_count(office.methodology)} in use",
        ),
        Finding(
            subject="models",
            in_order=not models,
            said="; ".join(models) or (f"in force: {', '.join(parts)}" if parts else "the shipped weights"),
        ),
    ]


def _sources(home: Home, now: datetime) -> list[Finding]:
    """One line for each source that a person should look at; asked only of a working installation."""
    office = open_office(home)
    alarms = present_alarms(office, now, {source.id for source in watched_sources(office)})
    office.database.close()
    remedy = "look at its page, then at its entry in config/"
    found = [
        Finding(subject="source", in_order=False, said=f"{a.source}: {a.said}", remedy=remedy) for a in alarms
    ]
    return found or [Finding(subject="sources", in_order=True, said="none is suspect or long unheard")]


def _spools(home: Home) -> Finding:
    left = [p.name for p in home.spools.glob("*") if p.is_dir()]
    return Finding(
        subject="interrupted crawls",
        in_order=not left,
        said=f"{len(left)} left behind" if left else "none",
        remedy="the next `rasad crawl` takes them in",
    )
