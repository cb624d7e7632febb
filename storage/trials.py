"""Trials: the newest one is what the page of learning shows."""

from pydantic import TypeAdapter
from sqlalchemy import Column, Connection, Integer, String, Table, delete, func, insert, select

from core.trials import Trial
from storage.metadata import FreeText, UtcDateTime, metadata

trial = Table(
    "trial",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("asked_by", String, nullable=False),
    Column("content", FreeText, nullable=False),
)

_TRIAL = TypeAdapter(Trial)
_KEPT = 20
"""A trial is derived and can be made again; of the older ones nobody asks."""


def keep_trial(connection: Connection, made: Trial) -> None:
    """Keep a trial, and forget the oldest."""
    row = {"made_at": made.made_at, "asked_by": made.asked_by, "content": _TRIAL.dump_json(made).decode()}
    connection.execute(insert(trial), [row])
    newest = connection.scalar(select(func.max(trial.c.id))) or 0
    connection.execute(delete(trial).where(trial.c.id <= newest - _KEPT))


def newest_trial(connection: Connection) -> Trial | None:
    content = connection.scalar(select(trial.c.content).order_by(trial.c.id.desc()).limit(1))
    return None if content is None else _TRIAL.validate_json(content)
