"""Claims of texts already at hand: the same answer as storage.claims gives, for the few items of one screen.

The statements are built once. Building them takes longer than the database needs for one item, and a card is
drawn at every key.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from core.attributions import Attribution, Claims
from core.items import StoredItem
from storage.attributions import attribution, attribution_of
from storage.readings import reading, reading_of

_LIGHT = [column for column in reading.c if column.name not in ("refusals", "province_votes")]
_READINGS = select(*_LIGHT).where(
    reading.c.version_id.in_(bindparam("versions", expanding=True)), reading.c.is_newest
)
_SAID = (
    select(attribution)
    .where(attribution.c.version_id.in_(bindparam("versions", expanding=True)))
    .order_by(attribution.c.id)
)


def claims_of_texts(connection: Connection, texts: Sequence[StoredItem]) -> dict[int, Claims]:
    """What the machine now says of these texts, by item id; one it has not read yet is left out."""
    by_version = {text.version_id: text for text in texts}
    asked = {"versions": list(by_version)}
    readings = connection.execute(_READINGS, asked).all()
    newest = {(row.version_id, row.made_by) for row in readings}
    said: dict[int, list[Attribution]] = defaultdict(list)
    for row in connection.execute(_SAID, asked):
        if (row.version_id, row.made_by) in newest:
            said[row.version_id].append(attribution_of(row))
    return {
        by_version[row.version_id].id: Claims(
            item_id=by_version[row.version_id].id,
            version_id=row.version_id,
            text_hash=by_version[row.version_id].item.text_hash,
            made_by=row.made_by,
            attributions=tuple(said.get(row.version_id, ())),
            reading=reading_of(row),
        )
        for row in readings
    }
