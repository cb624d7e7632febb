"""The import stage: the lines of a file are stored as items, and the days they reach over noted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from core.methodology import Methodology
from core.outcomes import Outcome
from rasad.collecting.archive import ArchiveLine, read_archive
from rasad.collecting.clips import as_clips, require_user, store_clips
from rasad.collecting.store_lines import store_lines
from rasad.collecting.telegram_export import read_export
from rasad.reporting.item_table import read_table
from rasad.run_stage import StageReport
from rasad.wiring import Office, Progress, no_progress
from storage.source_days import save_source_days

STAGE = "import"
LINES_AT_ONCE = 1000

type Read = Callable[[Path, Methodology, datetime, str], Iterator[ArchiveLine]]

type Tell = Callable[[Path, int, str], None]
"""Told the file, the line number and what is wrong there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of file: how it is read, and whether what a crawl or a person gave us stands before it."""

    read: Read
    gives_way: bool


ARCHIVE = Form(read=read_archive, gives_way=False)
TABLE = Form(read=read_table, gives_way=True)
FORMS: dict[str, Form] = {
    ".jsonl": ARCHIVE,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".json": Form(read=read_export, gives_way=True),
}
"""By the end of the file's name; any other is read as an archive."""


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
    outlet: str = "",
    clipped_by: str = "",
    tell: Tell,
    progress: Progress = no_progress,
) -> StageReport:
    """Store what the file holds; `complete` says it misses nothing between its first and last day.

    A count needs to know which days of an outlet we have seen. Without `complete` a file proves only the
    days it has items of, and clippings, which a person chose (`clipped_by`), prove none.
    """
    started = perf_counter()
    outcomes: Counter[Outcome] = Counter()
    days = _Days()
    made_by = _name_of(path)
    form = FORMS.get(path.suffix, ARCHIVE)
    if clipped_by:
        require_user(office, clipped_by)
    for lines in batched(form.read(path, office.methodology, now, outlet), LINES_AT_ONCE):
        if clipped_by:
            outcomes += store_clips(office, as_clips(lines), made_by, by=clipped_by, now=now)
        else:
            outcomes += _store(office, lines, made_by, days, now, gives_way=form.gives_way)
        _tell_of(path, lines, tell)
        progress(STAGE, outcomes.total(), None)
    with office.database.begin() as connection:
        save_source_days(connection, _source_days(days, complete=complete))
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _store(
    office: Office,
    lines: Sequence[ArchiveLine],
    made_by: str,
    days: _Days,
    now: datetime,
    *,
    gives_way: bool,
) -> Counter[Outcome]:
    with office.database.begin() as connection:
        stored = store_lines(connection, lines, STAGE, made_by, now, gives_way=gives_way)
    for one in stored:
        if one.kept is not None:
            days.add(one.kept.item, one.outcome)
    return Counter(one.outcome for one in stored)


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
