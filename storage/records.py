"""Records: what agencies hand in of their own work, with proof and the office's verdict."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Column, Date, Index, Integer, Row, String, Table

from core.agencies import AgencyKey
from core.handed_in import Record, Verdict
from storage.last_words import LastWords, evidence_as_json, evidence_from_json
from storage.metadata import FreeText, UtcDateTime, metadata

record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", String, nullable=False),
    Column("title", FreeText, nullable=False),
    Column("day", Date, nullable=False),
    Column("until", Date),
    Column("evidence", JSON, nullable=False),
    Column("details", JSON, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reason", FreeText, nullable=False),
    Column("received", Date, nullable=False),
    Column("given_by", String, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Index(None, "agency", "kind", "number"),
)


def _row(one: Record) -> Mapping[str, Any]:
    return {
        "agency": str(one.agency),
        "kind": one.kind,
        "number": one.number,
        "title": one.title,
        "day": one.day,
        "until": one.until,
        "evidence": evidence_as_json(one.evidence),
        "details": dict(one.details),
        "verdict": one.verdict.value,
        "reason": one.reason,
        "received": one.received,
    }


def _record(row: Row[Any]) -> Record:
    return Record(
        id=row.id,
        agency=AgencyKey.parse(row.agency),
        kind=row.kind,
        number=row.number,
        title=row.title,
        day=row.day,
        until=row.until,
        evidence=evidence_from_json(row.evidence),
        details=row.details,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        received=row.received,
        given_by=row.given_by,
        given_at=row.given_at,
    )


RECORDS: LastWords[Record] = LastWords(table=record, to_row=_row, from_row=_record)
