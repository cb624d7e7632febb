"""Stage outcomes: how each input of a stage ended, and which versions still wait for a stage."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    PrimaryKeyConstraint,
    String,
    Table,
    delete,
    func,
    select,
)

from core.items import StoredItem
from core.outcomes import FAILURES, Outcome, StageOutcome
from storage.awaiting import versions_not_done
from storage.batches import batches
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.texts import short_key
from storage.upserts import insert_or_replace

stage_outcome = Table(
    "stage_outcome",
    metadata,
    Column("stage", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("input", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("detail", FreeText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("stage", "made_by", "input"),
)


def record_outcomes(
    connection: Connection, stage: str, made_by: str, outcomes: Sequence[StageOutcome], *, at: datetime
) -> None:
    """Note how inputs ended at a stage; a later end of the same input takes the place of the earlier."""
    rows = [
        {
            "stage": stage,
            "made_by": made_by,
            "input": short_key(one.input),
            "outcome": one.outcome.value,
            "detail": one.detail,
            "at": at,
        }
        for one in outcomes
    ]
    insert_or_replace(connection, stage_outcome, rows, key=("stage", "made_by", "input"))


def versions_awaiting(
    connection: Connection, stage: str, made_by: str, limit: int, *, after: int = 0
) -> list[StoredItem]:
    """Current versions with no outcome of this stage and version of it, in the order they were stored.

    `after` is the version id where the last batch ended: it spares passing over the finished ones again.
    """

    def done(version_ids: Sequence[int]) -> set[int]:
        query = select(stage_outcome.c.input).where(
            stage_outcome.c.stage == stage,
            stage_outcome.c.made_by == made_by,
            stage_outcome.c.input.in_([str(version_id) for version_id in version_ids]),
        )
        return {int(name) for name in connection.scalars(query)}

    return versions_not_done(connection, done, limit, after=after)


def inputs_done(connection: Connection, stage: str, made_by: str, inputs: Sequence[str]) -> set[str]:
    """Of these inputs, those that have an outcome of this stage and version of it."""
    done: set[str] = set()
    for batch in batches(inputs):
        query = select(stage_outcome.c.input).where(
            stage_outcome.c.stage == stage,
            stage_outcome.c.made_by == made_by,
            stage_outcome.c.input.in_(batch),
        )
        done.update(connection.scalars(query))
    return done


def outcome_counts(connection: Connection, stage: str, made_by: str | None = None) -> dict[Outcome, int]:
    """How many inputs of a stage ended in each way, by one version of the stage or by all."""
    query = select(stage_outcome.c.outcome, func.count()).where(stage_outcome.c.stage == stage)
    if made_by is not None:
        query = query.where(stage_outcome.c.made_by == made_by)
    rows = connection.execute(query.group_by(stage_outcome.c.outcome).order_by(stage_outcome.c.outcome))
    return {Outcome(name): count for name, count in rows}


def forget_other_versions(connection: Connection, stage: str, made_by: str) -> int:
    """Forget how inputs ended by earlier versions of a stage, where this one has met them too.

    Each input keeps one end. Without this, a method that learns every night would leave a row a text a night.
    """
    met = select(stage_outcome.c.input).where(
        stage_outcome.c.stage == stage, stage_outcome.c.made_by == made_by
    )
    others = (stage_outcome.c.stage == stage) & (stage_outcome.c.made_by != made_by)
    return connection.execute(delete(stage_outcome).where(others, stage_outcome.c.input.in_(met))).rowcount


def forget_failures(connection: Connection, stage: str, made_by: str) -> int:
    """Let inputs that failed be tried again; how many they are."""
    failed = stage_outcome.c.outcome.in_([outcome.value for outcome in FAILURES])
    of_stage = (stage_outcome.c.stage == stage) & (stage_outcome.c.made_by == made_by)
    return connection.execute(delete(stage_outcome).where(of_stage, failed)).rowcount
