"""Rounds: each act of measuring a month, numbered by revision."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    and_,
    func,
    insert,
    select,
)

from core.calendar import JalaliMonth
from core.rounds import Round
from storage.locks import hold
from storage.metadata import UtcDateTime, metadata

# Not `round`: the table would hide Python's own function wherever it is imported.
round_table = Table(
    "round",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile", String, nullable=False),
    Column("scheme", String, nullable=False),
    Column("scheme_version", String, nullable=False),
    Column("month", String(7), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("config_hash", String, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    UniqueConstraint("profile", "month", "scheme", "revision"),
)


def new_round(
    connection: Connection,
    *,
    profile: str,
    scheme: str,
    scheme_version: str,
    month: JalaliMonth,
    config_hash: str,
    made_at: datetime,
) -> Round:
    """The next revision of a profile's month under a scheme; the first is 1."""
    hold(connection, "rounds")
    same = and_(_of_month(profile, month), round_table.c.scheme == scheme)
    newest = connection.scalar(select(func.max(round_table.c.revision)).where(same))
    row = {
        "profile": profile,
        "scheme": scheme,
        "scheme_version": scheme_version,
        "month": str(month),
        "revision": (newest or 0) + 1,
        "config_hash": config_hash,
        "made_at": made_at,
    }
    return _round(connection.execute(insert(round_table).values(row).returning(round_table)).one())


def latest_round(
    connection: Connection, profile: str, month: JalaliMonth, scheme: str | None = None
) -> Round | None:
    """The newest revision of a month, under one scheme or whichever was counted last."""
    query = select(round_table).where(_of_month(profile, month))
    if scheme is not None:
        query = query.where(round_table.c.scheme == scheme)
    row = connection.execute(query.order_by(round_table.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _round(row)


def rounds_of(connection: Connection, profile: str) -> list[Round]:
    """All rounds of a profile, from the first made to the last."""
    query = select(round_table).where(round_table.c.profile == profile).order_by(round_table.c.id)
    return [_round(row) for row in connection.execute(query)]


def round_by_id(connection: Connection, round_id: int) -> Round | None:
    row = connection.execute(select(round_table).where(round_table.c.id == round_id)).one_or_none()
    return None if row is None else _round(row)


def _of_month(profile: str, month: JalaliMonth) -> Any:
    return and_(round_table.c.profile == profile, round_table.c.month == str(month))


def _round(row: Row[Any]) -> Round:
    return Round(
        id=row.id,
        profile=row.profile,
        scheme=row.scheme,
        scheme_version=row.scheme_version,
        month=JalaliMonth.parse(row.month),
        revision=row.revision,
        config_hash=row.config_hash,
        made_at=row.made_at,
    )
