"""Several schedulers look at the same jobs: each due time is run by one of them, also when one is killed."""

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import sleep

import pytest

from core.jobs import CatchUp, Work
from storage.database import migrate
from tests.storage.postgresql_server import Server

RACING = Path(__file__).with_name("racing.py")
SECONDS_ENOUGH = 300


def _start(
    folder: Path, url: str, looks: int, catch_up: CatchUp, works: Sequence[Work] = (Work.READ,)
) -> subprocess.Popen[bytes]:
    words = [str(folder), url, str(folder / "written"), str(looks), catch_up.value, *works]
    return subprocess.Popen([sys.executable, str(RACING), *words], stderr=subprocess.DEVNULL)


def _race(folder: Path, url: str, *, looks: int, racing: Sequence[Sequence[Work]]) -> list[str]:
    """The due times that were run, as often as they were; each racer looks at jobs of its own works."""
    folder.mkdir()
    racers = [_start(folder, url, looks, CatchUp.EACH, works) for works in racing]
    for racer in racers:
        assert racer.wait(timeout=SECONDS_ENOUGH) == 0
    return _dues(folder)


def _dues(folder: Path) -> list[str]:
    return [line.rpartition(" ")[0] for line in (folder / "written").read_text(encoding="ascii").splitlines()]


def test_two_schedulers_on_sqlite_run_each_due_time_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rasad.sqlite'}"
    migrate(url)
    dues = _race(tmp_path / "home", url, looks=30, racing=[[Work.READ]] * 2)

    assert len(dues) == len(set(dues)) == 30


@pytest.mark.long
def test_of_a_thousand_runs_of_two_schedulers_and_three_crawl_workers_on_postgresql_none_is_doubled(
    tmp_path: Path, empty_postgresql: str
) -> None:
    migrate(empty_postgresql)
    schedulers, crawl_workers = [[Work.CRAWL, Work.READ]] * 2, [[Work.CRAWL]] * 3
    dues = _race(tmp_path / "home", empty_postgresql, looks=500, racing=[*schedulers, *crawl_workers])

    assert {due: n for due, n in Counter(dues).items() if n > 1} == {}
    assert len(dues) == 1000


def test_a_scheduler_whose_server_was_restarted_goes_on_and_nothing_is_doubled(
    tmp_path: Path, empty_postgresql: str, server: Server
) -> None:
    migrate(empty_postgresql)
    folder = tmp_path / "home"
    folder.mkdir()
    with _start(folder, empty_postgresql, 150, CatchUp.NEWEST) as racer:
        while not (folder / "written").exists():
            sleep(0.05)
        for _ in range(3):
            sleep(0.3)
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        ended = racer.wait(timeout=SECONDS_ENOUGH)
    dues = _dues(folder)

    assert ended == 0
    assert len(dues) == len(set(dues))
    assert len(dues) >= 135
