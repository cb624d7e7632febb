"""Where tests keep installations: SQLite files, or with RASAD_TEST_DATABASE=postgresql a private server."""

import atexit
import os
import shutil
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from tests.storage.postgresql_server import NO_BINARIES, Server, find_binaries, running_server

ON_POSTGRESQL = os.environ.get("RASAD_TEST_DATABASE") == "postgresql"
ASKS_FOR_A_FILE = pytest.mark.skipif(ON_POSTGRESQL, reason="asks for a file of SQLite")
_made: set[str] = set()


def database_url(folder: Path) -> str:
    """The database of the installation in this folder; on PostgreSQL it is made when first asked for."""
    if not ON_POSTGRESQL:
        return f"sqlite:///{folder / 'rasad.sqlite'}"
    if _name(folder) not in _made:
        _make(_name(folder), template="template1")
    return _server().url(_name(folder))


def copy_installation(old: Path, new: Path) -> None:
    """The files of an installation and its database; nobody may have the old one open."""
    shutil.copytree(old, new)
    if ON_POSTGRESQL:
        _make(_name(new), template=_name(old))


def empty_database(folder: Path) -> None:
    """The installation's database as one that a server was just asked for; a file went with its folder."""
    if ON_POSTGRESQL:
        _server().execute(f"DROP DATABASE {_name(folder)} WITH (FORCE)")
        _make(_name(folder), template="template1")


def _make(name: str, *, template: str) -> None:
    _server().execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    _made.add(name)


@cache
def _server() -> Server:
    """One for each process of the tests, gone with it."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError(NO_BINARIES)
    running = ExitStack()
    atexit.register(running.close)
    return running.enter_context(running_server(binaries))


def _name(folder: Path) -> str:
    return f"home_{sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
