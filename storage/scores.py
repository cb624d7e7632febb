"""Scores: what each agency got in a round, with the trace of how."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
)

from core.agencies import AgencyKey
from core.observations import State
from core.scores import Score, TracePart
from storage.metadata import metadata

score = Table(
    "score",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("agency", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("points", Float),
    Column("available_weight", Float, nullable=False),
    Column("trace", JSON, nullable=False),
    Column("band", String),
    Column("rank", Integer),
    Column("ranked_among", Integer, nullable=False),
    UniqueConstraint("round_id", "agency", "subject"),
)


def save_scores(connection: Connection, round_id: int, scores: Sequence[Score]) -> None:
    """Keep the scores of a round."""
    if scores:
        connection.execute(insert(score), [_score_row(round_id, one) for one in scores])


def scores_of(connection: Connection, round_id: int) -> list[Score]:
    """The scores of a round in the order they were kept."""
    query = select(score).where(score.c.round_id == round_id).order_by(score.c.id)
    return [_score(row) for row in connection.execute(query)]


def _score_row(round_id: int, one: Score) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "agency": str(one.agency),
        "subject": one.subject,
        "points": one.points,
        "available_weight": one.available_weight,
        "trace": [asdict(part) for part in one.trace],
        "band": one.band,
        "rank": one.rank,
        "ranked_among": one.ranked_among,
    }


def _score(row: Row[Any]) -> Score:
    return Score(
        agency=AgencyKey.parse(row.agency),
        subject=row.subject,
        points=row.points,
        available_weight=row.available_weight,
        trace=tuple(TracePart(**{**part, "state": State(part["state"])}) for part in row.trace),
        band=row.band,
        rank=row.rank,
        ranked_among=row.ranked_among,
    )
