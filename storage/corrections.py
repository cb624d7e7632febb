"""Corrections: what people decided about claims; the database itself refuses to change one."""

from collections.abc import Collection, Sequence
from datetime import UTC
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    false,
    func,
    select,
)

from core.corrections import Aspect, Correction, Decision, standing
from storage.batches import batches
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.upserts import insert_or_skip


def correction_columns() -> list[Column[Any]]:
    """What is kept of a decision; also of one that was made blind (storage/blind_corrections.py)."""
    return [
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
        Column("codebook", String),
        Column("is_adjudication", Boolean, nullable=False, default=False, server_default=false()),
        # Names the whole decision, so that a file imported twice decides once.
        Column("content_hash", String(64), nullable=False, unique=True),
    ]


correction = Table("correction", metadata, *correction_columns())


def append_corrections(connection: Connection, corrections: Sequence[Correction]) -> int:
    """Keep decisions in the order given; how many are new: one already there word for word is not doubled."""
    return insert_or_skip(connection, correction, [correction_row(one) for one in corrections])


_OF_ITEMS = select(correction).where(correction.c.item_id.in_(bindparam("items", expanding=True)))


def corrections_of(connection: Connection, item_ids: Collection[int] | None = None) -> list[Correction]:
    """The decisions on these items, or all of them, from the first to the last; without those taken back."""
    return standing(corrections_ever_made(connection, item_ids))


def corrections_ever_made(
    connection: Connection, item_ids: Collection[int] | None = None
) -> list[Correction]:
    """The same with withdrawals and what they took back: everything that was ever said."""
    if item_ids is None:
        rows = list(connection.execute(select(correction)))
    else:
        rows = [
            row
            for batch in batches(sorted(set(item_ids)))
            for row in connection.execute(_OF_ITEMS, {"items": batch})
        ]
    return [correction_of(row) for row in sorted(rows, key=lambda row: row.id)]


def story_decisions(connection: Connection) -> list[Correction]:
    """The decisions on who goes with whom, those taken back left out; there are never many."""
    query = select(correction).where(correction.c.aspect == Aspect.STORY.value).order_by(correction.c.id)
    return standing(map(correction_of, connection.execute(query)))


def adjudications(connection: Connection) -> list[Correction]:
    """What leads settled between two analysts, those taken back left out."""
    settled = select(correction.c.item_id).where(correction.c.is_adjudication)
    on_them = corrections_of(connection, set(connection.scalars(settled)))
    return [one for one in on_them if one.is_adjudication]


def newest_correction(connection: Connection) -> int:
    """The id of the decision made last; 0 before the first."""
    return connection.scalar(select(func.max(correction.c.id))) or 0


def correction_row(one: Correction) -> dict[str, Any]:
    """A decision as it is kept."""
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
    # Only where there are any, so that decisions of before these columns keep their name.
    later = {"surface": one.surface, "codebook": one.codebook, "is_adjudication": one.is_adjudication}
    named |= {name: value for name, value in later.items() if value}
    return row | {
        **later,
        "content_hash": sha256(repr(sorted(named.items())).encode()).hexdigest(),
    }


def correction_of(row: Row[Any]) -> Correction:
    """The record of a row."""
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
        codebook=row.codebook,
        is_adjudication=row.is_adjudication,
    )
