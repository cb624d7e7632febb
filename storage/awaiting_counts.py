"""How much there is and how much waits: the counts an operator watches."""

from datetime import datetime

from sqlalchemy import Connection, exists, func, select

from storage.items import IS_CURRENT, item, item_version
from storage.readings import reading
from storage.review_cards import review_card


def count_items(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(item)) or 0


def newest_first_seen(connection: Connection) -> datetime | None:
    """When the newest item came in; None while there is none."""
    newest: datetime | None = connection.scalar(select(func.max(item.c.first_seen)))
    return newest


def versions_without_reading(connection: Connection) -> int:
    """Current texts that nobody has read at all; those read by an earlier method are not among them."""
    read = exists().where(reading.c.version_id == item_version.c.id)
    query = select(func.count()).select_from(item_version.join(item, IS_CURRENT)).where(~read)
    return connection.scalar(query) or 0


def open_cards(connection: Connection) -> int:
    """Cards that wait for an analyst."""
    return connection.scalar(select(func.count()).where(review_card.c.is_open)) or 0
