"""The demo: two months of an invented newsroom, imported and crawled night by night, scored and reported."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.calendar import JalaliMonth, day_start
from core.errors import InputError
from newsroom.archive import ARCHIVE_MONTH, write_archive
from newsroom.overlay import PROFILE, overlay_with_ports
from newsroom.server import Newsroom, free_base_port
from newsroom.sites import DEFAULT_BASE_PORT
from rasad.collecting.import_items import import_archive
from rasad.home import SHIPPED_CONFIG, Home
from rasad.operating.schedule import last_daily
from rasad.reporting.month import Counted, count_and_score, write_report
from rasad.run_stage import StageReport
from rasad.stages import run_night
from rasad.wiring import Office, Progress, open_office

CRAWLED_MONTH = ARCHIVE_MONTH.next()
MARKER = "this-is-a-demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demo made."""

    office: Office
    nights: Sequence[tuple[datetime, Sequence[StageReport]]]
    counted: Sequence[Counted]
    reports: Sequence[Path]


def run_demo(
    home: Home, progress: Progress, tell: Callable[[str], None], *, first_port: int = DEFAULT_BASE_PORT
) -> DemoResult:
    """Make the demo's installation anew and live through its two months; the clock is the newsroom's."""
    base_port = free_base_port(first_port)
    make_home(home, base_port)
    office = open_office(home)
    clock = [CRAWLED_MONTH.start]
    with Newsroom(base_port, lambda: clock[0]):
        tell(f"{ARCHIVE_MONTH} comes in as an archive")
        _import_archive(office, base_port, progress)
        tell(f"{CRAWLED_MONTH} is crawled, night by night")
        nights = []
        for now in nights_of(office, CRAWLED_MONTH):
            clock[0] = now
            nights.append((now, run_night(office, now, progress)))
    after = CRAWLED_MONTH.end + timedelta(days=office.methodology.settings.close_day)
    profile = office.methodology.profiles[PROFILE]
    counted = [count_and_score(office, profile, month, after) for month in (ARCHIVE_MONTH, CRAWLED_MONTH)]
    reports = [write_report(office, profile, month) for month in (ARCHIVE_MONTH, CRAWLED_MONTH)]
    return DemoResult(office=office, nights=nights, counted=counted, reports=reports)


def make_home(home: Home, base_port: int) -> None:
    """An empty installation that watches the sample; an earlier demo is removed, nothing else ever is."""
    if home.folder.exists() and any(home.folder.iterdir()):
        if not (home.folder / MARKER).exists():
            raise InputError(f"{home.folder} holds an installation that is no demo; name another --home")
        shutil.rmtree(home.folder)
    home.config.mkdir(parents=True)
    (home.folder / MARKER).write_text(
        "Made by `rasad demo`, which may remove this folder.\n", encoding="utf-8"
    )
    (home.config / "settings.yaml").write_text(f"profiles: [{PROFILE}]\n", encoding="utf-8")
    if base_port != DEFAULT_BASE_PORT:
        overlay_with_ports(SHIPPED_CONFIG, base_port, home.config)


def nights_of(office: Office, month: JalaliMonth) -> list[datetime]:
    """The nightly instants that see the month: the first before its first item, the last after its last."""
    at = office.methodology.settings.nightly_at
    days = [*month.days, month.next().first_day]
    return [last_daily(at, day_start(day) + timedelta(hours=23)) for day in days]


def _import_archive(office: Office, base_port: int, progress: Progress) -> None:
    archive = office.home.folder / "archive.jsonl"
    write_archive(archive, base_port)

    def refuse(path: Path, number: int, what: str) -> None:
        raise InputError(f"{path}:{number}: {what}; the newsroom's own archive must be whole")

    import_archive(office, archive, CRAWLED_MONTH.start, complete=True, tell=refuse, progress=progress)
