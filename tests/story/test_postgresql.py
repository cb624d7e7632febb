"""The same two nights and the same month on PostgreSQL and on SQLite give the same scores."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.scores import Score
from newsroom.archive import ARCHIVE_MONTH, write_archive
from rasad.collecting.import_items import import_archive
from rasad.demo import CRAWLED_MONTH, make_home
from rasad.home import Home
from rasad.reporting.month import count_and_score, profile_of, write_report
from rasad.stages import run_night
from rasad.wiring import open_office
from storage.database import migrate
from tests.storage.postgresql_server import NO_BINARIES, Server, find_binaries, running_server

if TYPE_CHECKING:
    from tests.story.conftest import Street


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(NO_BINARIES)
    with running_server(binaries) as running:
        yield running


def _month(street: "Street", home: Home) -> tuple[list[Score], str]:
    """An archive and two nights; the scores of the archive's month and its report."""
    make_home(home, street.base_port)
    migrate(home.database_url)
    office = open_office(home)
    archive = home.folder / "archive.jsonl"
    write_archive(archive, street.base_port)
    import_archive(office, archive, CRAWLED_MONTH.start, complete=True, tell=lambda *_: None)
    for night in (2, 3):
        street.now = CRAWLED_MONTH.start + timedelta(days=night, hours=1, minutes=30)
        run_night(office, street.now)
    profile = profile_of(office, None)
    counted = count_and_score(office, profile, ARCHIVE_MONTH, street.now)
    report = write_report(office, profile, ARCHIVE_MONTH).read_text(encoding="utf-8")
    office.database.close()
    return list(counted.scores), report


def test_both_databases_give_the_same_scores_and_the_same_report(
    street: "Street", server: Server, tmp_path: Path
) -> None:
    server.execute("CREATE DATABASE story")
    folder = tmp_path / "sqlite"
    on_sqlite = _month(street, Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}"))
    on_postgresql = _month(street, Home(folder=tmp_path / "pg", database_url=server.url("story")))

    assert on_postgresql[0] == on_sqlite[0]
    assert on_postgresql[1] == on_sqlite[1]
