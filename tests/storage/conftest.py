"""Every test that asks for a database runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from storage.database import Database, migrate, open_database
from storage.schema import TABLES
from tests.storage.postgresql_server import NO_BINARIES, Server, find_binaries, running_server

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(NO_BINARIES)
    with running_server(binaries) as running:
        yield running


@pytest.fixture(scope="session")
def postgresql_url(server: Server) -> str:
    """A migrated database that the tests share, one after another."""
    server.execute("CREATE DATABASE shared")
    migrate(server.url("shared"))
    return server.url("shared")


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database that each test gets a copy of."""
    file = tmp_path_factory.mktemp("template") / "rasad.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def bare_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database could be: no file, or no table in it."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'home' / 'rasad.db'}"
        return
    server: Server = request.getfixturevalue("server")
    name = f"bare_{next(_numbers)}"
    server.execute(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with the newest schema and nothing in it."""
    if kind == "sqlite":
        file = tmp_path / "rasad.db"
        shutil.copyfile(request.getfixturevalue("sqlite_file"), file)
        opened = open_database(f"sqlite:///{file}")
    else:
        opened = open_database(request.getfixturevalue("postgresql_url"))
        _empty(opened)
    yield opened
    opened.close()


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """A transaction that may read and write."""
    with database.begin() as begun:
        yield begun


def _empty(database: Database) -> None:
    """Quicker than a new database; the triggers that protect some tables sleep meanwhile."""
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in TABLES:
            connection.execute(table.delete())
