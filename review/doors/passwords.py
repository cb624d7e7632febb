"""Passwords: argon2id, and the same password however a keyboard writes its digits."""

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from core.digits import latin_digits

SHORTEST = 8
LONGEST = 256
"""Nobody types more; hashing an endless text would keep the server busy."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are read as one another: l and 1, o and 0, i."""

# Each check takes 64 MiB for a moment: more than a few at once would be a way to exhaust the machine.
_AT_ONCE = BoundedSemaphore(4)


def hash_password(password: str) -> str:
    with _AT_ONCE:
        return _hasher().hash(_folded(password))


def is_right_password(password: str, password_hash: str | None) -> bool:
    """Whether it is; without a hash it never is, and finding that out takes as long."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        fits = _hasher().verify(_folded(password), password_hash or _nobodys_hash())
    return fits and password_hash is not None


def password_problem(password: str) -> str:
    """Why it cannot be a password, in Persian; empty when it can."""
    if len(password) < SHORTEST:
        return "گذرواژه دست‌کم هشت نویسه باید داشته باشد."
    return "گذرواژه درازتر از آن است که بتوان پذیرفت." if len(password) > LONGEST else ""


def new_password() -> str:
    """Four groups of four, easy to read out and to type; about 79 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _folded(password: str) -> str:
    # «رمز۱۲۳» typed on a Persian keyboard and «رمز123» typed on another are one password.
    return latin_digits(unicodedata.normalize("NFKC", password))


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(),))


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
