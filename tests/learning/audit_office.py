"""An installation that has read the newsroom's archived month, at hand without starting commands."""

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from core.calendar import JalaliMonth
from core.users import UserRole
from newsroom.archive import write_archive
from newsroom.overlay import PROFILE
from rasad.auditing.audit_reviews import Taken, record_reviews
from rasad.auditing.audit_sheet import read_sheet, sheet_of
from rasad.auditing.audit_stream import audit_report, items_to_review
from rasad.collecting.import_items import import_archive
from rasad.commands.audit_figures import report_as_json
from rasad.home import Home
from rasad.understanding.attribute import attribute_new_versions
from rasad.wiring import Office, open_office
from storage.database import open_database
from storage.users import ensure_user
from tests.learning.careful_analyst import Row, written

ANALYST = "n.baharan"
MORNING = datetime(2025, 11, 10, 6, tzinfo=UTC)
SHARE = 0.3


def new_office(folder: Path) -> Office:
    """With 3 of 10 items in the audit stream; nothing is reviewed yet."""
    (folder / "config").mkdir(parents=True)
    settings = f"profiles: [{PROFILE}]\naudit_share: {SHARE}\n"
    (folder / "config" / "settings.yaml").write_text(settings, encoding="utf-8")
    office = open_office(_home(folder))
    write_archive(folder / "archive.jsonl")
    import_archive(office, folder / "archive.jsonl", MORNING, complete=True, tell=_refuse)
    attribute_new_versions(office, MORNING)
    with office.database.begin() as connection:
        ensure_user(connection, ANALYST, display_name="بهاران", role=UserRole.ANALYST)
    return office


def copy_of(office: Office, folder: Path) -> Office:
    """The same installation elsewhere, to be changed freely."""
    shutil.copytree(office.home.folder, folder)
    home = _home(folder)
    return Office(home=home, methodology=office.methodology, database=open_database(home.database_url))


def sheet(office: Office, *, limit: int | None = None) -> list[Row]:
    """The rows a person gets to fill."""
    waiting = items_to_review(office).items[:limit]
    return list(csv.DictReader(StringIO(sheet_of(waiting, office.methodology.topics))))


def take(office: Office, rows: list[Row], at: datetime = MORNING) -> Taken:
    """The sheet given back, through a file as a person gives it."""
    return record_reviews(office, read_sheet(written(rows, office.home.folder)), by=ANALYST, now=at)


def figures(office: Office, month: JalaliMonth | None = None, made_by: str | None = None) -> Any:
    """The figures as a script reads them."""
    return json.loads(json.dumps(report_as_json(audit_report(office, month, made_by=made_by))))


def rows_of(office: Office, query: str) -> list[tuple[Any, ...]]:
    """What the database holds, past all code of ours."""
    with closing(sqlite3.connect(office.home.folder / "rasad.sqlite")) as connection:
        return connection.execute(query).fetchall()


def change(office: Office, *statements: str) -> None:
    """Make the machine say something else, past all code of ours."""
    with closing(sqlite3.connect(office.home.folder / "rasad.sqlite")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def _home(folder: Path) -> Home:
    return Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")


def _refuse(path: Path, number: int, what: str) -> None:
    raise AssertionError(f"{path}:{number}: {what}")
