"""Claim rows: a month's claims without their texts and evidence, for questions about all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from storage.attributions import attribution
from storage.audit_reviews import audit_review
from storage.items import IS_CURRENT, item, item_version
from storage.readings import reading
from storage.stories import story_member


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item that counts in the month and that the machine has read."""

    item_id: int
    version_id: int
    outlet: str
    key: str
    topic: str | None
    story_id: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One of its claims."""

    item_id: int
    agency: str
    province: str | None
    role: str
    confidence: float


def read_items_between(connection: Connection, start: datetime, end: datetime) -> list[ReadItem]:
    """The items of start ≤ t < end that were read, in order of id; one in no story is its own."""
    newest = and_(reading.c.version_id == item_version.c.id, reading.c.is_newest)
    query = (
        select(
            item.c.id,
            item_version.c.id.label("version_id"),
            item.c.outlet,
            item.c.key,
            reading.c.topic,
            story_member.c.story_id,
        )
        .select_from(item)
        .join(item_version, IS_CURRENT)
        .join(reading, newest)
        .outerjoin(story_member, story_member.c.item_id == item.c.id)
        .where(item.c.counted_at >= start, item.c.counted_at < end)
        .order_by(item.c.id)
    )
    return [
        ReadItem(row.id, row.version_id, row.outlet, row.key, row.topic, row.story_id or row.id)
        for row in connection.execute(query)
    ]


def claim_rows_between(connection: Connection, start: datetime, end: datetime) -> Iterator[ClaimRow]:
    """What the machine now claims of the same items, in order of item id."""
    newest = and_(reading.c.version_id == item_version.c.id, reading.c.is_newest)
    same = and_(attribution.c.version_id == reading.c.version_id, attribution.c.made_by == reading.c.made_by)
    query = (
        select(
            item.c.id,
            attribution.c.agency,
            attribution.c.province,
            attribution.c.role,
            attribution.c.confidence,
        )
        .select_from(item)
        .join(item_version, IS_CURRENT)
        .join(reading, newest)
        .join(attribution, same)
        .where(item.c.counted_at >= start, item.c.counted_at < end)
        .order_by(item.c.id)
    )
    for row in connection.execute(query):
        yield ClaimRow(row.id, row.agency, row.province, row.role, row.confidence)


def newest_reading(connection: Connection) -> int:
    """Grows whenever the machine has read something; 0 before the first."""
    return connection.scalar(select(func.max(reading.c.id))) or 0


def newest_counted_at(connection: Connection) -> datetime | None:
    """The time by which the newest of all items counts."""
    newest: datetime | None = connection.scalar(select(func.max(item.c.counted_at)))
    return newest


def reviewed_versions(connection: Connection) -> set[int]:
    """The texts of the audit stream that were reviewed completely."""
    return set(connection.scalars(select(audit_review.c.version_id)))
