"""Claims: saving what the machine understood of versions, and asking what it says now."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, insert, select, update

from core.attributions import Attribution, Claims, Understanding
from core.items import StoredItem
from storage.attributions import attribution, attribution_of, attribution_row
from storage.batches import batches
from storage.items import IS_CURRENT, item, item_version
from storage.locks import hold
from storage.mentions import refusals_from_json
from storage.readings import reading, reading_of, reading_row

type Understood = tuple[StoredItem, Understanding]


def save_understandings(connection: Connection, made_by: str, understood: Sequence[Understood]) -> None:
    """Keep what this version of the machine says; it becomes the newest, what others said stays.

    Said again by the same version, it takes the place of what that version said before.
    """
    hold(connection, "claims")
    for batch in batches(understood):
        version_ids = [stored.version_id for stored, _ in batch]
        _forget(connection, made_by, version_ids)
        of_versions = reading.c.version_id.in_(version_ids)
        connection.execute(update(reading).where(of_versions, reading.c.is_newest).values(is_newest=False))
        readings = [reading_row(stored.version_id, made_by, said) for stored, said in batch]
        connection.execute(insert(reading), readings)
        claims = [
            attribution_row(stored.version_id, made_by, claim)
            for stored, said in batch
            for claim in said.attributions
        ]
        if claims:
            connection.execute(insert(attribution), claims)


def current_claims(connection: Connection, item_ids: Collection[int]) -> dict[int, Claims]:
    """What the machine now says of these items, by item id; an item it has not read yet is left out."""
    found: dict[int, Claims] = {}
    for batch in batches(sorted(set(item_ids))):
        found.update((claims.item_id, claims) for claims in _claims(connection, item.c.id.in_(batch)))
    return found


def claims_between(
    connection: Connection, start: datetime, end: datetime, outlets: Collection[str] | None = None
) -> list[Claims]:
    """What the machine now says of the items that count in start ≤ t < end, in order of item id."""
    condition = and_(item.c.counted_at >= start, item.c.counted_at < end)
    if outlets is not None:
        condition = and_(condition, item.c.outlet.in_(outlets))
    return list(_claims(connection, condition))


def newest_understanding(connection: Connection, version_id: int) -> Understanding | None:
    """Everything the machine now says of one version, with what it refused and its province votes."""
    newest = and_(reading.c.version_id == version_id, reading.c.is_newest)
    row = connection.execute(select(reading).where(newest)).one_or_none()
    if row is None:
        return None
    of_reading = and_(attribution.c.version_id == version_id, attribution.c.made_by == row.made_by)
    claims = connection.execute(select(attribution).where(of_reading).order_by(attribution.c.id))
    return Understanding(
        attributions=tuple(map(attribution_of, claims)),
        reading=reading_of(row),
        made_by=row.made_by,
        refusals=refusals_from_json(row.refusals),
        province_votes=tuple((name, weight, reason) for name, weight, reason in row.province_votes),
    )


def _forget(connection: Connection, made_by: str, version_ids: Sequence[int]) -> None:
    for table in (attribution, reading):
        said_before = and_(table.c.made_by == made_by, table.c.version_id.in_(version_ids))
        connection.execute(delete(table).where(said_before))


_LIGHT_READING = [column for column in reading.c if column.name not in ("refusals", "province_votes")]


def _claims(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Claims]:
    newest = and_(reading.c.version_id == item_version.c.id, reading.c.is_newest)
    query: Select[Any] = select(*_LIGHT_READING, item_version.c.item_id, item_version.c.text_hash)
    query = query.select_from(item).join(item_version, IS_CURRENT).join(reading, newest).where(condition)
    by_version = _attributions(connection, condition)
    for row in connection.execute(query.order_by(item.c.id)):
        yield Claims(
            item_id=row.item_id,
            version_id=row.version_id,
            text_hash=row.text_hash,
            made_by=row.made_by,
            attributions=tuple(by_version.get(row.version_id, ())),
            reading=reading_of(row),
        )


def _attributions(connection: Connection, condition: ColumnElement[bool]) -> dict[int, list[Attribution]]:
    newest = and_(reading.c.version_id == item_version.c.id, reading.c.is_newest)
    same = and_(attribution.c.version_id == reading.c.version_id, attribution.c.made_by == reading.c.made_by)
    query = select(attribution).select_from(item).join(item_version, IS_CURRENT).join(reading, newest)
    query = query.join(attribution, same).where(condition).order_by(attribution.c.id)
    found: dict[int, list[Attribution]] = {}
    for row in connection.execute(query):
        found.setdefault(row.version_id, []).append(attribution_of(row))
    return found
