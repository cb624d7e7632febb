"""Source news: how many items of each source a crawl first saw in a stretch of time, and who read them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, select

from core.items import Origin
from storage.items import item, item_version


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNews:
    """The new items of one source."""

    items: int
    by_general: int
    """Of these, read by the general extractor."""


def source_news(connection: Connection, start: datetime, end: datetime) -> dict[str, SourceNews]:
    """By source: the items that crawls first saw in start ≤ t < end; a source without any is not in it."""
    first_version = and_(item_version.c.item_id == item.c.id, item_version.c.number == 1)
    is_general = case((item_version.c.extractor.like("general/%"), 1), else_=0)
    query = (
        select(item.c.source, func.count().label("items"), func.sum(is_general).label("by_general"))
        .join(item_version, first_version)
        .where(item.c.first_seen >= start, item.c.first_seen < end, item.c.origin == Origin.CRAWL)
        .where(item.c.source.is_not(None))
        .group_by(item.c.source)
    )
    rows = connection.execute(query)
    return {row.source: SourceNews(items=row.items, by_general=row.by_general) for row in rows}
