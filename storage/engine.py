"""The engine: a database reached by its URL, written by one transaction at a time on SQLite."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, OperationalError

from core.errors import StorageError

BUSY_SECONDS = 30
"""How long a SQLite writer waits for another: longer than any batch takes to commit."""

# Persian stays readable in the database, and NaN never gets in.
_to_json = partial(json.dumps, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@dataclass(frozen=True)
class Database:
    """An opened database; threads may share it."""

    engine: Engine

    @cached_property
    def _writing(self) -> Engine:
        return self.engine.execution_options(rasad_writes=True)

    @cached_property
    def _reading(self) -> Engine:
        if self.engine.dialect.name == "postgresql":
            return self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return self.engine

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, rolled back on an error."""
        with troubles_named(self.engine), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads and sees one moment of the database throughout."""
        with troubles_named(self.engine), self._reading.connect() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def connect(url: str) -> Database:
    """The database at `url`, whatever its schema; an absent SQLite file is made when it is first used."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        return Database(create_engine(parsed, json_serializer=_to_json, pool_pre_ping=True))
    engine = create_engine(parsed, json_serializer=_to_json, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Database(engine)


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for a server's."""
    parsed = parse_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def parse_url(url: str) -> URL:
    """The URL of a database Rasad can use; raises StorageError."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError(_unusable(url)) from error
    if parsed.drivername not in ("sqlite", "postgresql+psycopg") or not parsed.database:
        raise StorageError(_unusable(shown(url)))
    return parsed


def shown(url: str | URL) -> str:
    """The URL as it may appear in messages: without its password."""
    return make_url(url).render_as_string(hide_password=True)


@contextmanager
def troubles_named(engine: Engine) -> Iterator[None]:
    """What happens to any database one day: the server is gone, the disk full, the file locked."""
    try:
        yield
    except OperationalError as error:
        raise StorageError(
            f"the database {shown(engine.url)} cannot be used: {error.orig}; see that its server runs, "
            "or that its file can be written and its disk has room"
        ) from error


def _unusable(url: str) -> str:
    return f"'{url}' is not a database; write sqlite:///path/to/file or postgresql+psycopg://user@host/name"


def _prepare_sqlite(raw: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` chooses how.
    raw.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer locks at once: upgrading a read lock later would fail when another wrote meanwhile."""
    writes = connection.get_execution_options().get("rasad_writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
