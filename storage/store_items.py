"""Storing items: what is new, what has a new text, what only has another date, what is unchanged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from core.items import Item, StoredItem
from core.moments import Moment
from core.outcomes import Outcome
from storage.items import item as item_table
from storage.items import item_version, items_by_key, redating
from storage.locks import hold
from storage.texts import storable
from storage.upserts import insert_or_skip

type Kept = tuple[StoredItem, Outcome]
type Numbered = tuple[int, Item]
"""An item with its place in the batch."""


def store_items(connection: Connection, items: Sequence[Item]) -> list[Kept]:
    """Each item as it now stands in the database, with what became of it, in the order given.

    STORED: not seen before. UPDATED: its text has a new version, or its date became known.
    UNCHANGED: nothing, or another date than the known one, which is noted and not believed.
    First seen, origin, address and the first known date of an item never change.
    """
    hold(connection, "items")
    kept: dict[int, Kept] = {}
    waiting = [(place, storable(item)) for place, item in enumerate(items)]
    while waiting:
        # The same item twice in a batch: the second meets what the first left behind.
        batch, waiting = _first_of_each(waiting)
        kept.update(_store_distinct(connection, batch))
    return [kept[place] for place in range(len(items))]


def _first_of_each(items: Iterable[Numbered]) -> tuple[list[Numbered], list[Numbered]]:
    seen: set[tuple[str, str]] = set()
    first: list[Numbered] = []
    again: list[Numbered] = []
    for place, item in items:
        (again if _identity(item) in seen else first).append((place, item))
        seen.add(_identity(item))
    return first, again


def _identity(item: Item) -> tuple[str, str]:
    return item.outlet, item.key


def _store_distinct(connection: Connection, items: Sequence[Numbered]) -> dict[int, Kept]:
    known = _known(connection, [item for _, item in items])
    new = [(place, item) for place, item in items if _identity(item) not in known]
    seen_again = [(place, item, known[_identity(item)]) for place, item in items if _identity(item) in known]
    changed = [(place, item, old) for place, item, old in seen_again if item.text_hash != old.item.text_hash]
    same = [(place, item, old) for place, item, old in seen_again if item.text_hash == old.item.text_hash]

    learned = _learn_dates(connection, [(item, old) for _, item, old in seen_again])
    stored = zip(new, _add_items(connection, [item for _, item in new]), strict=True)
    updated = zip(changed, _add_versions(connection, [(item, old) for _, item, old in changed]), strict=True)
    return {
        **{place: (one, Outcome.STORED) for (place, _), one in stored},
        **{place: (one, Outcome.UPDATED) for (place, _, _), one in updated},
        **{place: _seen_again(item, old, learned) for place, item, old in same},
    }


def _known(connection: Connection, items: Iterable[Item]) -> dict[tuple[str, str], StoredItem]:
    keys: dict[str, list[str]] = {}
    for item in items:
        keys.setdefault(item.outlet, []).append(item.key)
    return {
        (outlet, key): stored
        for outlet, of_outlet in keys.items()
        for key, stored in items_by_key(connection, outlet, of_outlet).items()
    }


def _seen_again(item: Item, old: StoredItem, learned: set[int]) -> Kept:
    if old.id in learned:
        return replace(old, item=replace(old.item, published=item.published)), Outcome.UPDATED
    return old, Outcome.UNCHANGED


def _add_items(connection: Connection, items: Sequence[Item]) -> list[StoredItem]:
    if not items:
        return []
    statement = insert(item_table).returning(item_table.c.id, sort_by_parameter_order=True)
    ids = connection.scalars(statement, [_item_row(item) for item in items]).all()
    versions = [_version_row(item, item_id, 1) for item, item_id in zip(items, ids, strict=True)]
    return [
        StoredItem(id=item_id, version_id=version_id, version=1, item=item)
        for item, item_id, version_id in zip(items, ids, _version_ids(connection, versions), strict=True)
    ]


def _add_versions(connection: Connection, changed: Sequence[tuple[Item, StoredItem]]) -> list[StoredItem]:
    if not changed:
        return []
    versions = [_version_row(item, old.id, old.version + 1) for item, old in changed]
    version_ids = _version_ids(connection, versions)
    statement = update(item_table).where(item_table.c.id == bindparam("of_item"))
    numbers = [{"of_item": old.id, "current_number": old.version + 1} for _, old in changed]
    connection.execute(statement, numbers)
    return [
        StoredItem(
            id=old.id, version_id=version_id, version=old.version + 1, item=_with_history(item, old.item)
        )
        for (item, old), version_id in zip(changed, version_ids, strict=True)
    ]


def _with_history(item: Item, old: Item) -> Item:
    """The new text of an item whose beginnings are known."""
    return replace(
        item,
        url=old.url,
        source=old.source,
        first_seen=old.first_seen,
        origin=old.origin,
        published=old.published or item.published,
    )


def _version_ids(connection: Connection, versions: Sequence[dict[str, Any]]) -> Sequence[int]:
    statement = insert(item_version).returning(item_version.c.id, sort_by_parameter_order=True)
    return connection.scalars(statement, versions).all()


def _learn_dates(connection: Connection, seen_again: Sequence[tuple[Item, StoredItem]]) -> set[int]:
    """Fill in dates that were not known, note those that differ; the ids of the items that got one."""
    dated = [(item, item.published, old) for item, old in seen_again if item.published]
    learned = [(published, old.id) for _, published, old in dated if old.item.published is None]
    if learned:
        statement = update(item_table).where(item_table.c.id == bindparam("of_item"))
        rows = [_moment_row(published) | {"of_item": item_id} for published, item_id in learned]
        connection.execute(statement, [row | {"counted_at": row["published_at"]} for row in rows])
    notes = [
        {"item_id": old.id, "seen_at": item.first_seen, **_moment_row(published)}
        for item, published, old in dated
        if old.item.published and published.at != old.item.published.at
    ]
    insert_or_skip(connection, redating, notes)
    return {item_id for _, item_id in learned}


def _item_row(item: Item) -> dict[str, Any]:
    return {
        "outlet": item.outlet,
        "key": item.key,
        "url": item.url,
        "source": item.source,
        "first_seen": item.first_seen,
        "origin": item.origin.value,
        "counted_at": item.counted_at,
        "current_number": 1,
        **_moment_row(item.published),
    }


def _moment_row(moment: Moment | None) -> dict[str, Any]:
    return {
        "published_at": moment.at if moment else None,
        "published_precision": moment.precision.value if moment else None,
        "published_rule": moment.rule if moment else None,
    }


def _version_row(item: Item, item_id: int, number: int) -> dict[str, Any]:
    return {
        "item_id": item_id,
        "number": number,
        "text_hash": item.text_hash,
        "title": item.title,
        "lead": item.lead,
        "body": item.body,
        "kicker": item.kicker,
        "byline": item.byline,
        "section": item.section,
        "tags": list(item.tags),
        "seen_at": item.first_seen,
        "page_hash": item.page_hash,
        "extractor": item.extractor,
    }
