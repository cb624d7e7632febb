"""A backup brings back everything, byte for byte, and one that was damaged replaces nothing."""

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from typer.testing import CliRunner

from core.errors import InputError, RasadError, StorageError
from core.pages import PageFacts
from rasad.commands import app
from rasad.home import Home
from rasad.operating.backup import Backup, backups_in, make_backup, remove_old_backups
from rasad.operating.restore import restore_backup, verify_backup, verify_made
from rasad.operating.sealed import CHUNK, new_key, read_key, sealed_reader, sealed_writer
from rasad.wiring import Office, open_office
from storage.database import open_database
from storage.fetches import save_page_facts
from storage.snapshots import copy_database
from tests.operations.installation import everything, files, is_on_disk, scores
from tests.storage.installations import empty_database
from tests.storage.page_files import keep_page
from tests.storage.postgresql_server import Server
from tests.story.round_office import AFTER, DAY, home_in, rasad

type Damage = Callable[[Path, random.Random], None]

KEY = bytes(range(32))
NOW = AFTER + 40 * DAY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def _backup(office: Office, folder: Path, key: bytes | None = None) -> Backup:
    return make_backup(office, folder, NOW, key=key)


@pytest.mark.parametrize("key", [None, KEY], ids=["open", "encrypted"])
def test_after_a_wipe_the_scores_of_a_published_round_are_byte_identical(
    office: Office, folder: Path, key: bytes | None
) -> None:
    before, scored, pages = everything(office.database), scores(office.database), files(office.home.pages)
    config = files(office.home.config)
    made = _backup(office, folder, key)
    office.database.close()
    shutil.rmtree(office.home.folder)
    empty_database(office.home.folder)

    restored = restore_backup(made.path, office.home, NOW, key=key)

    again = open_office(office.home)
    assert repr(scores(again.database)) == repr(scored)
    assert everything(again.database) == before
    assert files(office.home.pages) == pages
    assert files(office.home.config) == config
    assert restored.before is None
    assert "same" in rasad(again, "round", "verify", "1404-07")
    again.database.close()


def test_what_was_there_is_moved_aside_and_not_removed(office: Office, folder: Path) -> None:
    made = _backup(office, folder)
    (office.home.config / "settings.yaml").write_text("profiles: [kavir]\nclose_day: 9\n", encoding="utf-8")
    office.database.close()
    empty_database(office.home.folder)

    restored = restore_backup(made.path, office.home, NOW, key=None)

    assert restored.before is not None
    assert "close_day: 9" in (restored.before / "config" / "settings.yaml").read_text(encoding="utf-8")
    assert "close_day: 9" not in (office.home.config / "settings.yaml").read_text(encoding="utf-8")


def test_a_backup_is_taken_while_others_write_and_shows_one_moment(office: Office, folder: Path) -> None:
    stop, written = Event(), [0]

    def write() -> None:
        while not stop.is_set():
            with office.database.begin() as connection:
                n = written[0]
                save_page_facts(connection, [_facts(f"{n:064d}"), _facts(f"{n + 10**9:064d}")])
            written[0] += 1

    writer = Thread(target=write)
    writer.start()
    try:
        made = _backup(office, folder)
    finally:
        stop.set()
        writer.join()

    verify_made(made, None)
    assert written[0] > 0
    # Each transaction wrote two rows, and half of one is never seen.
    assert (made.manifest.counts["page"] - 6) % 2 == 0


def _facts(content_hash: str) -> PageFacts:
    return PageFacts(content_hash=content_hash, size=1, content_type="")


def test_a_second_backup_packs_only_new_pages(office: Office, folder: Path) -> None:
    _backup(office, folder)
    new = keep_page(office.home.pages, "صفحهٔ فردا".encode())
    second = make_backup(office, folder, NOW + DAY)

    assert (second.new_pages, second.pages, len(second.manifest.packs)) == (1, 7, 2)
    shutil.rmtree(office.home.pages)
    office.database.close()
    empty_database(office.home.folder)
    restore_backup(second.path, office.home, NOW + DAY, key=None)
    assert is_on_disk(office, new)


def test_with_another_key_every_page_is_packed_anew(office: Office, folder: Path) -> None:
    _backup(office, folder)
    second = make_backup(office, folder, NOW + DAY, key=KEY)

    assert (second.new_pages, len(second.manifest.packs)) == (6, 1)


def test_old_backups_go_with_the_packs_nobody_needs(office: Office, folder: Path) -> None:
    for day in range(3):
        make_backup(office, folder, NOW + day * DAY, full=day == 1)
    remove_old_backups(folder, 2, None)

    kept = backups_in(folder)
    assert len(kept) == 2
    assert len(list(folder.glob("*.pages"))) == 1
    for path in kept:
        verify_backup(path, None)


def test_what_killed_backups_left_is_swept_away_and_what_is_young_stays(office: Office, folder: Path) -> None:
    old, young = folder / ".backup-old", folder / ".restore-young"
    part = folder / "rasad-20250101T000000Z.backup.part"
    for left in (old, young):
        (left / "database").mkdir(parents=True)
    part.write_bytes(b"half")
    for left in (old, part):
        os.utime(left, (1, 1))
    _backup(office, folder)

    assert (old.exists(), part.exists(), young.exists()) == (False, False, True)


def _cut(path: Path, rng: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: rng.randrange(len(content))])


def _flip(path: Path, rng: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(bytes(content))


def _add(path: Path, rng: random.Random) -> None:
    path.write_bytes(path.read_bytes() + rng.randbytes(7))


@pytest.mark.parametrize("key", [None, KEY], ids=["open", "encrypted"])
@pytest.mark.parametrize("damage", [_cut, _flip, _add])
@pytest.mark.parametrize("suffix", [".backup", ".pages"])
def test_a_damaged_backup_is_refused_and_nothing_is_replaced(
    office: Office, folder: Path, key: bytes | None, damage: Damage, suffix: str
) -> None:
    made = _backup(office, folder, key)
    office.database.close()
    path = made.path.with_suffix(suffix)
    whole, before = path.read_bytes(), files(office.home.folder)

    for seed in range(6):
        path.write_bytes(whole)
        damage(path, random.Random(seed))
        with pytest.raises(RasadError):
            restore_backup(made.path, office.home, NOW, key=key)

    after = files(office.home.folder)
    assert {name: after[name] for name in before} == before
    assert not list(office.home.folder.glob(".restore-*"))


def test_chunks_in_another_order_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sealed"
    with sealed_writer(path, None) as sealed:
        sealed.write(b"a" * CHUNK + b"b" * CHUNK + b"c")
    content = path.read_bytes()
    head, size = 15 + 17, 5 + CHUNK + 16
    path.write_bytes(content[:head] + content[head + size : head + 2 * size] + content[head : head + size])

    with pytest.raises(InputError, match="damaged"), sealed_reader(path, None) as reader:
        reader.finish()


def test_a_pack_that_is_not_there_is_named(office: Office, folder: Path) -> None:
    made = _backup(office, folder)
    made.path.with_suffix(".pages").unlink()

    with pytest.raises(InputError, match="there is no such backup"):
        restore_backup(made.path, office.home, NOW, key=None)


def test_the_wrong_key_and_no_key_are_told_apart(office: Office, folder: Path) -> None:
    made = _backup(office, folder, KEY)

    with pytest.raises(InputError, match="is encrypted; name its key"):
        verify_backup(made.path, None)
    with pytest.raises(InputError, match="or the key is another one"):
        verify_backup(made.path, bytes(32))


def test_an_open_backup_is_not_taken_for_an_encrypted_one(office: Office, folder: Path) -> None:
    made = _backup(office, folder)

    with pytest.raises(InputError, match="is not encrypted"):
        restore_backup(made.path, office.home, NOW, key=KEY)


def test_an_encrypted_backup_shows_nothing_of_the_office(office: Office, folder: Path) -> None:
    _backup(office, folder, KEY)

    for content in files(folder).values():
        assert b"bahar" not in content
        assert b"SQLite" not in content
        assert b"manifest" not in content


def test_a_key_is_made_for_its_owner_only_and_never_written_over(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "key"
    rasad_alone = ["backup", "key", str(path)]
    assert CliRunner().invoke(app, rasad_alone).exit_code == 0
    assert path.stat().st_mode & 0o077 == 0
    assert len(read_key(path)) == 32
    assert CliRunner().invoke(app, rasad_alone).exit_code != 0


def test_what_is_no_key_is_refused_without_being_shown(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(new_key()[:-2] + "zz", encoding="ascii")

    with pytest.raises(InputError) as refused:
        read_key(path)
    assert path.read_text(encoding="ascii")[:10] not in str(refused.value)


def test_a_full_disk_leaves_no_half_backup_and_no_half_pack(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rasad.operating.sealed.os.fsync", _full)

    with pytest.raises(InputError, match="could not be written: No space left on device"):
        make_backup(office, folder, NOW)
    assert list(folder.iterdir()) == []


def _full(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_newer_backup_is_not_restored_by_older_code(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _backup(office, folder)
    monkeypatch.setattr("rasad.operating.restore.SCHEMA_REVISION", "0001")

    with pytest.raises(StorageError, match="use the newer Rasad"):
        restore_backup(made.path, office.home, NOW, key=None)


def test_a_backup_of_postgresql_is_restored_into_an_empty_database(
    office: Office, folder: Path, empty_postgresql: str, server: Server, tmp_path: Path
) -> None:
    copy_database(office.database, empty_postgresql)
    there = Home(folder=office.home.folder, database_url=empty_postgresql)
    on_server = Office(home=there, methodology=office.methodology, database=open_database(empty_postgresql))
    before = everything(on_server.database)
    made = make_backup(on_server, folder, NOW, key=KEY)
    on_server.database.close()

    with pytest.raises(StorageError, match="not written over"):
        restore_backup(made.path, there, NOW, key=KEY)
    server.execute("CREATE DATABASE again")
    again = Home(folder=tmp_path / "again", database_url=server.url("again"))
    restore_backup(made.path, again, NOW, key=KEY)

    restored = open_database(again.database_url)
    assert everything(restored) == before
    assert repr(scores(restored)) == repr(scores(office.database))
    restored.close()


def test_the_commands_save_and_bring_back(office: Office, tmp_path: Path) -> None:
    said = rasad(office, "backup", "make", "--to", str(tmp_path / "b"), "--now", NOW.isoformat())
    [path] = backups_in(tmp_path / "b")
    office.database.close()
    assert "proved" in said

    elsewhere = open_office(home_in(tmp_path / "elsewhere"))
    elsewhere.database.close()
    empty_database(elsewhere.home.folder)
    rasad(elsewhere, "restore", str(path), "--yes")

    restored = open_office(home_in(tmp_path / "elsewhere"))
    assert scores(restored.database) == scores(office.database)
    restored.database.close()
