"""Resolutions and data calls, state after state."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Date, Index, Integer, Row, String, Table

from core.agencies import AgencyKey
from core.resolutions import Progress, Resolution, ResolutionKind
from storage.last_words import LastWords
from storage.metadata import FreeText, UtcDateTime, metadata

resolution = Table(
    "resolution",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("meeting", String, nullable=False),
    Column("number", String, nullable=False),
    Column("title", FreeText, nullable=False),
    Column("owner", String, nullable=False),
    Column("decided", Date, nullable=False),
    Column("due", Date),
    Column("progress", String, nullable=False),
    Column("done_on", Date),
    Column("proof", FreeText, nullable=False),
    Column("received", Date, nullable=False),
    Column("given_by", String, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Index(None, "owner", "kind"),
)


def _row(one: Resolution) -> Mapping[str, Any]:
    return {
        "kind": one.kind.value,
        "meeting": one.meeting,
        "number": one.number,
        "title": one.title,
        "owner": str(one.owner),
        "decided": one.decided,
        "due": one.due,
        "progress": one.progress.value,
        "done_on": one.done_on,
        "proof": one.proof,
        "received": one.received,
    }


def _resolution(row: Row[Any]) -> Resolution:
    return Resolution(
        **{
            **row._mapping,
            "kind": ResolutionKind(row.kind),
            "owner": AgencyKey.parse(row.owner),
            "progress": Progress(row.progress),
        }
    )


RESOLUTIONS: LastWords[Resolution] = LastWords(table=resolution, to_row=_row, from_row=_resolution)
