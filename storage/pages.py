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


def keep_page(folder: Path, body: bytes) -> str:
    """Keep the bytes of a page in the folder of pages; their hash."""
    content_hash = page_hash(body)
    if not has_page(folder, content_hash):
        # Without a time in it the same page gives the same file on every machine.
        _write_whole(page_path(folder, content_hash), gzip.compress(body, compresslevel=6, mtime=0))
    return content_hash


def adopt_page(folder: Path, spooled: Path, content_hash: str) -> None:
    """Keep a page that lies compressed in a crawl's spool, as it is; raises StorageError if it is another."""
    if has_page(folder, content_hash):
        return
    with spooled.open("rb+") as file:
        compressed = file.read()
        _checked(compressed, content_hash, spooled)
        os.fsync(file.fileno())
    path = page_path(folder, content_hash)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # The same bytes under a second name cost nothing to write.
        path.hardlink_to(spooled)
    except OSError:
        # Another file system, or one without second names.
        _write_whole(path, compressed)


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


def page_path(folder: Path, content_hash: str) -> Path:
    """`<folder>/ab/cdef….gz`: 256 folders, so that none grows too long to list."""
    if not _HASH.fullmatch(content_hash):
        raise StorageError(f"'{content_hash}' is not a page's hash; it must be 64 letters 0-9 and a-f")
    return folder / content_hash[:2] / f"{content_hash[2:]}.gz"


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
