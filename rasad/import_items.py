"""The import stage: the lines of an archive are stored as items, and the days they reach over noted."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import file_digest
from itertools import batched
from pathlib import Path
from time import perf_counter

from core.calendar import tehran_day
from core.coverage import SourceDay
from core.errors import InputError
from core.items import Item
from core.outcomes import Outcome, StageOutcome
from rasad.archive import ArchiveLine, read_archive
from rasad.run_stage import StageReport
from rasad.wiring import Office, Progress, no_progress
from storage.source_days import save_source_days
from storage.stage_outcomes import record_outcomes
from storage.store_items import store_items

STAGE = "import"
LINES_AT_ONCE = 1000

type Tell = Callable[[Path, int, str], None]
"""Told the file, the line number and what is wrong there."""


@dataclass(slots=True)
class _Days:
    """The days of the dated items of an archive, by outlet, with how many were new to us."""

    items: dict[str, Counter[date]] = field(default_factory=dict)

    def add(self, item: Item, outcome: Outcome) -> None:
        if item.published:
            of_outlet = self.items.setdefault(item.outlet, Counter())
            of_outlet[tehran_day(item.published.at)] += outcome is Outcome.STORED


def import_archive(
    office: Office,
    path: Path,
    now: datetime,
    *,
    complete: bool = False,
    tell: Tell,
    progress: Progress = no_progress,
) -> StageReport:
    """Store what the archive holds; `complete` says it misses nothing between its first and last day.

    A count needs to know which days of an outlet we have seen. Without `complete` an archive proves only
    the days it has items of.
    """
    started = perf_counter()
    outcomes: Counter[Outcome] = Counter()
    days = _Days()
    made_by = _name_of(path)
    for lines in batched(read_archive(path, office.methodology, now), LINES_AT_ONCE):
        outcomes += _store(office, lines, made_by, days, now)
        _tell_of(path, lines, tell)
        progress(STAGE, outcomes.total(), None)
    with office.database.begin() as connection:
        save_source_days(connection, _source_days(days, complete=complete))
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _store(
    office: Office, lines: Sequence[ArchiveLine], made_by: str, days: _Days, now: datetime
) -> Counter[Outcome]:
    usable = [line for line in lines if line.item is not None]
    with office.database.begin() as connection:
        stored = store_items(connection, [line.item for line in usable if line.item is not None])
        ends = {line.number: Outcome.UNREADABLE for line in lines}
        ends |= {line.number: outcome for line, (_, outcome) in zip(usable, stored, strict=True)}
        record_outcomes(connection, STAGE, made_by, _stage_outcomes(lines, ends), at=now)
    for _, (kept, outcome) in zip(usable, stored, strict=True):
        days.add(kept.item, outcome)
    return Counter(ends.values())


def _stage_outcomes(lines: Iterable[ArchiveLine], ends: dict[int, Outcome]) -> list[StageOutcome]:
    return [
        StageOutcome(
            input=f"line {line.number}", outcome=ends[line.number], detail=line.problem or line.doubt
        )
        for line in lines
    ]


def _tell_of(path: Path, lines: Iterable[ArchiveLine], tell: Tell) -> None:
    for line in lines:
        if line.problem or line.doubt:
            tell(path, line.number, line.problem or line.doubt)


def _source_days(days: _Days, *, complete: bool) -> list[SourceDay]:
    return [
        SourceDay(
            source=f"import:{outlet}",
            day=day,
            expected=items[day],
            fetched=items[day],
            failed=0,
            answered=True,
            why="archive",
        )
        for outlet, items in sorted(days.items.items())
        for day in (_every_day(items) if complete else sorted(items))
    ]


def _every_day(items: Counter[date]) -> list[date]:
    first, last = min(items), max(items)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _name_of(path: Path) -> str:
    """Names the archive by its bytes, so that a changed file of the same name is another one."""
    try:
        with path.open("rb") as file:
            return f"{path.name} {file_digest(file, 'sha256').hexdigest()[:12]}"
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; check the name") from error
