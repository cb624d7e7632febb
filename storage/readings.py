"""Readings: what the machine says of a version as a whole, and whose reading is the newest."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
)

from core.attributions import (
    MediaEvent,
    MediaEventKind,
    MediaEventState,
    Mention,
    Reading,
    ServiceReflection,
    Understanding,
)
from storage.mentions import Json, mentions_from_json, mentions_to_json, refusals_to_json
from storage.metadata import metadata

_EVENT_MARK = "/"

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("item_version.id"), nullable=False),
    Column("made_by", String, nullable=False),
    Column("is_newest", Boolean, nullable=False),
    Column("topic", String),
    Column("topic2", String),
    Column("service_reflection", String),
    Column("ceremonial", Boolean),
    Column("criticism_needing_reply", Boolean),
    Column("service_evidence", JSON, nullable=False),
    # What was looked at and not taken, and why a province was chosen: read when somebody asks.
    Column("refusals", JSON, nullable=False),
    Column("province_votes", JSON, nullable=False),
    UniqueConstraint("version_id", "made_by"),
)

# Each version has one newest reading at most, whatever a program does.
Index(
    "ix_reading_newest",
    reading.c.version_id,
    unique=True,
    sqlite_where=reading.c.is_newest,
    postgresql_where=reading.c.is_newest,
)


def reading_row(version_id: int, made_by: str, understanding: Understanding) -> dict[str, Any]:
    """The newest reading of a version as a row."""
    said = understanding.reading
    return {
        "version_id": version_id,
        "made_by": made_by,
        "is_newest": True,
        "topic": said.topic,
        "topic2": said.topic2,
        "service_reflection": said.service_reflection,
        "ceremonial": said.ceremonial,
        "criticism_needing_reply": said.criticism_needing_reply,
        "service_evidence": reading_evidence_to_json(said),
        "refusals": refusals_to_json(understanding.refusals),
        "province_votes": understanding.province_votes,
    }


def reading_of(row: Row[Any]) -> Reading:
    """The record of a row."""
    reflection = row.service_reflection
    service_evidence, event = reading_evidence_from_json(row.service_evidence)
    return Reading(
        topic=row.topic,
        topic2=row.topic2,
        service_reflection=None if reflection is None else ServiceReflection(reflection),
        ceremonial=row.ceremonial,
        criticism_needing_reply=row.criticism_needing_reply,
        service_evidence=service_evidence,
        media_event=event,
    )


def reading_evidence_to_json(said: Reading) -> list[Json]:
    """The sentences for service and for a media event, told apart by their part («press-conference/held»)."""
    event = said.media_event
    return mentions_to_json((*said.service_evidence, *((event.evidence,) if event else ())))


def reading_evidence_from_json(values: Iterable[Json]) -> tuple[tuple[Mention, ...], MediaEvent | None]:
    """The inverse."""
    mentions = mentions_from_json(values)
    events = [_media_event(mention) for mention in mentions if _EVENT_MARK in mention.part]
    service = tuple(mention for mention in mentions if _EVENT_MARK not in mention.part)
    return service, events[0] if events else None


def _media_event(mention: Mention) -> MediaEvent:
    kind, _, state = mention.part.partition(_EVENT_MARK)
    return MediaEvent(kind=MediaEventKind(kind), state=MediaEventState(state), evidence=mention)
