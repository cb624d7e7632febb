"""Takedowns: whose texts are not shown now, and every act by which it came so; only ever appended."""

from dataclasses import asdict

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    and_,
    func,
    insert,
    not_,
    select,
)

from core.takedowns import Takedown
from storage.metadata import FreeText, UtcDateTime, metadata

takedown = Table(
    "takedown",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id"), nullable=False, index=True),
    Column("is_shown", Boolean, nullable=False),
    Column("reason", FreeText, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


_LAST = select(func.max(takedown.c.id)).group_by(takedown.c.item_id)
_HIDDEN = select(takedown.c.item_id).where(and_(takedown.c.id.in_(_LAST), not_(takedown.c.is_shown)))


def append_takedown(connection: Connection, act: Takedown) -> None:
    """Keep an act; the caller has checked that it changes something."""
    row = asdict(act)
    del row["id"]
    connection.execute(insert(takedown), [row])


def takedowns(connection: Connection) -> list[Takedown]:
    """Every act, first to last."""
    rows = connection.execute(select(takedown).order_by(takedown.c.id))
    return [Takedown(**row._mapping) for row in rows]


def taken_down_items(connection: Connection) -> set[int]:
    """The items whose texts are not shown now: few, for each was asked for by name."""
    return set(connection.scalars(_HIDDEN))


def is_taken_down(item_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the text of an item of a query is not shown."""
    return item_id.in_(_HIDDEN)
