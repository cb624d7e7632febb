"""Corrections: what people decided about claims; the database itself refuses to change one."""

from collections.abc import Collection, Sequence
from datetime import UTC
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Float, ForeignKey, Integer, Row, String, Table, func, select

from core.corrections import Aspect, Correction, Decision, standing
from storage.batches import batches
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.upserts import insert_or_skip

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id"), nullable=False, index=True),
    Column("aspect", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("value", FreeText),
    Column("reason", FreeText, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("made_by", String),
    Column("claim", FreeText),
    Column("seconds", Float),
    Column("surface", FreeText),
    # Names the whole decision, so that a file imported twice decides once.
    Column("content_hash", String(64), nullable=False, unique=True),
)


def append_corrections(connection: Connection, corrections: Sequence[Correction]) -> int:
    """Keep decisions in the order given; how many are new: one already there word for word is not doubled."""
    return insert_or_skip(connection, correction, [_correction_row(one) for one in corrections])


def corrections_of(connection: Connection, item_ids: Collection[int] | None = None) -> list[Correction]:
    """The decisions on these items, or all of them, from the first to the last; without those taken back."""
    return standing(corrections_ever_made(connection, item_ids))


def corrections_ever_made(
    connection: Connection, item_ids: Collection[int] | None = None
) -> list[Correction]:
    """The same with withdrawals and what they took back: everything that was ever said."""
    query = select(correction)
    if item_ids is None:
        rows = list(connection.execute(query))
    else:
        rows = [
            row
            for batch in batches(sorted(set(item_ids)))
            for row in connection.execute(query.where(correction.c.item_id.in_(batch)))
        ]
    return [_correction(row) for row in sorted(rows, key=lambda row: row.id)]


def newest_correction(connection: Connection) -> int:
    """The id of the decision made last; 0 before the first."""
    return connection.scalar(select(func.max(correction.c.id))) or 0


def _correction_row(one: Correction) -> dict[str, Any]:
    row = {
        "item_id": one.item_id,
        "aspect": one.aspect.value,
        "subject": one.subject,
        "decision": one.decision.value,
        "value": one.value,
        "reason": one.reason,
        "text_hash": one.text_hash,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "made_by": one.made_by,
        "claim": one.claim,
        "seconds": one.seconds,
    }
    named = row | {"decided_at": one.decided_at.astimezone(UTC).isoformat()}
    # Only where there are any, so that decisions of before the column keep their name.
    named |= {"surface": one.surface} if one.surface else {}
    return row | {
        "surface": one.surface,
        "content_hash": sha256(repr(sorted(named.items())).encode()).hexdigest(),
    }


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        id=row.id,
        item_id=row.item_id,
        aspect=Aspect(row.aspect),
        subject=row.subject,
        decision=Decision(row.decision),
        value=row.value,
        reason=row.reason,
        text_hash=row.text_hash,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        made_by=row.made_by,
        claim=row.claim,
        seconds=row.seconds,
        surface=row.surface,
    )
