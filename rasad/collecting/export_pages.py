"""Kept pages of a month given out as one WARC file, which every web archive can open."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from core.calendar import JalaliMonth
from core.errors import InputError, StorageError
from core.outcomes import Outcome
from rasad.run_stage import StageReport
from rasad.wiring import Office, Progress, no_progress
from storage.kept_pages import fetches_between, not_shown
from storage.pages import read_page
from storage.warc import PageArchive

STAGE = "export"


def export_warc(
    office: Office,
    path: Path,
    month: JalaliMonth,
    now: datetime,
    progress: Progress = no_progress,
    *,
    sources: Sequence[str] = (),
) -> StageReport:
    """Write every fetch of the month whose bytes are kept; the file stands under its name when it is whole.

    A page of a text that was taken down is not given out.
    A page that is missing or damaged on the disk is left out and counted, for the rest is worth having.
    """
    started = perf_counter()
    outcomes: Counter[Outcome] = Counter()
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("wb") as file, office.database.read() as connection:
            archive = PageArchive(
                file,
                software=f"Rasad {version('rasad')}",
                made_at=now,
                description=f"pages fetched in {month}" + (f" from {', '.join(sources)}" if sources else ""),
            )
            hidden = not_shown(connection).pages
            for fetch, content_type in fetches_between(connection, month.start, month.end, sources or None):
                if fetch.content_hash in hidden:
                    continue
                try:
                    body = read_page(office.home.pages, fetch.content_hash or "")
                except StorageError:
                    outcomes[Outcome.UNREADABLE] += 1
                else:
                    archive.add(fetch, body, content_type)
                    outcomes[Outcome.STORED] += 1
                progress(STAGE, outcomes.total(), None)
        partial.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}; choose another place") from error
    finally:
        partial.unlink(missing_ok=True)
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)
