"""Round steps: who led a month's round into which state, and when; only ever appended."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
)

from core.calendar import JalaliMonth
from core.rounds import FINAL_STATES, RoundState, RoundStep
from core.users import UserRole
from storage.metadata import FreeText, UtcDateTime, metadata

round_step = Table(
    "round_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile", String, nullable=False),
    Column("scheme", String, nullable=False),
    Column("month", String(7), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("round_id", ForeignKey("round.id")),
    Column("manifest_hash", ForeignKey("kept_content.hash")),
    Column("until", UtcDateTime),
    Column("reason", FreeText, nullable=False),
    Column("by", String, nullable=False),
    Column("role", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # Two people who take the same step at the same time: the database lets one of them.
    UniqueConstraint("profile", "scheme", "month", "number"),
)


def append_step(connection: Connection, step: RoundStep) -> None:
    """Keep a step; the caller has checked that it may be taken."""
    row = asdict(step) | {"month": str(step.month), "state": step.state.value, "role": step.role.value}
    row.pop("id")
    connection.execute(insert(round_step).values(row))


def steps_of(connection: Connection, profile: str, scheme: str, month: JalaliMonth) -> list[RoundStep]:
    """The steps of one month's round, from the first to the last."""
    query = select(round_step).where(round_step.c.profile == profile, round_step.c.scheme == scheme)
    query = query.where(round_step.c.month == str(month)).order_by(round_step.c.number)
    return [_step(row) for row in connection.execute(query)]


def steps_of_profile(connection: Connection, profile: str) -> list[RoundStep]:
    """All steps of a profile, in the order they were taken."""
    query = select(round_step).where(round_step.c.profile == profile).order_by(round_step.c.id)
    return [_step(row) for row in connection.execute(query)]


def frozen_round_ids(connection: Connection) -> set[int]:
    """The revisions that were frozen, whoever's they are, and those that corrected them."""
    states = sorted(state.value for state in FINAL_STATES)
    query = select(round_step.c.round_id).where(round_step.c.state.in_(states))
    return {round_id for round_id in connection.scalars(query) if round_id is not None}


def _step(row: Row[Any]) -> RoundStep:
    return RoundStep(
        id=row.id,
        profile=row.profile,
        scheme=row.scheme,
        month=JalaliMonth.parse(row.month),
        number=row.number,
        state=RoundState(row.state),
        round_id=row.round_id,
        manifest_hash=row.manifest_hash,
        until=row.until,
        reason=row.reason,
        by=row.by,
        role=UserRole(row.role),
        at=row.at,
    )
