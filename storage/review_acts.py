"""Review acts: what each key did, so that the last ones can be taken back."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from core.review import ReviewAct
from storage.metadata import UtcDateTime, metadata

review_act = Table(
    "review_act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("who", String, nullable=False),
    # Also the `decided_at` of the corrections it made: together they name them.
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("item_id", ForeignKey("item.id"), nullable=False),
    Column("item_ids", JSON, nullable=False),
    Column("finished_card", Boolean, nullable=False),
    Column("taken_back_at", UtcDateTime),
    Index(None, "who", "at"),
    Index(None, "at"),
)


_APPEND = insert(review_act)
_FINISHED_BY = (
    select(func.count())
    .select_from(review_act)
    .where(review_act.c.who == bindparam("who"), review_act.c.at >= bindparam("since"))
    .where(review_act.c.finished_card, review_act.c.taken_back_at.is_(None))
)


def append_act(connection: Connection, act: ReviewAct) -> None:
    """Keep what a key did."""
    row = {name: value for name, value in asdict(act).items() if name != "id"}
    connection.execute(_APPEND, row | {"item_ids": list(act.item_ids)})


def last_act(connection: Connection, who: str, within: int) -> ReviewAct | None:
    """The newest of somebody's last `within` acts that was not taken back."""
    for act in recent_acts(connection, who, within):
        if act.taken_back_at is None:
            return act
    return None


def recent_acts(connection: Connection, who: str, limit: int) -> Sequence[ReviewAct]:
    """Somebody's last acts, the newest first."""
    query = select(review_act).where(review_act.c.who == who).order_by(review_act.c.at.desc()).limit(limit)
    return [_act(row) for row in connection.execute(query)]


def mark_taken_back(connection: Connection, act: ReviewAct, now: datetime) -> ReviewAct:
    connection.execute(update(review_act).where(review_act.c.id == act.id).values(taken_back_at=now))
    return replace(act, taken_back_at=now)


def acts_since(connection: Connection, who: str, since: datetime) -> int:
    """How many cards somebody finished since an instant and did not take back."""
    return connection.scalar(_FINISHED_BY, {"who": who, "since": since}) or 0


def cards_finished_since(connection: Connection, since: datetime) -> int:
    """How many cards everybody together finished since an instant and did not take back."""
    query = select(func.count()).select_from(review_act).where(review_act.c.at >= since)
    return (
        connection.scalar(query.where(review_act.c.finished_card, review_act.c.taken_back_at.is_(None))) or 0
    )


def items_acted_on_since(connection: Connection, since: datetime) -> set[int]:
    """Items of every act since an instant, and of those taken back since."""
    query = select(review_act.c.item_ids, review_act.c.item_id)
    query = query.where(or_(review_act.c.at >= since, review_act.c.taken_back_at >= since))
    return {item_id for row in connection.execute(query) for item_id in (row.item_id, *row.item_ids)}


def _act(row: Row[Any]) -> ReviewAct:
    return ReviewAct(**{**row._mapping, "item_ids": tuple(row.item_ids)})
