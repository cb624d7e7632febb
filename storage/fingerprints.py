"""Fingerprints: what is kept of each text so that its reprints are found without reading it again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    LargeBinary,
    PrimaryKeyConstraint,
    Select,
    String,
    Table,
    and_,
    func,
    or_,
    select,
)

from core.items import StoredItem
from core.stories import StoredFingerprint
from storage.awaiting import versions_not_done
from storage.batches import batches
from storage.items import IS_CURRENT, item, item_version
from storage.metadata import FreeText, metadata
from storage.stories import story_member
from storage.upserts import insert_or_replace

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("version_id", ForeignKey("item_version.id"), nullable=False),
    Column("made_by", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    # Whom the text says it is taken from, in its own words.
    Column("credit", FreeText),
    PrimaryKeyConstraint("version_id", "made_by"),
)


# An item that no period counts still stands somewhere in time among its reprints.
_TIME = func.coalesce(item.c.counted_at, item.c.first_seen)


def versions_without_fingerprint(
    connection: Connection, made_by: str, limit: int, *, after: int = 0
) -> list[StoredItem]:
    """Current versions that have none by this maker, in the order they were stored, after a version id."""

    def done(version_ids: Sequence[int]) -> set[int]:
        query = select(fingerprint.c.version_id).where(
            fingerprint.c.made_by == made_by, fingerprint.c.version_id.in_(version_ids)
        )
        return set(connection.scalars(query))

    return versions_not_done(connection, done, limit, after=after)


def save_fingerprints(
    connection: Connection,
    made_by: str,
    prints: Iterable[tuple[int, bytes]],
    *,
    credited: Mapping[int, str] | None = None,
) -> None:
    """Keep the fingerprints of versions, given by version id; `credited` says whom a text is taken from."""
    credit_of = credited or {}
    rows = [
        {"version_id": version_id, "made_by": made_by, "data": data, "credit": credit_of.get(version_id)}
        for version_id, data in prints
    ]
    insert_or_replace(connection, fingerprint, rows, key=["version_id", "made_by"])


def fingerprints_between(
    connection: Connection, made_by: str, start: datetime, end: datetime
) -> list[StoredFingerprint]:
    """Those of the current texts of items of start ≤ t < end, in order of time."""
    dated = and_(item.c.counted_at >= start, item.c.counted_at < end)
    undated = and_(item.c.counted_at.is_(None), item.c.first_seen >= start, item.c.first_seen < end)
    query = _fingerprints(made_by).where(or_(dated, undated))
    rows = connection.execute(query.order_by(_TIME, item.c.id))
    return [StoredFingerprint(**row._mapping) for row in rows]


def fingerprints_without_story(connection: Connection, made_by: str) -> list[StoredFingerprint]:
    """Those of items that have no story yet, in order of time."""
    query = _fingerprints(made_by).where(story_member.c.story_id.is_(None))
    rows = connection.execute(query.order_by(_TIME, item.c.id))
    return [StoredFingerprint(**row._mapping) for row in rows]


def fingerprints_of_stories(
    connection: Connection, made_by: str, story_ids: Collection[int]
) -> list[StoredFingerprint]:
    """Those of all members of these stories."""
    query = _fingerprints(made_by).order_by(item.c.id)
    return [
        StoredFingerprint(**row._mapping)
        for batch in batches(sorted(set(story_ids)))
        for row in connection.execute(query.where(story_member.c.story_id.in_(batch)))
    ]


def _fingerprints(made_by: str) -> Select[Any]:
    query = select(
        item.c.id.label("item_id"),
        item_version.c.id.label("version_id"),
        item.c.outlet,
        _TIME.label("counted_at"),
        fingerprint.c.data,
        fingerprint.c.credit,
        story_member.c.story_id,
    )
    query = query.select_from(item).join(item_version, IS_CURRENT)
    query = query.join(fingerprint, fingerprint.c.version_id == item_version.c.id)
    query = query.outerjoin(story_member, story_member.c.item_id == item.c.id)
    return query.where(fingerprint.c.made_by == made_by)
