"""Items and the versions of their texts: the tables, and the questions about what is stored."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    not_,
    or_,
    select,
)

from core.items import Item, ItemFacts, Origin, StoredItem, WithheldItem
from core.moments import Moment, Precision
from core.takedowns import NOTICE
from storage.batches import batches
from storage.metadata import UtcDateTime, metadata
from storage.takedowns import taken_down_items
from storage.texts import short_key

item = Table(
    "item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outlet", String, nullable=False),
    Column("key", String, nullable=False),
    Column("url", String),
    Column("source", String),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("origin", String, nullable=False),
    # When it was published, as first known; dates read later stand in `redating`.
    Column("published_at", UtcDateTime),
    Column("published_precision", String),
    Column("published_rule", String),
    # The instant by which a period counts the item (Item.counted_at); null when nobody can know it.
    Column("counted_at", UtcDateTime),
    Column("current_number", Integer, nullable=False),
    UniqueConstraint("outlet", "key"),
    Index(None, "counted_at", "outlet"),
    Index(None, "first_seen"),
)

item_version = Table(
    "item_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text_hash", String(64), nullable=False, index=True),
    Column("title", Text),
    Column("lead", Text),
    Column("body", Text),
    Column("kicker", Text),
    Column("byline", Text),
    Column("section", Text),
    Column("tags", JSON, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("page_hash", String(64)),
    Column("extractor", String),
    UniqueConstraint("item_id", "number"),
)

redating = Table(
    "redating",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id"), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("published_precision", String, nullable=False),
    Column("published_rule", String, nullable=False),
    UniqueConstraint("item_id", "published_at"),
)

IS_CURRENT = and_(item_version.c.item_id == item.c.id, item_version.c.number == item.c.current_number)
"""Joins an item to the newest version of its text."""


def items_by_id(
    connection: Connection, item_ids: Collection[int], *, as_stored: bool = False
) -> dict[int, StoredItem]:
    """The current versions of these items, by item id; an unknown id is left out.

    Texts that were taken down are withheld, so that nothing shows them by mistake; what counts and computes
    asks for them `as_stored`, or a round would change by what is no longer shown.
    """
    stored = _found(connection, _CURRENT_BY_ID, item_ids)
    return {one.id: one for one in (stored if as_stored else _as_shown(connection, stored))}


def versions_by_id(
    connection: Connection, version_ids: Collection[int], *, as_stored: bool = False
) -> dict[int, StoredItem]:
    """These versions, current or not, by version id; texts taken down as in `items_by_id`."""
    stored = _found(connection, _VERSIONS_BY_ID, version_ids)
    return {one.version_id: one for one in (stored if as_stored else _as_shown(connection, stored))}


def items_by_key(connection: Connection, outlet: str, keys: Collection[str]) -> dict[str, StoredItem]:
    """The current versions of an outlet's items, by the key they are kept under."""
    kept_keys = [short_key(key) for key in keys]
    stored = _found(connection, _CURRENT_BY_KEY, kept_keys, outlet=outlet)
    return {one.item.key: one for one in stored}


def titles_of_outlet(
    connection: Connection, outlet: str, start: datetime, end: datetime
) -> list[tuple[int, str]]:
    """The ids and current titles of an outlet's items that count in start ≤ t < end, in order of id."""
    query = select(item.c.id, item_version.c.title).join(item_version, IS_CURRENT)
    query = query.where(item.c.outlet == outlet, item.c.counted_at >= start, item.c.counted_at < end)
    return [(row.id, row.title or "") for row in connection.execute(query.order_by(item.c.id))]


def known_addresses(
    connection: Connection, outlet: str, *, crawled_before: datetime | None = None
) -> dict[str, str]:
    """The items an outlet gave us: each one's key, and the hash of its current text.

    With `crawled_before`, those a crawl first saw since then are left out.
    """
    query = select(item.c.key, item_version.c.text_hash).join(item_version, IS_CURRENT)
    query = query.where(item.c.outlet == outlet)
    if crawled_before is not None:
        query = query.where(watched_before(crawled_before))
    return dict(connection.execute(query).all())


def recent_addresses(connection: Connection, outlet: str, *, crawled_since: datetime) -> dict[str, str]:
    """What `known_addresses` leaves out: items whose pages are fetched again, with the hash of their text."""
    query = select(item.c.key, item_version.c.text_hash).join(item_version, IS_CURRENT)
    query = query.where(item.c.outlet == outlet, not_(watched_before(crawled_since)))
    return dict(connection.execute(query).all())


def watched_before(instant: datetime) -> ColumnElement[bool]:
    """Items that no crawl first saw since an instant: those whose text has settled."""
    return or_(item.c.origin != Origin.CRAWL, item.c.first_seen < instant)


def item_facts_between(
    connection: Connection, start: datetime, end: datetime, outlets: Collection[str] | None = None
) -> list[ItemFacts]:
    """Items that count in start ≤ t < end, of these outlets or of all, in order of that time."""
    names = [item.c[name] for name in ("id", "outlet", "counted_at", "first_seen", "origin", "published_at")]
    query: Select[Any] = select(*names, item_version.c.id.label("version_id")).join(item_version, IS_CURRENT)
    query = query.where(item.c.counted_at >= start, item.c.counted_at < end)
    if outlets is not None:
        query = query.where(item.c.outlet.in_(outlets))
    return [_facts(row) for row in connection.execute(query.order_by(item.c.counted_at, item.c.id))]


def newest_items(connection: Connection, limit: int) -> list[StoredItem]:
    """The current texts of the items stored last, the newest first."""
    ids = connection.scalars(select(item.c.id).order_by(item.c.id.desc()).limit(limit)).all()
    stored = items_by_id(connection, ids, as_stored=True)
    return [stored[item_id] for item_id in ids if item_id in stored]


def newest_counted_at(connection: Connection, outlet: str, until: datetime) -> datetime | None:
    """The time by which an outlet's newest item up to an instant counts; None when we hold none."""
    query = select(func.max(item.c.counted_at)).where(item.c.outlet == outlet, item.c.counted_at <= until)
    newest: datetime | None = connection.scalar(query)
    return newest


_COLUMNS = [
    *(column for column in item.c if column.name not in ("id", "counted_at", "current_number")),
    *(column for column in item_version.c if column.name not in ("text_hash", "seen_at")),
]


def _select_versions() -> Select[Any]:
    """Every version with its item, as `_stored_item` reads it."""
    return select(*_COLUMNS).join_from(item_version, item, item_version.c.item_id == item.c.id)


def _stored_item(row: Row[Any]) -> StoredItem:
    """The record of a row of `_select_versions`."""
    return StoredItem(id=row.item_id, version_id=row.id, version=row.number, item=_item(row))


def _found(
    connection: Connection, query: Select[Any], wanted: Collection[Any], **values: Any
) -> list[StoredItem]:
    return [
        _stored_item(row)
        for batch in batches(sorted(set(wanted)))
        for row in connection.execute(query, {"wanted": batch, **values})
    ]


# Built once: a card is drawn at every key, and building takes longer than the database needs for one item.
_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_CURRENT_BY_ID = _select_versions().where(IS_CURRENT, item.c.id.in_(_WANTED))
_VERSIONS_BY_ID = _select_versions().where(item_version.c.id.in_(_WANTED))
_CURRENT_BY_KEY = _select_versions().where(
    IS_CURRENT, item.c.outlet == bindparam("outlet"), item.c.key.in_(_WANTED)
)


def _as_shown(connection: Connection, stored: list[StoredItem]) -> list[StoredItem]:
    hidden = taken_down_items(connection) if stored else set()
    return [replace(one, item=_withheld(one.item)) if one.id in hidden else one for one in stored]


def _withheld(one: Item) -> WithheldItem:
    # What an outlet chose to call its section, its tags, and the page itself may tell what the text said.
    return WithheldItem(
        key=one.key,
        outlet=one.outlet,
        url=one.url,
        title=NOTICE,
        lead=None,
        body=None,
        first_seen=one.first_seen,
        origin=one.origin,
        published=one.published,
        source=one.source,
        extractor=one.extractor,
        hash_of_text=one.text_hash,
    )


def _item(row: Row[Any]) -> Item:
    return Item(
        key=row.key,
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        lead=row.lead,
        body=row.body,
        first_seen=row.first_seen,
        origin=Origin(row.origin),
        published=_moment(row),
        kicker=row.kicker,
        byline=row.byline,
        section=row.section,
        tags=tuple(row.tags),
        source=row.source,
        page_hash=row.page_hash,
        extractor=row.extractor,
    )


def _moment(row: Row[Any]) -> Moment | None:
    if row.published_at is None:
        return None
    precision = Precision(row.published_precision)
    return Moment(at=row.published_at, precision=precision, rule=row.published_rule)


def _facts(row: Row[Any]) -> ItemFacts:
    return ItemFacts(
        id=row.id,
        version_id=row.version_id,
        outlet=row.outlet,
        counted_at=row.counted_at,
        first_seen=row.first_seen,
        origin=Origin(row.origin),
        published_is_known=row.published_at is not None,
    )
