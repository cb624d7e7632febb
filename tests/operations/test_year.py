"""A year of nights with power cuts, a full disk and all other troubles ends as an undisturbed one."""

import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep

import pytest

from core.calendar import JalaliMonth
from rasad.operating.restore import verify_backup
from tests.operations.year_world import A_DAY, BEGINNING, END, OFFICE_FILES, YEAR
from tests.story.round_office import new_office

WORKER = Path(__file__).with_name("year_worker.py")
SECONDS_ENOUGH = 900
FULL = 100_000
"""Bytes a file may grow to while the disk is full: less than any database has."""
ITEMS = """SELECT outlet, key, text_hash, number FROM item JOIN item_version v ON v.item_id = item.id
    ORDER BY 1, 2, 4"""
CLAIMS = """SELECT i.key, v.number, a.agency, a.role, a.confidence, a.evidence
    FROM attribution a JOIN item_version v ON v.id = a.version_id JOIN item i ON i.id = v.item_id
    ORDER BY 1, 2, 3, 6"""
STORIES = "SELECT count(*), count(DISTINCT story_id) FROM story_member"
ROUNDS = "SELECT profile, month, count(*) FROM round GROUP BY 1, 2 ORDER BY 1, 2"
SCORES = """SELECT r.profile, r.month, s.agency, s.subject, s.* FROM score s JOIN round r ON r.id = s.round_id
    ORDER BY 1, 2, 3, 4"""
BEFORE = [JalaliMonth(YEAR - 1, 11), JalaliMonth(YEAR - 1, 12)]
"""A new installation closes the newest month that is over, and the last of the year before on its day."""
CLOSES = "SELECT job, due, outcome FROM job_run WHERE job LIKE '%close' ORDER BY 1, 2"
NIGHTS = "SELECT due FROM job_run WHERE job = 'crawl' AND outcome = 'done' ORDER BY 1"
OPEN = "SELECT job, due, outcome FROM job_run WHERE finished_at IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disturbances:
    """What goes wrong, and on which days since the beginning."""

    killed: frozenset[int] = frozenset()
    down: range = range(0)
    full_disk: range = range(0)
    locked: int | None = None
    """When another program keeps the database for longer than a writer waits."""


CALM = Disturbances()


def _live(folder: Path, first: int, days: int, wrong: Disturbances) -> Path:
    """From a day of the year to another, as the machine of an office lives through them."""
    clock = folder / "clock"
    clock.write_text((BEGINNING + first * A_DAY).isoformat(), encoding="ascii")
    rng = random.Random(len(wrong.killed))
    day = first
    locked = {wrong.locked} if wrong.locked is not None else set()
    for stop in sorted({*wrong.killed, *wrong.down[:1], *wrong.full_disk, *locked, days}):
        _run(folder, stop)
        day = stop
        if day in wrong.killed:
            _kill_in(folder, day, rng)
        if day in wrong.full_disk:
            said = _run(folder, day + 1, most_bytes=FULL)
            assert "database or disk is full" in said or "disk I/O error" in said or "File too large" in said
        if day in locked:
            _lock_in(folder, day)
        if wrong.down and day == wrong.down.start:
            clock.write_text((BEGINNING + wrong.down.stop * A_DAY).isoformat(), encoding="ascii")
    assert day == days
    return folder / "rasad.sqlite"


def _start(folder: Path, day: int, most_bytes: int | None = None) -> subprocess.Popen[str]:
    words = [str(folder), (BEGINNING + day * A_DAY).isoformat(), *([str(most_bytes)] if most_bytes else [])]
    return subprocess.Popen(
        [sys.executable, str(WORKER), *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _run(folder: Path, day: int, most_bytes: int | None = None) -> str:
    with _start(folder, day, most_bytes) as worker:
        said, _ = worker.communicate(timeout=SECONDS_ENOUGH)
    assert worker.returncode == 0, said[-3000:]
    return said


def _kill_in(folder: Path, day: int, rng: random.Random) -> None:
    """`kill -9` somewhere in the night's work; the next start goes on with the same night."""
    with _start(folder, day + 1) as worker:
        assert worker.stdout is not None
        while not worker.stdout.readline().startswith("look"):
            pass
        sleep(rng.uniform(0.0, 0.4))
        worker.kill()
        worker.communicate()


def _lock_in(folder: Path, day: int) -> None:
    """Nobody can write when the night begins; its work is done once the database is free again."""
    with closing(sqlite3.connect(folder / "rasad.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with _start(folder, day + 1) as worker:
            assert worker.stdout is not None
            said = ""
            while "database is locked" not in said:
                line = worker.stdout.readline()
                assert line, said[-3000:]
                said += line
            other.execute("ROLLBACK")
            said, _ = worker.communicate(timeout=SECONDS_ENOUGH)
    assert worker.returncode == 0, said[-3000:]


def _two_lives(folder: Path, first: int, days: int, wrong: Disturbances) -> tuple[Path, Path]:
    """The calm one and the disturbed one, side by side."""
    # Not in the threads: the tool that makes a schema works for one at a time.
    for life in ("calm", "disturbed"):
        new_office(folder / life, OFFICE_FILES).database.close()
    with ThreadPoolExecutor(2) as both:
        calm = both.submit(_live, folder / "calm", first, days, CALM)
        disturbed = both.submit(_live, folder / "disturbed", first, days, wrong)
        return calm.result(), disturbed.result()


def _asked(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as opened:
        return opened.execute(query).fetchall()


def _scores(file: Path) -> list[tuple[object, ...]]:
    """Every score without the numbers of its rows."""
    with closing(sqlite3.connect(file)) as opened:
        opened.row_factory = sqlite3.Row
        rows = opened.execute(SCORES).fetchall()
    return [tuple(row[key] for key in row.keys() if key not in ("id", "round_id")) for row in rows]  # noqa: SIM118


def _require_the_same(calm: Path, disturbed: Path) -> None:
    assert _asked(disturbed, ITEMS) == _asked(calm, ITEMS)
    assert _asked(disturbed, CLAIMS) == _asked(calm, CLAIMS)
    assert _asked(disturbed, STORIES) == _asked(calm, STORIES)
    assert _scores(disturbed) == _scores(calm)
    assert _asked(disturbed, ROUNDS) == _asked(calm, ROUNDS)
    assert _asked(disturbed, CLOSES) == _asked(calm, CLOSES)


def _require_each_month_closed_once(file: Path, months: list[JalaliMonth]) -> None:
    quarters = [month for month in months if month.month % 3 == 0]
    if months[0] == BEFORE[0]:
        quarters.insert(0, JalaliMonth(YEAR - 1, 9))
    wanted = [("by-quarters", str(month), 1) for month in quarters]
    wanted += [("kavir", str(month), 1) for month in months]
    assert _asked(file, ROUNDS) == wanted


def _require_every_night_once(file: Path, first: int, days: int, wrong: Disturbances) -> None:
    """Of the nights the machine slept through the last one stands for all."""
    nights = [datetime.fromisoformat(str(due)) for (due,) in _asked(file, NIGHTS)]
    missed = {*wrong.down, *wrong.full_disk}
    lived = [day for day in range(first, days) if day not in missed]
    first_after_down = {wrong.down.stop} if wrong.down else set()

    assert len(nights) == len(set(nights))
    assert {first + (night - nights[0]) // A_DAY for night in nights} >= set(lived) - first_after_down
    assert _asked(file, OPEN) == []


def test_days_with_power_cuts_downtime_and_a_full_disk_end_like_calm_ones(tmp_path: Path) -> None:
    first, days = 23, 34
    wrong = Disturbances(killed=frozenset({24, 32, 33}), down=range(28, 30), full_disk=range(26, 27))
    calm, disturbed = _two_lives(tmp_path, first, days, wrong)

    _require_the_same(calm, disturbed)
    _require_each_month_closed_once(disturbed, [BEFORE[-1], JalaliMonth(YEAR, 1)])
    _require_every_night_once(disturbed, first, days, wrong)


@pytest.mark.year
def test_a_year_with_fifty_power_cuts_and_all_other_troubles_ends_like_a_calm_one(tmp_path: Path) -> None:
    days = (END - BEGINNING) // A_DAY
    down, full_disk, locked = range(185, 190), range(120, 122), 250
    awake = sorted({*range(2, days)} - {*down, *full_disk, locked})
    killed = frozenset(random.Random(YEAR).sample(awake, 50))
    wrong = Disturbances(killed=killed, down=down, full_disk=full_disk, locked=locked)
    calm, disturbed = _two_lives(tmp_path, 0, days, wrong)

    _require_the_same(calm, disturbed)
    _require_each_month_closed_once(disturbed, [*BEFORE, *(JalaliMonth(YEAR, n) for n in range(1, 13))])
    _require_every_night_once(disturbed, 0, days, wrong)
    for backup in (tmp_path / "disturbed" / "backups").glob("*.backup"):
        verify_backup(backup, None)
