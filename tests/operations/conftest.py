"""An installation whose month was published, and a PostgreSQL server where the machine has one."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from rasad.rounds.round_steps import publish_round
from rasad.wiring import Office
from tests.operations.installation import with_pages
from tests.storage.postgresql_server import NO_BINARIES, Server, find_binaries, running_server
from tests.story.round_office import AFTER, DAY, LEAD, act, copy_of, freeze, scored_office

_numbers = count(1)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A published month whose first items stand on raw pages."""
    office = scored_office(tmp_path_factory.mktemp("published") / "home")
    with_pages(office)
    freeze(office)
    publish_round(act(office, LEAD, at=AFTER + 30 * DAY))
    return office


@pytest.fixture
def office(published: Office, tmp_path: Path) -> Iterator[Office]:
    """The same, to be changed freely."""
    copy = copy_of(published, tmp_path / "home")
    yield copy
    copy.database.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(NO_BINARIES)
    with running_server(binaries) as running:
        yield running


@pytest.fixture
def empty_postgresql(server: Server) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    name = f"empty_{next(_numbers)}"
    server.execute(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
