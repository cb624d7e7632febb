"""Attributions: the machine's claims that a version of an item concerns an agency, with evidence."""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from core.agencies import AgencyKey
from core.attributions import Attribution, Prominence, Role, Tone
from storage.mentions import mentions_from_json, mentions_to_json
from storage.metadata import metadata

attribution = Table(
    "attribution",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, nullable=False),
    Column("made_by", String, nullable=False),
    # The whole key as text, and its parts for questions by type or place.
    Column("agency", String, nullable=False),
    Column("agency_type", String, nullable=False),
    Column("province", String),
    Column("county", String),
    Column("own_name", String),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Column("speaks", Boolean),
    Column("prominence", String),
    Column("tone", String),
    Column("own_site", Boolean, nullable=False),
    ForeignKeyConstraint(["version_id", "made_by"], ["reading.version_id", "reading.made_by"]),
    UniqueConstraint("version_id", "made_by", "agency"),
    Index(None, "agency", "version_id"),
    Index(None, "province", "agency_type"),
)


def attribution_row(version_id: int, made_by: str, claim: Attribution) -> dict[str, Any]:
    """A claim on a version as a row."""
    return {
        "version_id": version_id,
        "made_by": made_by,
        "agency": str(claim.agency),
        "agency_type": claim.agency.type,
        "province": claim.agency.province,
        "county": claim.agency.county,
        "own_name": claim.agency.own_name,
        "name": claim.name,
        "role": claim.role.value,
        "confidence": claim.confidence,
        "evidence": mentions_to_json(claim.evidence),
        "reason": claim.reason,
        "speaks": claim.speaks,
        "prominence": claim.prominence,
        "tone": claim.tone,
        "own_site": claim.own_site,
    }


def attribution_of(row: Row[Any]) -> Attribution:
    """The record of a row."""
    return Attribution(
        agency=AgencyKey(row.agency_type, row.province, row.county, row.own_name),
        name=row.name,
        role=Role(row.role),
        confidence=row.confidence,
        evidence=mentions_from_json(row.evidence),
        reason=row.reason,
        speaks=row.speaks,
        prominence=None if row.prominence is None else Prominence(row.prominence),
        tone=None if row.tone is None else Tone(row.tone),
        own_site=row.own_site,
    )
