"""Seen claims: what each version of the machine said of items, also those that are not the newest."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from core.attributions import Claims
from storage.attributions import attribution, attribution_of
from storage.batches import batches
from storage.items import item_version
from storage.readings import reading, reading_of


def claims_ever_made(connection: Connection, item_ids: Collection[int]) -> list[Claims]:
    """Of each text of these items by each version of the machine, in the order they were made."""
    return [one for batch in batches(sorted(set(item_ids))) for one in _claims(connection, batch)]


def _claims(connection: Connection, item_ids: Collection[int]) -> list[Claims]:
    of_items = item_version.c.item_id.in_(item_ids)
    made = select(reading, item_version.c.item_id, item_version.c.text_hash)
    made = made.join(item_version, item_version.c.id == reading.c.version_id).where(of_items)
    said = select(attribution).join(item_version, item_version.c.id == attribution.c.version_id)
    by_reading: dict[tuple[int, str], list[int]] = {}
    rows = list(connection.execute(said.where(of_items).order_by(attribution.c.id)))
    for number, row in enumerate(rows):
        by_reading.setdefault((row.version_id, row.made_by), []).append(number)
    return [
        Claims(
            item_id=row.item_id,
            version_id=row.version_id,
            text_hash=row.text_hash,
            made_by=row.made_by,
            attributions=tuple(
                attribution_of(rows[number]) for number in by_reading.get((row.version_id, row.made_by), ())
            ),
            reading=reading_of(row),
        )
        for row in connection.execute(made.order_by(reading.c.id))
    ]
