"""What is known of an item's dates: looks before it appeared, other dates it showed, its text elsewhere."""

from sqlalchemy import Connection, func, select

from core.calendar import tehran_day
from core.dating import DateFacts, EarlierText
from core.items import StoredItem
from storage.items import item, item_version
from storage.source_days import source_day
from storage.versions import redatings_of

MOST_EARLIER = 5


def date_facts(connection: Connection, stored: StoredItem) -> DateFacts:
    """Of one stored item."""
    seen_on = tehran_day(stored.item.first_seen)
    looked_before = connection.scalar(
        select(func.max(source_day.c.day)).where(
            source_day.c.source == stored.item.source,
            source_day.c.day < seen_on,
            source_day.c.answered.is_(True),
        )
    )
    return DateFacts(
        looked_before=looked_before,
        redatings=redatings_of(connection, stored.id),
        earlier=_earlier_texts(connection, stored),
    )


def _earlier_texts(connection: Connection, stored: StoredItem) -> list[EarlierText]:
    query = (
        select(item.c.id, item.c.first_seen, item.c.published_at)
        .join(item_version, item_version.c.item_id == item.c.id)
        .where(item_version.c.text_hash == stored.item.text_hash, item.c.outlet == stored.item.outlet)
        .where(item.c.id != stored.id, item.c.first_seen < stored.item.first_seen)
        .distinct()
        .order_by(item.c.first_seen)
        .limit(MOST_EARLIER)
    )
    return [
        EarlierText(item_id=row.id, first_seen=row.first_seen, published=row.published_at)
        for row in connection.execute(query)
    ]
