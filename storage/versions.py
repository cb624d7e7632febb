"""Versions: every text an item has had, and the dates it was given later."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from core.items import StoredItem
from storage.items import item_version, redating, versions_by_id


def versions_of(connection: Connection, item_id: int) -> list[tuple[StoredItem, datetime]]:
    """An item's versions, first to last, each with when its text was first seen."""
    query = select(item_version.c.id, item_version.c.seen_at).where(item_version.c.item_id == item_id)
    rows: Sequence[tuple[int, datetime]] = [
        (row.id, row.seen_at) for row in connection.execute(query.order_by(item_version.c.number))
    ]
    versions = versions_by_id(connection, [version_id for version_id, _ in rows])
    return [(versions[version_id], seen_at) for version_id, seen_at in rows]


def redatings_of(connection: Connection, item_id: int) -> list[tuple[datetime, datetime]]:
    """Other dates of publication than the first that an item showed: when each was seen, and what it said."""
    query = select(redating.c.seen_at, redating.c.published_at).where(redating.c.item_id == item_id)
    return [(row.seen_at, row.published_at) for row in connection.execute(query.order_by(redating.c.seen_at))]
