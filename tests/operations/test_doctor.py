"""`rasad doctor` finds each fault that was planted, alone, and names what to do."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import files
from pathlib import Path

import pytest

from core.pages import page_hash
from rasad.operating.backup import make_backup
from rasad.operating.doctor import examine
from rasad.operating.heartbeat import beat
from rasad.wiring import Office, open_office
from storage.pages import forget_page
from tests.operations.installation import PAGES
from tests.storage.installations import ON_POSTGRESQL
from tests.story.round_office import MEHR, home_in

NOW = datetime.now(UTC)


def _config(office: Office, name: str, text: str) -> None:
    (office.home.config / name).write_text(text, encoding="utf-8")


def _sql(office: Office, *statements: str) -> None:
    with office.database.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    office.database.close()


def _secret(office: Office) -> None:
    path = office.home.folder / "backup.key"
    path.write_text("00" * 32, encoding="ascii")
    path.chmod(0o644)
    _config(office, "operations.yaml", "backup: {key_file: backup.key}\n")
    _fresh_backup(office, bytes(32))


def _fresh_backup(office: Office, key: bytes | None = None) -> None:
    shutil.rmtree(office.home.folder / "backups")
    make_backup(office, office.home.folder / "backups", NOW, key=key)


def _lost_pack(office: Office) -> None:
    [pack] = (office.home.folder / "backups").glob("*.pages")
    pack.unlink()


def _old_backup(office: Office) -> None:
    shutil.rmtree(office.home.folder / "backups")
    make_backup(office, office.home.folder / "backups", NOW - timedelta(days=9))


def _damaged_backup(office: Office) -> None:
    [path] = (office.home.folder / "backups").glob("*.backup")
    content = path.read_bytes()
    path.write_bytes(content[:60] + bytes([content[60] ^ 1]) + content[61:])


def _failed_job(office: Office) -> None:
    _sql(
        office,
        "INSERT INTO job_run (job, due, claimed_at, finished_at, outcome, tries) VALUES "
        "('crawl', '2025-11-01 22:00:00', '2025-11-01 22:00:00', '2025-11-01 22:09:00', 'OSError: x', 3)",
    )


def _no_profile(office: Office) -> None:
    shutil.rmtree(office.home.config / "provinces")
    _config(office, "settings.yaml", "close_day: 3\n")


def _bare_outlet(office: Office) -> None:
    path = office.home.config / "provinces" / "kavir" / "profile.yaml"
    text = path.read_text(encoding="utf-8").replace("[bahar, khazan]", "[bahar, khazan, isna]")
    path.write_text(text, encoding="utf-8")


def _lost_pages(office: Office) -> None:
    for body in PAGES:
        forget_page(office.home.pages, page_hash(body))


def _overwritten(path: Path) -> None:
    path.write_bytes(b"no database at all" * 99)


def _silent_source(office: Office) -> None:
    _sql(
        office,
        "INSERT INTO source_state (source, failure_weight, last_attempt, state) "
        "VALUES ('bahar-feed', 5.0, '2025-11-01 22:00:00', 'server_error')",
    )


FAULTS_OF_FILES = frozenset({"the database is gone", "the database is no database"})
FAULTS: dict[str, tuple[Callable[[Office], None], str, str]] = {
    "a mistake in the configuration": (
        lambda office: _config(office, "settings.yaml", "profiles: [kavir]\nnightly: x\n"),
        "configuration",
        "`rasad check` prints each",
    ),
    "no profile is watched": (_no_profile, "profiles", "`rasad init`"),
    "a watched outlet has no source": (_bare_outlet, "watched outlets", "`rasad probe ADDRESS`"),
    "the database is gone": (
        lambda office: (office.home.folder / "rasad.sqlite").unlink(),
        "database",
        "run `rasad migrate`",
    ),
    "the database is of an older version": (
        lambda office: _sql(office, "UPDATE alembic_version SET version_num = '0001'"),
        "database",
        "run `rasad migrate`",
    ),
    "the database is of a newer version": (
        lambda office: _sql(office, "UPDATE alembic_version SET version_num = '9999'"),
        "database",
        "use the newer Rasad",
    ),
    "the database is no database": (
        lambda office: _overwritten(office.home.folder / "rasad.sqlite"),
        "database",
        "see that",
    ),
    "a crawl was left behind": (
        lambda office: (office.home.spools / "20251101T000000-x").mkdir(parents=True),
        "interrupted crawls",
        "`rasad crawl` takes them in",
    ),
    "the disk has too little room": (
        lambda office: _config(office, "operations.yaml", "alarms: {free_gib: 1000000000}\n"),
        "disk",
        "`rasad retention`",
    ),
    "the machine's clock is behind": (
        lambda office: _sql(office, "UPDATE item SET first_seen = '2199-01-01 00:00:00' WHERE id = 1"),
        "clock",
        "set the machine's clock",
    ),
    "nobody can lead": (
        lambda office: _sql(office, "UPDATE user_account SET active = false"),
        "accounts",
        "`rasad user add NAME --role operator`",
    ),
    "the scheduler stands still": (
        lambda office: beat(office.home, NOW - timedelta(hours=5)),
        "scheduler",
        "start its service again",
    ),
    "a job failed": (_failed_job, "jobs", "`rasad scheduler --once`"),
    "a secret can be read by all": (_secret, "secrets", "chmod 600"),
    "there is no backup": (
        lambda office: shutil.rmtree(office.home.folder / "backups"),
        "backup",
        "run `rasad backup make`",
    ),
    "the backup is old": (_old_backup, "backup", "run `rasad backup make`"),
    "the backup was damaged": (_damaged_backup, "backup", "`rasad backup make --full`"),
    "a pack of the backup is gone": (_lost_pack, "backup", "`rasad backup make --full`"),
    "pages are not on the disk": (_lost_pages, "pages", "restore them from a backup"),
    "a source is silent": (_silent_source, "source", "look at its page"),
}


@pytest.fixture
def sound(office: Office) -> Office:
    """An installation in which nothing is wrong."""
    make_backup(office, office.home.folder / "backups", NOW)
    beat(office.home, NOW)
    return office


def test_a_sound_installation_has_nothing_to_mend(sound: Office) -> None:
    assert [one for one in examine(sound.home, NOW) if not one.in_order] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_alone_with_its_remedy(sound: Office, fault: str) -> None:
    if ON_POSTGRESQL and fault in FAULTS_OF_FILES:
        pytest.skip("asks for a file of SQLite")
    plant, subject, remedy = FAULTS[fault]
    sound.database.close()
    plant(sound)

    wrong = [one for one in examine(sound.home, NOW) if not one.in_order]
    assert [one.subject for one in wrong] == [subject]
    assert remedy in wrong[0].words


def test_what_is_in_order_is_said_without_a_remedy(sound: Office) -> None:
    disks = [one.words for one in examine(sound.home, NOW) if one.subject == "disk"]

    assert len(disks) == 1
    assert disks[0].endswith("GiB free, 2 wanted")


def test_a_stale_zone_file_is_found(sound: Office, tmp_path: Path) -> None:
    zones = tmp_path / "zones" / "Asia"
    zones.mkdir(parents=True)
    # +4:30 all year: what a file of 2021 says of every summer.
    shutil.copy(_zone_file("Asia/Kabul"), zones / "Tehran")
    done = subprocess.run(
        [sys.executable, "-m", "rasad", "doctor", "--json", "--home", str(sound.home.folder)],
        env={**os.environ, "PYTHONTZPATH": str(zones.parent), "RASAD_DATABASE_URL": ""},
        capture_output=True,
        check=False,
        timeout=120,
    )
    [found] = [one for one in json.loads(done.stdout) if one["subject"] == "time zone data"]

    assert done.returncode == 1
    assert not found["in_order"]
    assert "PYTHONTZPATH" in found["said"]


def _zone_file(name: str) -> Path:
    [found] = [file for file in files("tzdata") or () if str(file).endswith(f"zoneinfo/{name}")]
    return Path(str(found.locate()))


def test_a_home_nobody_set_up_is_new_and_not_wrong(tmp_path: Path) -> None:
    home = home_in(tmp_path / "new")
    open_office(home).database.close()

    assert [one for one in examine(home, MEHR.start) if not one.in_order] == []
