"""Backups: one moment of an installation in sealed files that can be proved whole before they are used.

A backup is one file with the database, the configuration, the models and the reports. Raw pages never
change, so they go into packs beside it: each backup adds a pack of the pages no earlier pack has, and names
all the packs it needs.
"""

import gzip
import json
import shutil
import tarfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import IO, cast

from core.errors import InputError, RasadError
from rasad.home import Home
from rasad.operating.sealed import read_key, sealed_reader, sealed_writer
from rasad.wiring import Office, Progress, no_progress
from storage.database import schema_revision
from storage.pages import page_path, pages_kept
from storage.snapshots import SQLITE_NAME, take_snapshot

FORMAT = "rasad-backup-1"
SUFFIX, PACK_SUFFIX = ".backup", ".pages"
MANIFEST, PAGE_LIST = "manifest.json", "pages.list"
DATABASE = "database"
FOLDERS = ("config", "models", "reports")
"""What belongs to an office beside its database and its pages."""
STAGE = "backup"
LEFT_BEHIND_SECONDS = 24 * 3600.0
MOST_PACKS = 60
"""With more, the next backup packs every page anew, and old packs can go with the backups that need them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself, at its beginning."""

    made_at: datetime
    rasad: str
    revision: str
    counts: Mapping[str, int]
    """Rows of each table."""
    packs: Mapping[str, int]
    """The packs that hold the pages, with their sizes."""

    def as_json(self) -> bytes:
        return json.dumps(
            {
                "format": FORMAT,
                "made_at": self.made_at.isoformat(),
                "rasad": self.rasad,
                "revision": self.revision,
                "counts": dict(self.counts),
                "packs": dict(self.packs),
            },
            indent=1,
        ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup that was made."""

    path: Path
    manifest: Manifest
    new_pages: int
    pages: int


def backup_folder(office: Office) -> Path:
    """Where the configuration says backups go."""
    return office.home.folder / office.methodology.operations.backup.folder


def backup_key(office: Office) -> bytes | None:
    """The key the configuration names; raises InputError when it cannot be read."""
    named = office.methodology.operations.backup.key_file
    return read_key(office.home.folder / named) if named else None


def make_backup(
    office: Office,
    folder: Path,
    now: datetime,
    *,
    key: bytes | None = None,
    full: bool = False,
    progress: Progress = no_progress,
) -> Backup:
    """Write a backup while the installation works; the newest file stands only when it is whole.

    The database comes first: every page it speaks of was on the disk before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    name = f"rasad-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    path = folder / f"{name}{SUFFIX}"
    if path.exists():
        raise InputError(f"{path} is there already; wait a second")
    try:
        with TemporaryDirectory(dir=folder, prefix=".backup-") as work:
            staged = Path(work) / DATABASE
            staged.mkdir()
            counts = take_snapshot(office.database, staged)
            with office.database.read() as connection:
                revision = schema_revision(connection) or ""
            pages = pages_kept(office.home.pages)
            packs, packed = ({}, frozenset[str]()) if full else _packed(folder, key)
            missing = [content_hash for content_hash in pages if content_hash not in packed]
            if missing:
                pack = folder / f"{name}{PACK_SUFFIX}"
                _write_pack(office.home.pages, pack, missing, key, progress)
                packs = {**packs, pack.name: pack.stat().st_size}
            manifest = Manifest(
                made_at=now, rasad=version("rasad"), revision=revision, counts=counts, packs=packs
            )
            _write_backup(office.home, path, manifest, pages, staged, key)
    except OSError as error:
        raise InputError(
            f"{folder}: the backup could not be written: {error.strerror}; give it room, or another place"
        ) from error
    return Backup(path=path, manifest=manifest, new_pages=len(missing), pages=len(pages))


def backups_in(folder: Path) -> list[Path]:
    """Every backup of a folder, oldest first."""
    return sorted(folder.glob(f"rasad-*{SUFFIX}"))


def remove_old_backups(folder: Path, keep: int, key: bytes | None) -> Sequence[Path]:
    """Keep the newest ones and the packs they need; what was removed.

    With a backup whose needs cannot be read every pack stays.
    """
    kept, old = backups_in(folder)[-keep:], backups_in(folder)[:-keep]
    needed: set[str] = set()
    for path in kept:
        needed |= read_head(path, key)[0].packs.keys()
    unneeded = [pack for pack in sorted(folder.glob(f"rasad-*{PACK_SUFFIX}")) if pack.name not in needed]
    for path in (*old, *unneeded):
        path.unlink()
    return (*old, *unneeded)


@contextmanager
def opened(
    path: Path, key: bytes | None
) -> Iterator[tuple[Manifest, Sequence[str], Iterator[tuple[str, IO[bytes]]]]]:
    """A backup's manifest, its page hashes, and its other members, each proved as it is read."""
    with sealed_reader(path, key) as sealed:
        with tarfile.open(fileobj=sealed, mode="r|") as archive:
            members = _members(archive)
            manifest = _manifest(path, _expect(path, members, MANIFEST))
            yield manifest, _pages(path, members), members
        sealed.finish()


def read_head(path: Path, key: bytes | None) -> tuple[Manifest, Sequence[str]]:
    """A backup's manifest and page hashes, without reading the rest."""
    with sealed_reader(path, key) as sealed, tarfile.open(fileobj=sealed, mode="r|") as archive:
        members = _members(archive)
        return _manifest(path, _expect(path, members, MANIFEST)), _pages(path, members)


def pack_members(path: Path, key: bytes | None) -> Iterator[tuple[str, bytes]]:
    """The compressed pages of a pack by hash."""
    with sealed_reader(path, key) as sealed:
        with tarfile.open(fileobj=sealed, mode="r|") as archive:
            for name, file in _members(archive):
                yield name, file.read()
        sealed.finish()


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in archive:
        if member.isfile() and (file := archive.extractfile(member)) is not None:
            yield member.name, file


def _expect(path: Path, members: Iterator[tuple[str, IO[bytes]]], name: str) -> bytes:
    found, file = next(members, ("", None))
    if found != name or file is None:
        raise InputError(f"{path}: this is no backup of Rasad: {name} is not where it must be")
    return file.read()


def _pages(path: Path, members: Iterator[tuple[str, IO[bytes]]]) -> Sequence[str]:
    return _expect(path, members, PAGE_LIST).decode().split()


def _manifest(path: Path, content: bytes) -> Manifest:
    said = json.loads(content)
    if said.get("format") != FORMAT:
        raise InputError(f"{path}: the backup has the format {said.get('format')}; use a newer Rasad")
    return Manifest(
        made_at=datetime.fromisoformat(said["made_at"]),
        rasad=said["rasad"],
        revision=said["revision"],
        counts=said["counts"],
        packs=said["packs"],
    )


def _packed(folder: Path, key: bytes | None) -> tuple[dict[str, int], frozenset[str]]:
    """The packs of the newest backup and the pages they hold; none when one of them is not there."""
    for newest in reversed(backups_in(folder)):
        try:
            manifest, pages = read_head(newest, key)
        except RasadError:
            # Of another key, or damaged: nothing is built on it.
            continue
        is_there = all(
            (folder / pack).is_file() and (folder / pack).stat().st_size == size
            for pack, size in manifest.packs.items()
        )
        if is_there and len(manifest.packs) < MOST_PACKS:
            return dict(manifest.packs), frozenset(pages)
        break
    return {}, frozenset()


def _write_pack(
    pages: Path, pack: Path, hashes: Sequence[str], key: bytes | None, progress: Progress
) -> None:
    with sealed_writer(pack, key) as sealed, _archive(sealed) as archive:
        for done, content_hash in enumerate(hashes, 1):
            archive.add(page_path(pages, content_hash), arcname=content_hash, recursive=False)
            progress(STAGE, done, len(hashes))


def _write_backup(
    home: Home, path: Path, manifest: Manifest, pages: Collection[str], staged: Path, key: bytes | None
) -> None:
    work = staged.parent
    (work / MANIFEST).write_bytes(manifest.as_json())
    (work / PAGE_LIST).write_text("\n".join(pages), encoding="ascii")
    if (database := staged / SQLITE_NAME).exists():
        _compress(database)
    with sealed_writer(path, key) as sealed, _archive(sealed) as archive:
        for name in (MANIFEST, PAGE_LIST):
            archive.add(work / name, arcname=name)
        for folder in FOLDERS:
            if (home.folder / folder).is_dir():
                archive.add(home.folder / folder, arcname=folder)
        archive.add(staged, arcname=DATABASE)


def _sweep(folder: Path) -> None:
    """What killed backups left behind goes; what is young may belong to one that is still at work."""
    for left in (*folder.glob(".backup-*"), *folder.glob(".restore-*"), *folder.glob("rasad-*.part")):
        if time() - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


@contextmanager
def _archive(sealed: object) -> Iterator[tarfile.TarFile]:
    with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="w|", format=tarfile.PAX_FORMAT) as archive:
        yield archive


def _compress(database: Path) -> None:
    with database.open("rb") as plain, gzip.open(f"{database}.gz", "wb", compresslevel=6) as packed:
        shutil.copyfileobj(plain, packed)
    database.unlink()
