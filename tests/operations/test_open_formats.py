"""Everything is given out in formats others read, and moves to PostgreSQL row by row."""

import csv
import json
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from core.calendar import JalaliMonth
from core.errors import InputError, StorageError
from core.users import UserRole
from rasad.operating.accounts import add_user
from rasad.operating.export_all import export_all
from rasad.reporting.month import count_and_score
from rasad.wiring import Office
from storage.database import open_database
from storage.engine import connect
from storage.snapshots import copy_database
from storage.table_rows import add_rows, count_rows, kept_tables, rows_of
from tests.operations.installation import PAGES, everything, scores
from tests.storage.installations import ASKS_FOR_A_FILE
from tests.story.round_office import AFTER, DAY, MEHR, home_in, rasad

NOW = AFTER + 40 * DAY


def test_every_row_is_exported_as_a_line_and_as_cells(office: Office, tmp_path: Path) -> None:
    exported = export_all(office, tmp_path / "out", NOW)

    with office.database.read() as connection:
        for table in kept_tables():
            if table.name in exported.rows:
                lines = (tmp_path / "out" / "tables" / f"{table.name}.jsonl").read_text(encoding="utf-8")
                with (tmp_path / "out" / "csv" / f"{table.name}.csv").open(encoding="utf-8-sig") as cells:
                    rows = list(csv.reader(cells))
                assert len(lines.splitlines()) == count_rows(connection, table) == len(rows) - 1
    assert any("گزارش" in json.loads(line)["title"] for line in _lines(tmp_path / "out", "item_version"))


def _lines(folder: Path, table: str) -> list[str]:
    return (folder / "tables" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()


def test_the_pages_are_exported_as_warc(office: Office, tmp_path: Path) -> None:
    exported = export_all(office, tmp_path / "out", NOW)
    bodies = []
    for path in exported.archives:
        with path.open("rb") as file:
            bodies += [
                record.content_stream().read()
                for record in ArchiveIterator(file)
                if record.rec_type == "resource"
            ]

    assert sorted(bodies) == sorted(PAGES)


def test_no_password_and_no_session_is_exported(office: Office, tmp_path: Path) -> None:
    add_user(
        office,
        "m.bahar",
        display_name="بهار",
        role=UserRole.LEAD,
        agency=None,
        password="شکوفه‌های ۱۴ بادام",
        now=NOW,
    )
    export_all(office, tmp_path / "out", NOW)

    written = b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert b"m.bahar" in written
    assert b"argon2" not in written
    assert not (tmp_path / "out" / "tables" / "session.jsonl").exists()


def test_words_of_strangers_become_no_formula_in_a_spreadsheet(office: Office, tmp_path: Path) -> None:
    with office.database.begin() as connection:
        [version] = [t for t in kept_tables() if t.name == "item_version"]
        connection.execute(version.update().where(version.c.id == 1).values(title="=HYPERLINK(1)"))
    export_all(office, tmp_path / "out", NOW)

    with (tmp_path / "out" / "csv" / "item_version.csv").open(encoding="utf-8-sig") as cells:
        titles = [row["title"] for row in csv.DictReader(cells)]
    assert "'=HYPERLINK(1)" in titles
    assert not any(title.startswith("=") for title in titles)


def test_nothing_is_exported_over_something(office: Office, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not empty"):
        export_all(office, tmp_path, NOW)


@ASKS_FOR_A_FILE
def test_an_installation_moves_to_postgresql_with_every_row(office: Office, empty_postgresql: str) -> None:
    said = rasad(office, "migrate-database", empty_postgresql)

    moved = open_database(empty_postgresql)
    assert everything(moved) == everything(office.database)
    assert repr(scores(moved)) == repr(scores(office.database))
    assert "each compared" in said
    moved.close()


def test_after_the_move_new_rows_are_numbered_behind_the_old(office: Office, empty_postgresql: str) -> None:
    copy_database(office.database, empty_postgresql)
    moved = Office(
        home=home_in(office.home.folder),
        methodology=office.methodology,
        database=open_database(empty_postgresql),
    )
    counted = count_and_score(moved, moved.methodology.profiles["kavir"], JalaliMonth(1404, 8), NOW)

    assert counted.round.id == 2
    assert counted.round.month > MEHR
    moved.database.close()


def test_a_database_in_use_is_not_written_over(office: Office, empty_postgresql: str) -> None:
    copy_database(office.database, empty_postgresql)

    with pytest.raises(StorageError, match="not written over"):
        copy_database(office.database, empty_postgresql)


def test_a_row_that_came_out_different_undoes_everything(
    office: Office, empty_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(connection: object, table: object, rows: object) -> int:
        if getattr(table, "name", "") == "item_version":
            rows = ({**row, "title": "عنوانی دیگر"} for row in rows)  # type: ignore[attr-defined]
        return add_rows(connection, table, rows)  # type: ignore[arg-type]

    monkeypatch.setattr("storage.snapshots.add_rows", careless)
    with pytest.raises(StorageError, match="row 1 of item_version is not the same"):
        copy_database(office.database, empty_postgresql)

    left = connect(empty_postgresql)
    with left.read() as connection:
        assert all(list(rows_of(connection, table)) == [] for table in kept_tables())
    left.close()
