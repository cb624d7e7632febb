"""Source news: how many items of each source a crawl first saw in a stretch of time, and who read them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, select

from core.dating import BACK_DATED_AFTER
from core.items import Origin
from core.suspicion import DatedNews
from storage.items import item, item_version, redating

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNews:
    """The new items of one source."""

    items: int
    by_general: int
    """Of these, read by the general extractor."""
    dated: DatedNews = field(default_factory=DatedNews)


def source_news(connection: Connection, start: datetime, end: datetime) -> dict[str, SourceNews]:
    """By source: the items that crawls first saw in start ≤ t < end; a source without any is not in it."""
    first_version = and_(item_version.c.item_id == item.c.id, item_version.c.number == 1)
    is_general = case((item_version.c.extractor.like("general/%"), 1), else_=0)
    is_back_dated = case((item.c.published_at < start - BACK_DATED_AFTER, 1), else_=0)
    is_old_text = case((_had_before(start), 1), else_=0)
    query = (
        select(
            item.c.source,
            func.count().label("items"),
            func.sum(is_general).label("by_general"),
            func.sum(is_back_dated).label("back_dated"),
            func.sum(is_old_text).label("old_texts"),
        )
        .join(item_version, first_version)
        .where(item.c.first_seen >= start, item.c.first_seen < end, item.c.origin == Origin.CRAWL)
        .where(item.c.source.is_not(None))
        .group_by(item.c.source)
    )
    rows = connection.execute(query).all()
    redated = _redated(connection, start, end)
    news = {
        row.source: SourceNews(
            items=row.items,
            by_general=row.by_general,
            dated=DatedNews(
                back_dated=row.back_dated,
                old_texts=row.old_texts,
                redated=redated.pop(row.source, 0),
            ),
        )
        for row in rows
    }
    return news | {
        source: SourceNews(items=0, by_general=0, dated=DatedNews(redated=count))
        for source, count in redated.items()
    }


def _had_before(start: datetime) -> ColumnElement[bool]:
    """Whether the outlet had the text of an item's first version under another address."""
    other, text = item.alias(), item_version.alias()
    return exists().where(
        text.c.text_hash == item_version.c.text_hash,
        other.c.id == text.c.item_id,
        other.c.id != item.c.id,
        other.c.outlet == item.c.outlet,
        other.c.first_seen < start,
    )


def _redated(connection: Connection, start: datetime, end: datetime) -> dict[str, int]:
    """By source: older items that were seen with a date of this stretch."""
    query = (
        select(item.c.source, func.count(item.c.id.distinct()).label("items"))
        .join(redating, redating.c.item_id == item.c.id)
        .where(redating.c.seen_at >= start, redating.c.seen_at < end)
        .where(redating.c.published_at >= start - A_DAY, item.c.published_at < start - BACK_DATED_AFTER)
        .where(item.c.source.is_not(None))
        .group_by(item.c.source)
    )
    return {row.source: row.items for row in connection.execute(query)}
