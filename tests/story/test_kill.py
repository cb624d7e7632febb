"""`kill -9` in the middle, then once more: nothing is lost and nothing is doubled."""

import random
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import pytest

from core.calendar import JalaliMonth
from newsroom.archive import write_archive
from rasad.home import Home

if TYPE_CHECKING:
    from tests.story.conftest import Street

FIRST_NIGHT = JalaliMonth(1404, 8).start + timedelta(days=3, hours=1, minutes=30)
NIGHTS = [FIRST_NIGHT, FIRST_NIGHT + timedelta(days=1)]


def _live(street: "Street", home: Home, archive: Path, kills: random.Random | None) -> None:
    """An archive and two nights; with `kills`, every command is killed a few times before it may end."""
    street.now = NIGHTS[0]
    _do(street, home, kills, "import", "--complete", str(archive))
    for night in NIGHTS:
        street.now = night
        _do(street, home, kills, "night")


def _do(street: "Street", home: Home, kills: random.Random | None, *words: str) -> None:
    for _ in range(kills.randint(2, 4) if kills else 0):
        with street.start(home, *words) as process:
            # Somewhere between the start of Python and the end of the work.
            sleep(kills.uniform(0.8, 4.0) if kills else 0)
            process.kill()
            process.communicate()
    street.run(home, *words)


def _archive(street: "Street", folder: Path) -> Path:
    path = folder / "archive.jsonl"
    write_archive(path, street.base_port)
    return path


@pytest.mark.parametrize(
    "seed", [11, pytest.param(23, marks=pytest.mark.long), pytest.param(47, marks=pytest.mark.long)]
)
def test_killed_nights_end_with_what_undisturbed_ones_end_with(
    street: "Street", tmp_path: Path, seed: int
) -> None:
    archive = _archive(street, tmp_path)
    calm, killed = street.home(tmp_path / "calm"), street.home(tmp_path / "killed")
    _live(street, calm, archive, None)
    _live(street, killed, archive, random.Random(seed))

    expected, held = street.holdings(calm), street.holdings(killed)
    assert {name: len(rows) for name, rows in held.items()} == {
        name: len(rows) for name, rows in expected.items()
    }
    assert held == expected


def test_a_night_run_twice_stores_nothing_twice(street: "Street", tmp_path: Path) -> None:
    home = street.home(tmp_path / "home")
    street.now = NIGHTS[0]
    street.run(home, "night")
    before = street.holdings(home)

    street.run(home, "crawl", *_sources(street, home))
    street.run(home, "night")

    assert street.holdings(home) == before


def _sources(street: "Street", home: Home) -> list[str]:
    """Naming sources looks at them whether they are due or not."""
    return sorted({str(row[0]) for row in street.holdings(home)["days"]})
