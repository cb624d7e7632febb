"""Page ages: which raw pages nobody fetched for long, and which must stay because a round stands on them."""

from datetime import datetime

from sqlalchemy import Connection, func, select, union

from storage.fetches import fetch
from storage.items import item_version
from storage.observations import observation, observation_item
from storage.quarantine import quarantine
from storage.round_steps import frozen_round_ids


def pages_not_fetched_since(connection: Connection, since: datetime) -> list[str]:
    """Pages whose bytes no fetch since then has brought, by hash."""
    last = func.max(fetch.c.fetched_at)
    query = select(fetch.c.content_hash).where(fetch.c.content_hash.is_not(None))
    query = query.group_by(fetch.c.content_hash).having(last < since).order_by(fetch.c.content_hash)
    return [content_hash for content_hash in connection.scalars(query) if content_hash]


def pages_to_keep(connection: Connection) -> set[str]:
    """Pages behind what frozen and published rounds counted, and pages in quarantine."""
    of_rounds = (
        select(item_version.c.page_hash)
        .join(observation_item, observation_item.c.version_id == item_version.c.id)
        .join(observation, observation.c.id == observation_item.c.observation_id)
        .where(observation.c.round_id.in_(sorted(frozen_round_ids(connection))))
        .where(item_version.c.page_hash.is_not(None))
    )
    return set(connection.scalars(union(of_rounds, select(quarantine.c.content_hash))))


def newest_pages(connection: Connection, limit: int) -> list[str]:
    """The pages behind the newest texts, by hash."""
    query = select(item_version.c.page_hash).where(item_version.c.page_hash.is_not(None))
    rows = connection.scalars(query.order_by(item_version.c.id.desc()).limit(limit))
    return list(dict.fromkeys(rows))


def first_fetch_at(connection: Connection) -> datetime | None:
    """When the first page was fetched; None when none was."""
    first: datetime | None = connection.scalar(select(func.min(fetch.c.fetched_at)))
    return first
