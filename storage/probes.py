"""Probes: looks at the agencies' own sites."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Boolean, Column, Connection, PrimaryKeyConstraint, String, Table, select

from core.coverage import Probe
from storage.metadata import FreeText, UtcDateTime, metadata
from storage.upserts import insert_or_skip

probe = Table(
    "probe",
    metadata,
    Column("outlet", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("newest_item_at", UtcDateTime),
    Column("why", FreeText, nullable=False),
    PrimaryKeyConstraint("outlet", "at"),
)


def save_probes(connection: Connection, probes: Sequence[Probe]) -> None:
    """Remember looks; the same one given again is not doubled."""
    insert_or_skip(connection, probe, [asdict(one) for one in probes])


def probes_between(
    connection: Connection, start: datetime, end: datetime, outlets: Collection[str] | None = None
) -> list[Probe]:
    """The looks of start ≤ t < end at these outlets or at all, in order of time."""
    query = select(probe).where(probe.c.at >= start, probe.c.at < end)
    if outlets is not None:
        query = query.where(probe.c.outlet.in_(outlets))
    return [Probe(**row._mapping) for row in connection.execute(query.order_by(probe.c.at, probe.c.outlet))]
