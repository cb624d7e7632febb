"""Posts of channels in a period, each with its item when it has a text."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from core.posts import CountedPost
from storage.items import item
from storage.posts import post


def counted_posts(
    connection: Connection, outlets: Collection[str], start: datetime, end: datetime
) -> list[CountedPost]:
    """The posts of start ≤ t < end by their own time, else by when they were first seen; oldest first."""
    at = func.coalesce(post.c.published_at, post.c.first_seen)
    same_post = and_(item.c.outlet == post.c.outlet, item.c.key == post.c.key)
    query = select(
        post.c.outlet,
        post.c.key,
        post.c.published_at,
        post.c.first_seen,
        post.c.media,
        post.c.forwarded_from,
        item.c.id.label("item_id"),
    ).join_from(post, item, same_post, isouter=True)
    query = query.where(post.c.outlet.in_(sorted(outlets)), at >= start, at < end).order_by(at, post.c.id)
    return [
        CountedPost(
            outlet=row.outlet,
            key=row.key,
            at=row.published_at or row.first_seen,
            first_seen=row.first_seen,
            media=tuple(row.media),
            is_forwarded=row.forwarded_from is not None,
            item_id=row.item_id,
        )
        for row in connection.execute(query)
    ]
