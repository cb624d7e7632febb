"""Audit reviews: texts of the audit stream reviewed completely, with the machine's claims as they stood."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, Float, ForeignKey, Integer, Row, String, Table, select

from core.agencies import AgencyKey
from core.attributions import (
    Attribution,
    MediaEvent,
    MediaEventKind,
    MediaEventState,
    Prominence,
    Reading,
    Role,
    ServiceReflection,
    Tone,
    Understanding,
)
from core.audit_stream import AuditReview, StreamMember, stream_position
from storage.items import IS_CURRENT, item, item_version
from storage.mentions import mentions_from_json, mentions_to_json
from storage.metadata import UtcDateTime, metadata
from storage.upserts import insert_or_skip

audit_review = Table(
    "audit_review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id"), nullable=False, index=True),
    # The first review of a text measures the machine; it may have learned from it before a second.
    Column("version_id", ForeignKey("item_version.id"), nullable=False, unique=True),
    Column("text_hash", String(64), nullable=False),
    Column("share", Float, nullable=False),
    Column("made_by", String, nullable=False),
    # The claims as they stood: those in `attribution` follow the machine.
    Column("attributions", JSON, nullable=False),
    Column("reading", JSON, nullable=False),
    Column("reviewed_by", String, nullable=False),
    Column("reviewed_at", UtcDateTime, nullable=False),
)


def append_audit_reviews(connection: Connection, reviews: Sequence[AuditReview]) -> int:
    """Keep reviews; how many are new: the first of a text stands."""
    return insert_or_skip(connection, audit_review, [_review_row(one) for one in reviews])


def audit_reviews(connection: Connection) -> list[AuditReview]:
    """Every review, from the first to the last."""
    return [_review(row) for row in connection.execute(select(audit_review).order_by(audit_review.c.id))]


def stream_members(
    connection: Connection, share: float, start: datetime | None = None, end: datetime | None = None
) -> list[StreamMember]:
    """This share of the items that count (in start ≤ t < end), in the order of their random positions."""
    query = select(
        item.c.id, item.c.outlet, item.c.key, item.c.counted_at, item_version.c.id.label("version")
    )
    query = query.join(item_version, IS_CURRENT).where(item.c.counted_at.is_not(None))
    if start is not None:
        query = query.where(item.c.counted_at >= start)
    if end is not None:
        query = query.where(item.c.counted_at < end)
    members = [
        StreamMember(
            item_id=row.id,
            version_id=row.version,
            outlet=row.outlet,
            counted_at=row.counted_at,
            position=position,
        )
        for row in connection.execute(query)
        if (position := stream_position(row.outlet, row.key)) < share
    ]
    return sorted(members, key=lambda member: (member.position, member.item_id))


def _review_row(one: AuditReview) -> dict[str, Any]:
    said = one.understanding
    return {
        "item_id": one.item_id,
        "version_id": one.version_id,
        "text_hash": one.text_hash,
        "share": one.share,
        "made_by": said.made_by,
        "attributions": [_attribution_json(claim) for claim in said.attributions],
        "reading": _reading_json(said.reading),
        "reviewed_by": one.reviewed_by,
        "reviewed_at": one.reviewed_at,
    }


def _review(row: Row[Any]) -> AuditReview:
    return AuditReview(
        id=row.id,
        item_id=row.item_id,
        version_id=row.version_id,
        text_hash=row.text_hash,
        share=row.share,
        understanding=Understanding(
            attributions=tuple(map(_attribution, row.attributions)),
            reading=_reading(row.reading),
            made_by=row.made_by,
        ),
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
    )


def _attribution_json(claim: Attribution) -> Mapping[str, Any]:
    return {
        "agency": str(claim.agency),
        "name": claim.name,
        "role": claim.role,
        "confidence": claim.confidence,
        "evidence": mentions_to_json(claim.evidence),
        "reason": claim.reason,
        "speaks": claim.speaks,
        "prominence": claim.prominence,
        "tone": claim.tone,
        "own_site": claim.own_site,
    }


def _attribution(value: Mapping[str, Any]) -> Attribution:
    prominence, tone = value["prominence"], value["tone"]
    return Attribution(
        agency=AgencyKey.parse(value["agency"]),
        name=value["name"],
        role=Role(value["role"]),
        confidence=value["confidence"],
        evidence=mentions_from_json(value["evidence"]),
        reason=value["reason"],
        speaks=value["speaks"],
        prominence=None if prominence is None else Prominence(prominence),
        tone=None if tone is None else Tone(tone),
        own_site=value["own_site"],
    )


def _reading_json(said: Reading) -> Mapping[str, Any]:
    return {
        "topic": said.topic,
        "topic2": said.topic2,
        "service_reflection": said.service_reflection,
        "ceremonial": said.ceremonial,
        "criticism_needing_reply": said.criticism_needing_reply,
        "service_evidence": mentions_to_json(said.service_evidence),
        "media_event": None if said.media_event is None else _event_json(said.media_event),
    }


def _event_json(event: MediaEvent) -> Mapping[str, Any]:
    return {"kind": event.kind, "state": event.state, "evidence": mentions_to_json((event.evidence,))}


def _reading(value: Mapping[str, Any]) -> Reading:
    service = value["service_reflection"]
    return Reading(
        topic=value["topic"],
        topic2=value["topic2"],
        service_reflection=None if service is None else ServiceReflection(service),
        ceremonial=value["ceremonial"],
        criticism_needing_reply=value["criticism_needing_reply"],
        service_evidence=mentions_from_json(value["service_evidence"]),
        # Reviews of before events were kept have no such key.
        media_event=_event(value.get("media_event")),
    )


def _event(value: Mapping[str, Any] | None) -> MediaEvent | None:
    if value is None:
        return None
    (evidence,) = mentions_from_json(value["evidence"])
    return MediaEvent(
        kind=MediaEventKind(value["kind"]), state=MediaEventState(value["state"]), evidence=evidence
    )
