"""Files that a user names on the command line."""

from pathlib import Path

from core.errors import InputError


def read_bytes(path: Path) -> bytes:
    """The whole file; raises InputError with what to do."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check the name") from error
