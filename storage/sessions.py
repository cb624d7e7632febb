"""Sessions: who is signed in where, and the attempts to sign in that failed."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Column, Connection, Index, Integer, String, Table, func, insert, select, update

from core.sessions import Session
from core.users import User
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.users import row_with_user

session = Table(
    "session",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    Column("user", String, nullable=False, index=True),
    Column("form_token", String, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("address", String, nullable=False),
    Column("ended_at", UtcDateTime),
)

failed_sign_in = Table(
    "failed_sign_in",
    metadata,
    Column("id", Integer, primary_key=True),
    # What was typed: it need not be an account's name.
    Column("name", FreeText, nullable=False),
    Column("address", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "address", "at"),
)


def start_session(connection: Connection, started: Session) -> None:
    connection.execute(insert(session).values(asdict(started)))


def session_with_user(connection: Connection, id_hash: str) -> tuple[Session, User] | None:
    """The session of that hash, open or ended, and whose it is: one question, asked at every request."""
    found = row_with_user(connection, session, "id_hash", id_hash)
    return None if found is None else (Session(**found[0]), found[1])


def see_session(connection: Connection, id_hash: str, now: datetime) -> None:
    """Its owner was there just now."""
    connection.execute(update(session).where(session.c.id_hash == id_hash).values(last_seen=now))


def end_session(connection: Connection, id_hash: str, now: datetime) -> None:
    ending = update(session).where(session.c.id_hash == id_hash, session.c.ended_at.is_(None))
    connection.execute(ending.values(ended_at=now))


def end_sessions_of(connection: Connection, user: str, now: datetime) -> None:
    """Everywhere at once: after a new password, or when the account is closed."""
    ending = update(session).where(session.c.user == user, session.c.ended_at.is_(None))
    connection.execute(ending.values(ended_at=now))


def note_failed_sign_in(connection: Connection, name: str, address: str, now: datetime) -> None:
    connection.execute(insert(failed_sign_in).values(name=name, address=address, at=now))


def failed_sign_ins(connection: Connection, address: str, since: datetime, name: str | None = None) -> int:
    """How often signing in failed from an address since an instant, under one name or any."""
    query = select(func.count()).select_from(failed_sign_in)
    query = query.where(failed_sign_in.c.address == address, failed_sign_in.c.at >= since)
    if name is not None:
        query = query.where(failed_sign_in.c.name == name)
    return connection.scalar(query) or 0
