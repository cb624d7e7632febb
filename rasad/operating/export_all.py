"""Everything given out in open formats: tables as JSONL and CSV, raw pages as WARC."""

import csv
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.calendar import JalaliMonth
from core.errors import InputError
from core.takedowns import NOTICE
from rasad.collecting.export_pages import export_warc
from rasad.wiring import Office, Progress, no_progress
from storage.kept_pages import NotShown, not_shown
from storage.page_ages import first_fetch_at
from storage.table_rows import as_json_line, kept_tables, rows_of

SECRET_TABLES = frozenset({"session", "failed_sign_in"})
"""Who is signed in where belongs to nobody outside; it ends with the installation."""
SECRET_COLUMNS = frozenset({("user_account", "password_hash")})
_NO_TEXT: Mapping[str, Any] = dict.fromkeys(("lead", "body", "kicker", "byline", "section"))
_WITHHELD: Mapping[str, Mapping[str, Any]] = {
    "item_version": {"title": NOTICE, **_NO_TEXT, "tags": []},
    "attribution": {"evidence": []},
    "reading": {"service_evidence": [], "refusals": []},
    "correction": {"surface": None},
    "blind_correction": {"surface": None},
    "audit_review": {"attributions": [], "reading": {}},
}
"""By table: what is given out of texts that were taken down."""
STAGE = "export"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: rows of each table, and WARC files."""

    rows: Mapping[str, int]
    archives: Sequence[Path]


def export_all(office: Office, folder: Path, now: datetime, progress: Progress = no_progress) -> Exported:
    """Write all that is known into an empty folder; secrets of accounts stay out."""
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty; name a folder that is new")
    for name in ("tables", "csv", "pages"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    rows = {}
    with office.database.read() as connection:
        hidden = not_shown(connection)
        for table in kept_tables():
            if table.name not in SECRET_TABLES:
                names = [
                    column.name for column in table.columns if (table.name, column.name) not in SECRET_COLUMNS
                ]
                shown = (_shown(row, table.name, hidden) for row in rows_of(connection, table))
                given = ({name: row[name] for name in names} for row in shown)
                rows[table.name] = _write(folder, table.name, names, given)
                progress(STAGE, len(rows), None)
        first = first_fetch_at(connection)
    if office.home.config.is_dir():
        shutil.copytree(office.home.config, folder / "config")
    return Exported(rows=rows, archives=_archives(office, folder / "pages", first, now))


def _shown(row: Mapping[str, Any], table: str, hidden: NotShown) -> Mapping[str, Any]:
    """The row as it may be given out: texts that were taken down stay here."""
    version = row["id"] if table == "item_version" else row.get("version_id")
    if table in _WITHHELD and (version in hidden.versions or row.get("item_id") in hidden.items):
        return {**row, **_WITHHELD[table]}
    return row


def _write(folder: Path, name: str, names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    count = 0
    with (
        (folder / "tables" / f"{name}.jsonl").open("wb") as lines,
        (folder / "csv" / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as cells,
    ):
        table = csv.writer(cells)
        table.writerow(names)
        for row in rows:
            line = as_json_line(row)
            lines.write(line + b"\n")
            table.writerow([_cell(value) for value in json.loads(line).values()])
            count += 1
    return count


def _cell(value: object) -> object:
    """As a spreadsheet may open it: what strangers wrote must not become a formula."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _archives(office: Office, folder: Path, first: datetime | None, now: datetime) -> Sequence[Path]:
    """One WARC file a Jalali month."""
    paths = []
    month = JalaliMonth.of(first) if first else JalaliMonth.of(now).next()
    while month <= JalaliMonth.of(now):
        path = folder / f"{month}.warc.gz"
        export_warc(office, path, month, now)
        paths.append(path)
        month = month.next()
    return paths
