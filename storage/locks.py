"""Locks: one writer at a time where a decision is made from what was just read."""

from hashlib import sha256

from sqlalchemy import Connection, func, select


def hold(connection: Connection, name: str) -> None:
    """Wait until no other transaction holds `name`; freed at the end of this transaction.

    On SQLite a write transaction is alone from its beginning, so there is nothing to wait for.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_number(name))))


def _number(name: str) -> int:
    """A stable 63-bit number of our own, so that other programs' locks are not met by chance."""
    return int.from_bytes(sha256(f"rasad/{name}".encode()).digest()[:8]) >> 1
