"""`make real`: the whole path on real texts: import, attribute, group, then every province's months."""

import resource
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from rich.console import Console

from core.calendar import JalaliMonth
from core.findings import counted
from core.outcomes import Outcome
from quality.shared import shared_or_leave
from rasad.collecting.import_items import import_archive
from rasad.commands.progress import progress_bars
from rasad.home import CHECKOUT, Home
from rasad.logs import set_up_logs
from rasad.province_profile import province_profile
from rasad.reporting.month import count_and_score, write_report
from rasad.reporting.month_view import MonthView, view_month
from rasad.run_stage import StageReport, total
from rasad.understanding.attribute import attribute_new_versions
from rasad.understanding.group import group_new_items
from rasad.wiring import Office, Progress, open_office
from storage.items import item_facts_between

ARCHIVES = (
    "isna_2019_7500.jsonl.gz",
    "asriran_2015.jsonl.gz",
    "hamshahri_daily.jsonl.gz",
    "hamshahri_rss_2203.jsonl.gz",
    "telegram_farsna.jsonl.gz",
    "telegram_akhbarefori.jsonl.gz",
)
SCHEME = "media-activity-sample"
WORKERS = 2
# The texts end in June 2026; later than all of them, so that every one of their months has passed.
NOW = datetime(2026, 11, 1, tzinfo=UTC)
EARLIEST = datetime(2001, 3, 21, tzinfo=UTC)

console = Console(width=120, highlight=False)


def main() -> None:
    shared = shared_or_leave("make real")
    set_up_logs()
    office = _new_office(CHECKOUT / "home" / "real")
    seconds: dict[str, float] = {}
    with progress_bars() as tick:
        with _timed("import", seconds):
            imported = _import_all(office, shared / "data", tick)
        with _timed("attribute", seconds):
            attributed = attribute_new_versions(office, NOW, tick, workers=WORKERS)
        with _timed("group", seconds):
            grouped = group_new_items(office, NOW, tick)
        with _timed("count, score, report", seconds):
            most_covered, rounds, reports = _every_month(office, tick)
    _print(office, [imported, attributed, grouped], seconds, most_covered, rounds, reports)


def _new_office(folder: Path) -> Office:
    shutil.rmtree(folder, ignore_errors=True)
    return open_office(Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}"))


@contextmanager
def _timed(name: str, seconds: dict[str, float]) -> Iterator[None]:
    started = perf_counter()
    yield
    seconds[name] = perf_counter() - started


def _import_all(office: Office, data: Path, tick: Progress) -> StageReport:
    def tell(path: Path, number: int, what: str) -> None:
        console.print(f"{path.name}:{number}: {what}")

    return total([import_archive(office, data / name, NOW, tell=tell, progress=tick) for name in ARCHIVES])


def _every_month(office: Office, tick: Progress) -> tuple[Counter[str], int, int]:
    """Count, score and report every province with a finding in every month with dated items."""
    most_covered: Counter[str] = Counter()
    rounds = reports = 0
    months = _months_with_items(office)
    for done, month in enumerate(months):
        view = view_month(office, month)
        most_covered.update(_agencies_covered(view))
        for province in _provinces(view):
            profile = province_profile(office.methodology, province, SCHEME, view)
            count_and_score(office, profile, month, NOW, view=view)
            write_report(office, profile, month, view=view)
            rounds += 1
            reports += 1
        tick("months", done + 1, len(months))
    return most_covered, rounds, reports


def _months_with_items(office: Office) -> Sequence[JalaliMonth]:
    with office.database.read() as connection:
        facts = item_facts_between(connection, EARLIEST, NOW + timedelta(days=1))
    return sorted({JalaliMonth.of(one.counted_at) for one in facts})


def _provinces(view: MonthView) -> Sequence[str]:
    return sorted({f.agency.province for f in counted(view.findings) if f.agency.province})


def _agencies_covered(view: MonthView) -> Iterator[str]:
    """One name for each item that counts for an agency."""
    names = {c.agency: c.name for claims in view.claims.values() for c in claims.attributions}
    for finding in counted(view.findings):
        yield names[finding.agency]


def _print(
    office: Office,
    stages: Sequence[StageReport],
    seconds: dict[str, float],
    most_covered: Counter[str],
    rounds: int,
    reports: int,
) -> None:
    for stage in stages:
        ends = ", ".join(f"{count:,} {outcome.value}" for outcome, count in stage.outcomes.most_common())
        console.print(f"{stage.stage}: {stage.inputs:,} inputs: {ends}")
    failed = sum(stage.outcomes[Outcome.OUR_FAULT] for stage in stages)
    console.print(f"our faults: {failed}; rounds counted: {rounds:,}; reports written: {reports:,}")
    console.print("most covered agencies, by items of dated months:")
    for name, count in most_covered.most_common(10):
        console.print(f"  {count:6,}  {name}")
    for name, took in seconds.items():
        console.print(f"{name}: {took:.1f} s")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    console.print(f"peak memory: {own / 1024:.0f} MB, and {workers / 1024:.0f} MB in the largest worker")
    console.print(f"reports: {office.home.reports}")


if __name__ == "__main__":
    main()
