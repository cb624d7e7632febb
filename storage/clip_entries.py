"""Clip entries: each piece that a person entered, and whether we had it already."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    insert,
    select,
)

from core.clips import ClipEntry
from storage.metadata import UtcDateTime, metadata

clip_entry = Table(
    "clip_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id"), nullable=False, index=True),
    Column("was_held", Boolean, nullable=False),
    Column("agency", String, nullable=False),
    Column("was_attributed", Boolean, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("entered_by", String, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
)


def append_clip_entry(connection: Connection, entry: ClipEntry) -> bool:
    """Keep it; False when the same piece was entered for the same agency before: it is one piece."""
    same = (clip_entry.c.item_id == entry.item_id) & (clip_entry.c.agency == entry.agency)
    if connection.scalar(select(clip_entry.c.id).where(same).limit(1)) is not None:
        return False
    row = asdict(entry)
    del row["id"]
    connection.execute(insert(clip_entry), [row])
    return True


def clip_entries(connection: Connection, first: date, last: date) -> list[ClipEntry]:
    """Those published from first to last, both included, newest first."""
    query = select(clip_entry).where(clip_entry.c.day.between(first, last))
    rows = connection.execute(query.order_by(clip_entry.c.day.desc(), clip_entry.c.id.desc()))
    return [_entry(row) for row in rows]


def _entry(row: Row[Any]) -> ClipEntry:
    return ClipEntry(**row._mapping)
