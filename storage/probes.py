"""Probes: looks at the agencies' own sites."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    and_,
    func,
    or_,
    select,
)

from core.coverage import Probe
from core.items import Origin
from storage.items import item, item_version
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
    # Null where no certificate was shown, and where no sample was tried.
    Column("certificate_ends", UtcDateTime),
    Column("tried_links", Integer),
    Column("broken_links", Integer),
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


def certificate_ends(
    connection: Connection, outlets: Collection[str]
) -> dict[str, tuple[datetime, datetime]]:
    """By outlet: when the certificate last shown to us ends, and when it was shown."""
    shown = (
        select(probe.c.outlet, func.max(probe.c.at).label("at"))
        .where(probe.c.outlet.in_(sorted(outlets)), probe.c.certificate_ends.is_not(None))
        .group_by(probe.c.outlet)
        .subquery()
    )
    query = select(probe.c.outlet, probe.c.certificate_ends, probe.c.at).join(
        shown, (probe.c.outlet == shown.c.outlet) & (probe.c.at == shown.c.at)
    )
    return {row.outlet: (row.certificate_ends, row.at) for row in connection.execute(query)}


def sample_addresses(connection: Connection, outlet: str, *, before: datetime, most: int) -> list[str]:
    """Some addresses of a site's own pages: the same ones all month, drawn without a view to what they say.

    Drawn among the pages that were known before the instant, or stood there at the first crawl. The order
    is that of their first texts' hashes, which is as good as chance and stays.
    """
    first = and_(item_version.c.item_id == item.c.id, item_version.c.number == 1)
    is_settled = or_(
        and_(item.c.origin == Origin.CRAWL, item.c.first_seen < before), item.c.origin == Origin.BASELINE
    )
    query = select(item.c.url).join(item_version, first).where(item.c.outlet == outlet, is_settled)
    query = query.where(item.c.url.is_not(None)).order_by(item_version.c.text_hash, item.c.id)
    return [str(url) for url in connection.scalars(query.limit(most))]
