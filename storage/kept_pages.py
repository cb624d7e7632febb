"""Kept pages: which items stand on a page we keep, who read it, and where and when it came from."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from core.items import StoredItem
from core.outcomes import Outcome
from core.pages import Fetch, PageFacts
from storage.batches import BATCH, batches
from storage.fetches import fetch, page
from storage.items import IS_CURRENT, item, item_version, versions_by_id
from storage.takedowns import taken_down_items


def versions_on_pages(
    connection: Connection, *, not_read_by: Collection[str], sources: Collection[str] | None, after: int
) -> list[StoredItem]:
    """The next current versions after a version id that were read from a kept page by other extractors."""
    query = (
        select(item_version.c.id)
        .join(item, IS_CURRENT)
        .where(item_version.c.id > after, item_version.c.page_hash.is_not(None))
        .where(item_version.c.extractor.not_in(sorted(not_read_by)))
    )
    if sources is not None:
        query = query.where(item.c.source.in_(sorted(sources)))
    ids = connection.scalars(query.order_by(item_version.c.id).limit(BATCH)).all()
    versions = versions_by_id(connection, ids, as_stored=True)
    return [versions[version_id] for version_id in ids]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotShown:
    """What takedowns hide now."""

    items: frozenset[int]
    versions: frozenset[int]
    """Every version of these items, current or not."""
    pages: frozenset[str]
    """The raw pages these versions were read from, by hash."""


def not_shown(connection: Connection) -> NotShown:
    """Everything that is hidden by takedowns."""
    items = taken_down_items(connection)
    versions: set[int] = set()
    pages: set[str] = set()
    for batch in batches(sorted(items)):
        query = select(item_version.c.id, item_version.c.page_hash).where(item_version.c.item_id.in_(batch))
        for row in connection.execute(query):
            versions.add(row.id)
            pages.update({row.page_hash} - {None})
    return NotShown(items=frozenset(items), versions=frozenset(versions), pages=frozenset(pages))


def facts_of_pages(connection: Connection, hashes: Collection[str]) -> dict[str, PageFacts]:
    """What is remembered of these pages beside their bytes."""
    facts: dict[str, PageFacts] = {}
    for batch in batches(sorted(set(hashes))):
        for row in connection.execute(select(page).where(page.c.content_hash.in_(batch))):
            facts[row.content_hash] = PageFacts(
                content_hash=row.content_hash, size=row.size, content_type=row.content_type
            )
    return facts


def fetches_between(
    connection: Connection, start: datetime, end: datetime, sources: Collection[str] | None = None
) -> Iterator[tuple[Fetch, str]]:
    """Every fetch in start ≤ t < end whose bytes are kept, with the content type, first to last."""
    query = (
        select(fetch, page.c.content_type)
        .join(page, page.c.content_hash == fetch.c.content_hash)
        .where(fetch.c.fetched_at >= start, fetch.c.fetched_at < end)
        .order_by(fetch.c.fetched_at, fetch.c.id)
    )
    if sources is not None:
        query = query.where(fetch.c.source.in_(sorted(sources)))
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        yield (
            Fetch(
                source=row.source,
                address=row.address,
                final_address=row.final_address,
                status=row.status,
                fetched_at=row.fetched_at,
                outcome=Outcome(row.outcome),
                content_hash=row.content_hash,
                detail=row.detail,
            ),
            row.content_type,
        )
