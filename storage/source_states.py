"""Source states: what is remembered of each source between two crawls."""

from collections.abc import Mapping
from dataclasses import asdict, fields

from sqlalchemy import Column, Connection, Float, String, Table, select

from core.source_states import SourceState
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.upserts import insert_or_replace

source_state = Table(
    "source_state",
    metadata,
    Column("source", String, primary_key=True),
    Column("etag", FreeText),
    Column("last_modified", FreeText),
    Column("body_hash", String(64)),
    Column("failure_weight", Float, nullable=False),
    Column("last_attempt", UtcDateTime),
    Column("last_success", UtcDateTime),
    Column("next_due", UtcDateTime),
    Column("state", FreeText, nullable=False),
    # Null until the source's pace is known.
    Column("interval_seconds", Float),
)

_FIELDS = [field.name for field in fields(SourceState)]


def source_states(connection: Connection) -> dict[str, SourceState]:
    """What is remembered, by source id; a source never crawled is not in it."""
    rows = connection.execute(select(source_state))
    return {row.source: SourceState(**{name: getattr(row, name) for name in _FIELDS}) for row in rows}


def save_source_states(connection: Connection, states: Mapping[str, SourceState]) -> None:
    """Remember these, by source id, in place of what was remembered of them."""
    rows = [{"source": source, **asdict(state)} for source, state in states.items()]
    insert_or_replace(connection, source_state, rows, key=["source"])
