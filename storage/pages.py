"""Raw pages: the bytes as fetched, kept compressed under their hash and never changed."""

import gzip
import os
import re
import zlib
from pathlib import Path
from tempfile import mkstemp

from core.errors import StorageError
from core.pages import page_hash

_HASH = re.compile(r"[0-9a-f]{64}")


def adopt_page(folder: Path, spooled: Path, content_hash: str) -> None:
    """Keep a page that lies compressed in a crawl's spool, as it is; lasting after `settle_pages`."""
    path = page_path(folder, content_hash)
    try:
        _give_second_name(spooled, path)
    except FileExistsError:
        return
    except OSError:
        # Another file system, or one without second names.
        _write_whole(path, spooled.read_bytes())


def settle_pages() -> None:
    """Wait until every page that was adopted is on the disk: once for a batch, not once for each page."""
    os.sync()


def is_page_whole(file: Path, content_hash: str) -> bool:
    """Whether a compressed page is there and is what its hash says; a power cut can leave less."""
    try:
        _checked(file.read_bytes(), content_hash, file)
    except (FileNotFoundError, StorageError):
        return False
    return True


def has_page(folder: Path, content_hash: str) -> bool:
    return page_path(folder, content_hash).is_file()


def read_page(folder: Path, content_hash: str) -> bytes:
    """The bytes of a page, checked against their hash; raises StorageError."""
    path = page_path(folder, content_hash)
    try:
        compressed = path.read_bytes()
    except FileNotFoundError as error:
        raise StorageError(f"{path}: this page is not kept; see that pages/ was restored in full") from error
    return _checked(compressed, content_hash, path)


def pages_kept(folder: Path) -> list[str]:
    """The hash of every page on the disk, sorted."""
    found = (f"{path.parent.name}{path.stem}" for path in folder.glob("[0-9a-f][0-9a-f]/*.gz"))
    return sorted(content_hash for content_hash in found if _HASH.fullmatch(content_hash))


def forget_page(folder: Path, content_hash: str) -> int:
    """Remove the bytes of a page; how many bytes of the disk that frees."""
    path = page_path(folder, content_hash)
    size = path.stat().st_size if path.is_file() else 0
    path.unlink(missing_ok=True)
    return size


def page_path(folder: Path, content_hash: str) -> Path:
    """`<folder>/ab/cdef….gz`: 256 folders, so that none grows too long to list."""
    if not _HASH.fullmatch(content_hash):
        raise StorageError(f"'{content_hash}' is not a page's hash; it must be 64 letters 0-9 and a-f")
    return folder / content_hash[:2] / f"{content_hash[2:]}.gz"


def _give_second_name(file: Path, path: Path) -> None:
    """The same bytes under a second name cost nothing to write."""
    try:
        path.hardlink_to(file)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.hardlink_to(file)


def _checked(compressed: bytes, content_hash: str, path: Path) -> bytes:
    try:
        body = gzip.decompress(compressed)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(path) from error
    if page_hash(body) != content_hash:
        raise _damaged(path)
    return body


def _damaged(path: Path) -> StorageError:
    return StorageError(f"{path}: the bytes of this page do not fit its hash; restore it from a backup")


def _write_whole(path: Path, content: bytes) -> None:
    """A reader, or the program after a crash, finds the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = mkstemp(dir=path.parent, suffix=".part")
    partial = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # What mkstemp makes is readable by its owner only; pages are as readable as the rest.
        partial.chmod(0o644)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
