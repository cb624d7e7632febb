"""Posts of channels: as last seen, the series of their views, and which of them are gone."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    insert,
    select,
    update,
)

from core.posts import ChannelLook, Post, PostFacts, StoredPost, ViewCount
from storage.batches import batches
from storage.locks import hold
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.texts import short_key, storable_text
from storage.upserts import insert_or_skip

post = Table(
    "post",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outlet", String, nullable=False),
    Column("key", String, nullable=False),
    Column("source", String, nullable=False),
    Column("address", FreeText, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("published_at", UtcDateTime),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    # When its neighbours were shown and it was not; null while it stands.
    Column("gone_at", UtcDateTime),
    # The last of its series in post_views, so that a look need not search for it.
    Column("views", FreeText),
    Column("view_count", BigInteger),
    Column("is_edited", Boolean, nullable=False),
    Column("forwarded_from", FreeText),
    Column("forwarded_address", FreeText),
    Column("reply_to", FreeText),
    Column("media", JSON, nullable=False),
    Column("links", JSON, nullable=False),
    UniqueConstraint("outlet", "key"),
    Index(None, "source", "position"),
)

post_views = Table(
    "post_views",
    metadata,
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("printed", FreeText, nullable=False),
    Column("number", BigInteger),
    PrimaryKeyConstraint("post_id", "at"),
)

type Identity = tuple[str, str]
type Looks = tuple[Row[Any] | None, list[Post]]
"""A post as it is stored, if it is, and the looks at it that came later, in order of time."""


def save_posts(connection: Connection, posts: Sequence[Post]) -> None:
    """Remember posts as they were seen; views join their series when what is printed has changed.

    A look no later than the last one known says nothing new, so a repeated hand-over adds nothing.
    """
    if not posts:
        return
    hold(connection, "posts")
    looks = _later_looks(connection, posts)
    new = [(old, later) for old, later in looks if old is None]
    met = [(old, later) for old, later in looks if old is not None]
    series: list[dict[str, Any]] = []
    if new:
        rows = [_row(old, later) | {"first_seen": later[0].seen_at} for old, later in new]
        statement = insert(post).returning(post.c.id, sort_by_parameter_order=True)
        ids = connection.scalars(statement, rows).all()
        series += [
            row for post_id, (_, later) in zip(ids, new, strict=True) for row in _series(post_id, later)
        ]
    if met:
        statement_of_met = update(post).where(post.c.id == bindparam("of_post"))
        rows = [_row(old, later) | {"of_post": old.id} for old, later in met]
        connection.execute(statement_of_met, rows)
        series += [row for old, later in met for row in _series(old.id, later, old.views)]
    insert_or_skip(connection, post_views, series)


def note_gone_posts(connection: Connection, look: ChannelLook) -> int:
    """Mark the posts that were not seen at a look although those before and after them were; how many."""
    missing = update(post).where(
        post.c.source == look.source,
        post.c.position > look.first,
        post.c.position < look.last,
        post.c.last_seen < look.at,
        post.c.gone_at.is_(None),
    )
    return connection.execute(missing.values(gone_at=look.at)).rowcount


def posts_by_key(connection: Connection, outlet: str, keys: Collection[str]) -> dict[str, StoredPost]:
    """An outlet's posts as last seen, by their keys; an unknown key is left out."""
    return {row.key: _stored_post(row) for row in _rows(connection, _of_outlet(outlet, keys))}


def view_series(
    connection: Connection, outlet: str, keys: Collection[str]
) -> dict[str, tuple[ViewCount, ...]]:
    """The views of an outlet's posts in order of time; one entry for each change of what was printed."""
    names = {row.id: row.key for row in _rows(connection, _of_outlet(outlet, keys))}
    series: dict[str, list[ViewCount]] = {key: [] for key in names.values()}
    for batch in batches(sorted(names)):
        query = select(post_views).where(post_views.c.post_id.in_(batch))
        for row in connection.execute(query.order_by(post_views.c.post_id, post_views.c.at)):
            count = ViewCount(at=row.at, printed=row.printed, number=row.number)
            series[names[row.post_id]].append(count)
    return {key: tuple(counts) for key, counts in series.items()}


def gone_posts(connection: Connection, outlet: str) -> list[StoredPost]:
    """The posts an outlet took back, in the order of its channel."""
    query = select(post).where(post.c.outlet == outlet, post.c.gone_at.is_not(None))
    return [_stored_post(row) for row in connection.execute(query.order_by(post.c.position))]


def _later_looks(connection: Connection, posts: Sequence[Post]) -> list[Looks]:
    by_post: dict[Identity, list[Post]] = {}
    for one in sorted(posts, key=lambda each: each.seen_at):
        by_post.setdefault((one.outlet, short_key(one.key)), []).append(one)
    stored = {(row.outlet, row.key): row for row in _rows(connection, by_post)}
    looks: list[Looks] = []
    for identity, seen in by_post.items():
        old = stored.get(identity)
        later = [one for one in seen if old is None or one.seen_at > old.last_seen]
        looks += [(old, later)] if later else []
    return looks


def _series(post_id: int, looks: Iterable[Post], printed: str | None = None) -> Iterator[dict[str, Any]]:
    """A row for each change of the printed views; a look that shows none changes nothing."""
    for one in looks:
        if one.facts.views is not None and one.facts.views != printed:
            printed = one.facts.views
            yield {
                "post_id": post_id,
                "at": one.seen_at,
                "printed": printed,
                "number": one.facts.view_count,
            }


def _row(old: Row[Any] | None, looks: Sequence[Post]) -> dict[str, Any]:
    """A post as the last of the looks shows it, with the last views that were shown at all."""
    last = looks[-1]
    shown = [one.facts for one in looks if one.facts.views is not None]
    before = (old.views, old.view_count) if old is not None else (None, None)
    views, view_count = (shown[-1].views, shown[-1].view_count) if shown else before
    return {
        "outlet": last.outlet,
        "key": short_key(last.key),
        "source": last.source,
        "address": last.address,
        "position": last.facts.position,
        "published_at": last.published_at,
        "last_seen": last.seen_at,
        "gone_at": None,
        "views": views,
        "view_count": view_count,
        "is_edited": last.facts.is_edited,
        "forwarded_from": last.facts.forwarded_from,
        "forwarded_address": last.facts.forwarded_address,
        "reply_to": last.facts.reply_to,
        "media": list(last.facts.media),
        "links": [storable_text(link) for link in last.facts.links],
    }


def _rows(connection: Connection, identities: Iterable[Identity]) -> Iterator[Row[Any]]:
    keys: dict[str, list[str]] = {}
    for outlet, key in identities:
        keys.setdefault(outlet, []).append(key)
    for outlet, of_outlet in keys.items():
        for batch in batches(sorted(of_outlet)):
            yield from connection.execute(select(post).where(post.c.outlet == outlet, post.c.key.in_(batch)))


def _of_outlet(outlet: str, keys: Iterable[str]) -> set[Identity]:
    return {(outlet, short_key(key)) for key in keys}


def _stored_post(row: Row[Any]) -> StoredPost:
    seen = Post(
        outlet=row.outlet,
        key=row.key,
        source=row.source,
        address=row.address,
        seen_at=row.last_seen,
        published_at=row.published_at,
        facts=PostFacts(
            position=row.position,
            views=row.views,
            view_count=row.view_count,
            is_edited=row.is_edited,
            forwarded_from=row.forwarded_from,
            forwarded_address=row.forwarded_address,
            reply_to=row.reply_to,
            media=tuple(row.media),
            links=tuple(row.links),
        ),
    )
    return StoredPost(post=seen, first_seen=row.first_seen, gone_at=row.gone_at)
