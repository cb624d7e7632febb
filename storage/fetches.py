"""Fetches and pages: which addresses were asked, how each answered, and what bytes came."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, String, Table, UniqueConstraint, select

from core.outcomes import Outcome
from core.pages import Fetch, PageFacts
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.texts import short_key
from storage.upserts import insert_or_skip

page = Table(
    "page",
    metadata,
    Column("content_hash", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content_type", FreeText, nullable=False),
)

fetch = Table(
    "fetch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("address", String, nullable=False),
    Column("final_address", FreeText, nullable=False),
    Column("status", Integer),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("content_hash", String(64), index=True),
    Column("outcome", String, nullable=False),
    Column("detail", FreeText, nullable=False),
    UniqueConstraint("address", "fetched_at", "source"),
    Index(None, "source", "fetched_at"),
)


def save_page_facts(connection: Connection, pages: Sequence[PageFacts]) -> None:
    """Remember pages; one known by its hash is left as it is."""
    rows = [
        {"content_hash": one.content_hash, "size": one.size, "content_type": one.content_type}
        for one in pages
    ]
    insert_or_skip(connection, page, rows)


def save_fetches(connection: Connection, fetches: Sequence[Fetch]) -> None:
    """Remember requests; the same one given again is not doubled."""
    insert_or_skip(connection, fetch, [_fetch_row(one) for one in fetches])


def fetches_of_page(connection: Connection, content_hash: str) -> list[Fetch]:
    """Where and when these bytes came from, first to last."""
    query = select(fetch).where(fetch.c.content_hash == content_hash)
    return [_fetch(row) for row in connection.execute(query.order_by(fetch.c.fetched_at, fetch.c.id))]


def _fetch_row(one: Fetch) -> dict[str, Any]:
    return {
        "source": one.source,
        "address": short_key(one.address),
        "final_address": one.final_address,
        "status": one.status,
        "fetched_at": one.fetched_at,
        "content_hash": one.content_hash,
        "outcome": one.outcome.value,
        "detail": one.detail,
    }


def _fetch(row: Row[Any]) -> Fetch:
    return Fetch(
        source=row.source,
        address=row.address,
        final_address=row.final_address,
        status=row.status,
        fetched_at=row.fetched_at,
        outcome=Outcome(row.outcome),
        content_hash=row.content_hash,
        detail=row.detail,
    )
