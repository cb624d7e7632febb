"""Items of one agency: those in which the machine or a person says that it acts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from core.attributions import Role
from core.corrections import Aspect
from storage.attributions import attribution
from storage.batches import batches
from storage.corrections import correction
from storage.items import IS_CURRENT, item, item_version
from storage.readings import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyItem:
    """One item with what is needed to count it."""

    item_id: int
    version_id: int
    outlet: str
    counted_at: datetime


def last_counted_at(connection: Connection, until: datetime) -> datetime | None:
    """When the newest item that counts by then was published; None without one."""
    newest: datetime | None = connection.scalar(
        select(item.c.counted_at)
        .where(item.c.counted_at <= until)
        .order_by(item.c.counted_at.desc())
        .limit(1)
    )
    return newest


def claimed_items(
    connection: Connection, agency: str, start: datetime, end: datetime
) -> Sequence[AgencyItem]:
    """Those of start ≤ t < end in which the machine says that the agency acts."""
    newest = and_(
        reading.c.version_id == attribution.c.version_id,
        reading.c.made_by == attribution.c.made_by,
        reading.c.is_newest,
    )
    query = _items().join(attribution, attribution.c.version_id == item_version.c.id).join(reading, newest)
    query = query.where(
        attribution.c.agency == agency,
        attribution.c.role == Role.ACTOR.value,
        item.c.counted_at >= start,
        item.c.counted_at < end,
    )
    return [AgencyItem(**row._mapping) for row in connection.execute(query)]


def decided_items_of(connection: Connection, agency: str) -> set[int]:
    """The items on which people decided about the agency, or about whether they count at all."""
    about = (correction.c.aspect == Aspect.AGENCY.value) & (correction.c.subject == agency)
    whole = correction.c.aspect == Aspect.RELEVANCE.value
    return set(connection.scalars(select(correction.c.item_id).where(about | whole)))


def counting_items(
    connection: Connection, item_ids: Collection[int], start: datetime, end: datetime
) -> Sequence[AgencyItem]:
    """Of these, the ones of start ≤ t < end."""
    found: list[AgencyItem] = []
    for batch in batches(sorted(item_ids)):
        query = _items().where(item.c.id.in_(batch), item.c.counted_at >= start, item.c.counted_at < end)
        found += [AgencyItem(**row._mapping) for row in connection.execute(query)]
    return found


def _items() -> Select[Any]:
    return select(
        item.c.id.label("item_id"), item_version.c.id.label("version_id"), item.c.outlet, item.c.counted_at
    ).join(item_version, IS_CURRENT)
