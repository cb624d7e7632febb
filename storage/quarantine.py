"""Quarantine: pages nobody could read, with the reason, until another extractor can or a later look did."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Index,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    select,
    update,
)

from core.items import Origin
from core.moments import Moment, Precision
from core.outcomes import Outcome
from core.quarantine import KeptInQuarantine, QuarantinedPage
from storage.batches import batches
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.texts import short_key
from storage.upserts import insert_or_replace

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outlet", String, nullable=False),
    Column("source", String, nullable=False),
    Column("address", String, nullable=False),
    Column("final_address", FreeText, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("content_type", FreeText, nullable=False),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("origin", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("why", FreeText, nullable=False),
    Column("exception", FreeText),
    Column("read_by", String, nullable=False),
    Column("title", FreeText),
    Column("lead", FreeText),
    Column("published_at", UtcDateTime),
    Column("published_precision", String),
    Column("published_rule", String),
    Column("tags", JSON, nullable=False),
    UniqueConstraint("source", "address"),
    Index(None, "fetched_at"),
)


def save_quarantined(connection: Connection, pages: Sequence[QuarantinedPage]) -> None:
    """Keep these; of two looks at one link the later one stands."""
    insert_or_replace(connection, quarantine, map(_row, pages), key=["source", "address"])


def quarantined_pages(
    connection: Connection, *, source: str | None = None, other_than: str | None = None
) -> list[KeptInQuarantine]:
    """All of them, or those of a source, or those that other extractors than these tried; oldest first."""
    query = select(quarantine)
    if source is not None:
        query = query.where(quarantine.c.source == source)
    if other_than is not None:
        query = query.where(quarantine.c.read_by != other_than)
    rows = connection.execute(query.order_by(quarantine.c.fetched_at, quarantine.c.id))
    return [KeptInQuarantine(id=row.id, page=_page(row)) for row in rows]


def release_pages(connection: Connection, ids: Collection[int]) -> None:
    """These have been read."""
    for batch in batches(sorted(ids)):
        connection.execute(delete(quarantine).where(quarantine.c.id.in_(batch)))


def release_links(connection: Connection, links: Collection[tuple[str, str]]) -> None:
    """These (outlet, address) gave an item at a later look."""
    if not links:
        return
    condition = and_(quarantine.c.outlet == bindparam("o"), quarantine.c.address == bindparam("a"))
    rows = [{"o": outlet, "a": short_key(address)} for outlet, address in sorted(links)]
    connection.execute(delete(quarantine).where(condition), rows)


def note_attempts(connection: Connection, pages: Sequence[KeptInQuarantine]) -> None:
    """Another attempt failed too: its reason, and who made it."""
    if not pages:
        return
    statement = update(quarantine).where(quarantine.c.id == bindparam("kept"))
    rows = [
        {
            "kept": one.id,
            "outcome": one.page.outcome.value,
            "why": one.page.why,
            "exception": one.page.exception,
            "read_by": one.page.read_by,
        }
        for one in pages
    ]
    connection.execute(statement, rows)


def _row(page: QuarantinedPage) -> dict[str, Any]:
    published = page.published
    return {
        "outlet": page.outlet,
        "source": page.source,
        "address": short_key(page.address),
        "final_address": page.final_address,
        "content_hash": page.content_hash,
        "content_type": page.content_type,
        "fetched_at": page.fetched_at,
        "origin": page.origin.value,
        "outcome": page.outcome.value,
        "why": page.why,
        "exception": page.exception,
        "read_by": page.read_by,
        "title": page.title,
        "lead": page.lead,
        "published_at": published.at if published else None,
        "published_precision": published.precision.value if published else None,
        "published_rule": published.rule if published else None,
        "tags": list(page.tags),
    }


def _page(row: Row[Any]) -> QuarantinedPage:
    names = ("outlet", "source", "address", "final_address", "content_hash", "content_type", "fetched_at")
    texts = ("why", "exception", "read_by", "title", "lead")
    return QuarantinedPage(
        **{name: getattr(row, name) for name in (*names, *texts)},
        origin=Origin(row.origin),
        outcome=Outcome(row.outcome),
        published=_moment(row),
        tags=tuple(row.tags),
    )


def _moment(row: Row[Any]) -> Moment | None:
    if row.published_at is None:
        return None
    precision = Precision(row.published_precision)
    return Moment(at=row.published_at, precision=precision, rule=row.published_rule)
