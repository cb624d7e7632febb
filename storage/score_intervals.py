"""Score intervals: where each total of a round may really lie, and which agencies cannot be told apart."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    insert,
    select,
)

from core.agencies import AgencyKey
from core.intervals import RoundIntervals, ScoreInterval
from storage.metadata import metadata

score_interval = Table(
    "score_interval",
    metadata,
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("agency", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("raw", Float, nullable=False),
    Column("possible_low", Float, nullable=False),
    Column("possible_high", Float, nullable=False),
    Column("possible_rank_low", Integer),
    Column("possible_rank_high", Integer),
    Column("corrected", Float),
    Column("drawn_low", Float),
    Column("drawn_high", Float),
    Column("drawn_rank_low", Integer),
    Column("drawn_rank_high", Integer),
    Column("has_audit", Boolean, nullable=False),
    PrimaryKeyConstraint("round_id", "agency"),
)

equal_pair = Table(
    "equal_pair",
    metadata,
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("better", String, nullable=False),
    Column("worse", String, nullable=False),
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("round_id", "better", "worse"),
)


def save_intervals(connection: Connection, round_id: int, intervals: RoundIntervals) -> None:
    """Keep the intervals of a round."""
    rows = [_row(round_id, n, one, intervals.has_audit) for n, one in enumerate(intervals.scores)]
    if rows:
        connection.execute(insert(score_interval), rows)
    pairs = [
        {"round_id": round_id, "better": str(better), "worse": str(worse), "position": n}
        for n, (better, worse) in enumerate(intervals.equal_pairs)
    ]
    if pairs:
        connection.execute(insert(equal_pair), pairs)


def intervals_of(connection: Connection, round_id: int) -> RoundIntervals:
    """The intervals of a round; empty for a round of before they were kept."""
    query = select(score_interval).where(score_interval.c.round_id == round_id)
    rows = connection.execute(query.order_by(score_interval.c.position)).all()
    pairs = select(equal_pair.c.better, equal_pair.c.worse).where(equal_pair.c.round_id == round_id)
    return RoundIntervals(
        scores=tuple(map(_interval, rows)),
        equal_pairs=tuple(
            (AgencyKey.parse(better), AgencyKey.parse(worse))
            for better, worse in connection.execute(pairs.order_by(equal_pair.c.position))
        ),
        has_audit=any(row.has_audit for row in rows),
    )


def _row(round_id: int, position: int, one: ScoreInterval, has_audit: bool) -> dict[str, Any]:
    possible_rank, drawn = one.possible_rank or (None, None), one.drawn or (None, None)
    drawn_rank = one.drawn_rank or (None, None)
    return {
        "round_id": round_id,
        "agency": str(one.agency),
        "position": position,
        "raw": one.raw,
        "possible_low": one.possible[0],
        "possible_high": one.possible[1],
        "possible_rank_low": possible_rank[0],
        "possible_rank_high": possible_rank[1],
        "corrected": one.corrected,
        "drawn_low": drawn[0],
        "drawn_high": drawn[1],
        "drawn_rank_low": drawn_rank[0],
        "drawn_rank_high": drawn_rank[1],
        "has_audit": has_audit,
    }


def _interval(row: Row[Any]) -> ScoreInterval:
    return ScoreInterval(
        agency=AgencyKey.parse(row.agency),
        raw=row.raw,
        possible=(row.possible_low, row.possible_high),
        possible_rank=_pair(row.possible_rank_low, row.possible_rank_high),
        corrected=row.corrected,
        drawn=_pair(row.drawn_low, row.drawn_high),
        drawn_rank=_pair(row.drawn_rank_low, row.drawn_rank_high),
    )


def _pair[Number: (int, float)](low: Number | None, high: Number | None) -> tuple[Number, Number] | None:
    return None if low is None or high is None else (low, high)
