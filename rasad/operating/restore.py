"""Restoring: a backup is unpacked beside the installation and proved whole before it takes its place."""

import gzip
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from core.errors import InputError, StorageError
from rasad.home import Home
from rasad.lock import only_scheduler
from rasad.operating.backup import DATABASE, FOLDERS, Backup, Manifest, opened, pack_members
from storage.database import SCHEMA_REVISION, migrate
from storage.engine import sqlite_file
from storage.pages import has_page, page_path, read_page
from storage.snapshots import SQLITE_NAME, TABLES_FOLDER, check_sqlite_file, read_tables, require_empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What stands in the installation now, and where what stood there before was put."""

    manifest: Manifest
    pages: int
    before: Path | None


def verify_backup(path: Path, key: bytes | None) -> Manifest:
    """Unpack everything into a folder that is removed again; raises the first thing that is wrong."""
    with _unpacked(path, key, path.parent) as (_, manifest, _):
        return manifest


def verify_made(made: Backup, key: bytes | None) -> None:
    """Prove a backup that was just made: its own file wholly, and the pack it added."""
    newest = f"{made.path.stem}.pages"
    with _unpacked(made.path, key, made.path.parent, only_pack=newest):
        return


def restore_backup(path: Path, home: Home, now: datetime, *, key: bytes | None) -> Restored:
    """Put a backup in the place of an installation, which is moved aside and not removed.

    Nothing is moved before all of the backup is unpacked and proved. A database on a server must be empty.
    """
    home.folder.mkdir(parents=True, exist_ok=True)
    database = sqlite_file(home.database_url)
    with only_scheduler(home.folder), _unpacked(path, key, home.folder) as (staged, manifest, pages):
        if manifest.revision > SCHEMA_REVISION:
            raise StorageError(
                f"{path}: the backup has schema {manifest.revision}, newer than {SCHEMA_REVISION} of this "
                "code; use the newer Rasad"
            )
        is_file = (staged / DATABASE / SQLITE_NAME).exists()
        if is_file and database is None:
            raise InputError(
                f"{path} holds a SQLite database; restore it without RASAD_DATABASE_URL, then run "
                "`rasad migrate-database`"
            )
        if not is_file:
            _fill(staged, manifest, home.database_url)
        before = _take_place(staged, home, database if is_file else None, now)
    migrate(home.database_url)
    return Restored(manifest=manifest, pages=len(pages), before=before)


@contextmanager
def _unpacked(
    path: Path, key: bytes | None, beside: Path, *, only_pack: str | None = None
) -> Iterator[tuple[Path, Manifest, Sequence[str]]]:
    """A folder with all that a backup holds, proved; it is gone afterwards with what nobody moved."""
    staged = Path(mkdtemp(dir=beside, prefix=".restore-"))
    try:
        with opened(path, key) as (manifest, pages, members):
            for name, file in members:
                target = _inside(staged, name, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as out:
                    shutil.copyfileobj(file, out)
        for pack in manifest.packs:
            if only_pack in (None, pack):
                _unpack_pages(path.parent / pack, key, staged / "pages")
        if only_pack is None:
            _require_pages(path, staged / "pages", pages)
        _check_database(staged / DATABASE, manifest)
        yield staged, manifest, pages
    finally:
        shutil.rmtree(staged)


def _inside(folder: Path, name: str, path: Path) -> Path:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise InputError(
            f"{path}: '{name}' would be written outside the installation; this is no backup of ours"
        )
    return target


def _unpack_pages(pack: Path, key: bytes | None, folder: Path) -> None:
    for content_hash, compressed in pack_members(pack, key):
        target = page_path(folder, content_hash)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(compressed)
        # Its bytes must fit its name.
        read_page(folder, content_hash)


def _require_pages(path: Path, folder: Path, pages: Sequence[str]) -> None:
    missing = [content_hash for content_hash in pages if not has_page(folder, content_hash)]
    if missing:
        raise InputError(f"{path}: {len(missing)} page(s) are in none of its packs, the first {missing[0]}")
    # A pack may hold pages that were removed before this backup was made.
    wanted = frozenset(pages)
    for file in folder.glob("*/*.gz"):
        if f"{file.parent.name}{file.stem}" not in wanted:
            file.unlink()


def _check_database(folder: Path, manifest: Manifest) -> None:
    packed = folder / f"{SQLITE_NAME}.gz"
    if not packed.exists():
        if not (folder / TABLES_FOLDER).is_dir():
            raise InputError("the backup holds no database; use another one")
        return
    with gzip.open(packed, "rb") as file, (folder / SQLITE_NAME).open("wb") as out:
        shutil.copyfileobj(file, out)
    packed.unlink()
    _require_counts(manifest, check_sqlite_file(folder / SQLITE_NAME))


def _require_counts(manifest: Manifest, found: Mapping[str, int]) -> None:
    for table, count in manifest.counts.items():
        if found.get(table) != count:
            raise StorageError(
                f"{table} has {found.get(table)} rows in the backup and must have {count}; use another backup"
            )


def _fill(staged: Path, manifest: Manifest, url: str) -> None:
    require_empty(url)
    _require_counts(manifest, read_tables(staged / DATABASE / TABLES_FOLDER, url, manifest.revision))


def _take_place(staged: Path, home: Home, database: Path | None, now: datetime) -> Path | None:
    """Move what is there aside, then the backup in; both are renames on one disk."""
    aside = home.folder / f"before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    ours = [home.folder / name for name in (*FOLDERS, "pages")]
    if database is not None:
        ours += [database.with_name(f"{database.name}{tail}") for tail in ("", "-wal", "-shm")]
    there = [path for path in ours if path.exists()]
    for path in there:
        aside.mkdir(exist_ok=True)
        path.replace(aside / path.name)
    for name in (*FOLDERS, "pages"):
        if (staged / name).exists():
            (staged / name).replace(home.folder / name)
    if database is not None:
        (staged / DATABASE / SQLITE_NAME).replace(database)
    return aside if there else None
