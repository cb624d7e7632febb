"""Writes a month's report in the formats that were asked for."""

from collections.abc import Sequence
from pathlib import Path

from core.calendar import JalaliMonth
from core.errors import InputError, RoundError
from core.methodology import Profile
from rasad.month_view import view_round
from rasad.report_inputs import report_inputs
from rasad.wiring import Office
from reports.formats.html import write_html
from reports.formats.table import FILE_FORMATS, HTML, report_files
from reports.month import month_report
from reports.outline import report_outline
from storage.rounds import latest_round


def read_formats(text: str) -> tuple[str, ...]:
    """`html,pdf` as names; raises InputError for one that is not written."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in (HTML, *FILE_FORMATS)]
    if unknown or not names:
        raise InputError(
            f"--format {text}: there is no format '{', '.join(unknown)}'; "
            f"name some of {', '.join((HTML, *FILE_FORMATS))}, with commas between them"
        )
    return names


def write_report_files(
    office: Office,
    profile: Profile,
    month: JalaliMonth,
    formats: Sequence[str],
    *,
    folder: Path | None = None,
) -> Path:
    """The newest round of the month as pages with the other formats beside them; the first page."""
    with office.database.read() as connection:
        made = latest_round(connection, profile.id, month, profile.scheme)
    if made is None:
        raise RoundError(f"{month} of {profile.id} has no round yet; run `rasad score {month}` first")
    inputs = report_inputs(office, profile, made, view_round(office, profile, month))
    report = month_report(inputs)
    files = report_files(report_outline(report, inputs), formats) if set(formats) != {HTML} else ()
    return write_html(report, folder or office.home.reports / profile.id / str(month), files=files)
