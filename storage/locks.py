"""Locks: one writer at a time where a decision is made from what was just read, one runner of each job."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from storage.engine import Database, troubles_named


def hold(connection: Connection, name: str) -> None:
    """Wait until no other transaction holds `name`; freed at the end of this transaction.

    On SQLite a write transaction is alone from its beginning, so there is nothing to wait for.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_number(name))))


@contextmanager
def held_by_session(database: Database, name: str) -> Iterator[bool]:
    """Whether this process alone has `name` of a PostgreSQL server; it never waits.

    The server frees it at the moment the connection ends, also by `kill -9` of the process.
    """
    with troubles_named(database.engine):
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with troubles_named(database.engine):
            taken = bool(connection.scalar(select(func.pg_try_advisory_lock(_number(name)))))
        yield taken
        if taken:
            # A server that was restarted meanwhile has freed it already.
            with suppress(DBAPIError):
                connection.execute(select(func.pg_advisory_unlock(_number(name))))
    finally:
        # Never back into the pool: a lock that stayed would be held by whoever gets the connection next.
        connection.invalidate()
        connection.close()


def _number(name: str) -> int:
    """A stable 63-bit number of our own, so that other programs' locks are not met by chance."""
    return int.from_bytes(sha256(f"rasad/{name}".encode()).digest()[:8]) >> 1
