"""Files that a user names on the command line."""

from pathlib import Path

from core.errors import InputError


def read_bytes(path: Path) -> bytes:
    """The whole file; raises InputError with what to do."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check the name") from error


def read_text(path: Path) -> str:
    """The whole file as text; raises InputError when it is not UTF-8."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
