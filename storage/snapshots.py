"""Snapshots: one moment of the whole database, taken while others write, and put back in another place."""

import gzip
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from core.errors import StorageError
from storage.database import migrate, schema_exists, schema_revision
from storage.engine import Database, connect, shown, sqlite_file
from storage.table_rows import (
    add_rows,
    as_json_line,
    continue_numbering,
    count_rows,
    from_json_line,
    kept_tables,
    rows_of,
    same_value,
    tables_found,
)

SQLITE_NAME = "rasad.sqlite"
TABLES_FOLDER = "tables"
_PAGES_AT_ONCE = 2000


def take_snapshot(database: Database, folder: Path) -> Mapping[str, int]:
    """Write one moment of the database into a folder; the number of rows of each table.

    SQLite's own backup gives one file. Of PostgreSQL each table becomes lines of JSON, read in one
    transaction that sees one moment.
    """
    file = sqlite_file(str(database.engine.url))
    if file is None:
        with database.read() as connection:
            return write_tables(connection, folder / TABLES_FOLDER)
    target = folder / SQLITE_NAME
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=_PAGES_AT_ONCE)
        # As one plain file: without the log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    return check_sqlite_file(target)


def write_tables(connection: Connection, folder: Path) -> Mapping[str, int]:
    """Each table as `<name>.jsonl.gz`, rows by key; the number of rows of each."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for table in kept_tables():
        count = 0
        with gzip.GzipFile(folder / f"{table.name}.jsonl.gz", "wb", mtime=0) as out:
            for row in rows_of(connection, table):
                out.write(as_json_line(row) + b"\n")
                count += 1
        counts[table.name] = count
    return counts


def check_sqlite_file(file: Path) -> Mapping[str, int]:
    """The number of rows of each table; raises StorageError when SQLite finds the file damaged."""
    try:
        with closing(sqlite3.connect(file)) as opened:
            [said] = opened.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise StorageError(f"{file.name} in the backup is damaged: {said}; use another backup")
    database = connect(f"sqlite:///{file}")
    try:
        with database.read() as connection:
            return {table.name: count_rows(connection, table) for table in tables_found(connection)}
    finally:
        database.close()


def read_tables(folder: Path, url: str, revision: str) -> Mapping[str, int]:
    """Fill an empty PostgreSQL or SQLite database from lines of JSON; the number of rows of each table."""
    require_empty(url)
    migrate(url, to=revision)
    database = connect(url)
    try:
        with database.begin() as connection:
            tables = tables_found(connection)
            counts = {}
            for table in tables:
                with gzip.open(folder / f"{table.name}.jsonl.gz", "rb") as lines:
                    rows = (from_json_line(line, table) for line in lines)
                    counts[table.name] = add_rows(connection, table, rows)
            continue_numbering(connection, tables)
    finally:
        database.close()
    migrate(url)
    return counts


def copy_database(source: Database, target_url: str) -> Mapping[str, int]:
    """Every row into an empty database, then every row compared; all of it is undone when one differs."""
    require_empty(target_url)
    migrate(target_url)
    target = connect(target_url)
    try:
        with source.read() as reading, target.begin() as writing:
            _require_same_revision(reading, writing)
            tables = kept_tables()
            counts = {table.name: add_rows(writing, table, rows_of(reading, table)) for table in tables}
            continue_numbering(writing, tables)
            for table in tables:
                # A difference ends the comparison early: what was being read is closed first.
                with closing(rows_of(reading, table)) as ours, closing(rows_of(writing, table)) as theirs:
                    _require_same_rows(table.name, ours, theirs)
        return counts
    finally:
        target.close()


def require_empty(url: str) -> None:
    """Raises StorageError when there is a database of ours already: nothing is ever written over."""
    if schema_exists(url):
        raise StorageError(
            f"there is a database of Rasad at {shown(url)} already, and it is not written over; "
            "make an empty one and name that"
        )


def _require_same_revision(one: Connection, other: Connection) -> None:
    if schema_revision(one) != schema_revision(other):
        raise StorageError("the two databases have different schemas; run `rasad migrate` first")


def _require_same_rows(
    name: str, ours: Iterator[dict[str, object]], theirs: Iterator[dict[str, object]]
) -> None:
    for number, row in enumerate(ours, 1):
        copy = next(theirs, None)
        different = [key for key in row if copy is None or not same_value(row[key], copy[key])]
        if different:
            raise StorageError(
                f"row {number} of {name} is not the same after copying (columns {', '.join(different)}); "
                "nothing was kept in the new database; report this with the row"
            )
    if next(theirs, None) is not None:
        raise StorageError(f"{name} has more rows in the new database; nothing was kept there")
