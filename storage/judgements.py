"""Judgements: what raters gave agencies by a rubric."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Date, Float, Index, Integer, Row, String, Table

from core.agencies import AgencyKey
from core.handed_in import Judgement
from storage.last_words import LastWords
from storage.metadata import FreeText, UtcDateTime, metadata

judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rubric", String, nullable=False),
    Column("agency", String, nullable=False),
    Column("rater", String, nullable=False),
    Column("rating", Float, nullable=False),
    Column("day", Date, nullable=False),
    Column("subject", String, nullable=False),
    Column("note", FreeText, nullable=False),
    Column("received", Date, nullable=False),
    Column("given_by", String, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Index(None, "rubric", "agency"),
)


def _row(one: Judgement) -> Mapping[str, Any]:
    return {
        "rubric": one.rubric,
        "agency": str(one.agency),
        "rater": one.rater,
        "rating": one.rating,
        "day": one.day,
        "subject": one.subject,
        "note": one.note,
        "received": one.received,
    }


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(**{**row._mapping, "agency": AgencyKey.parse(row.agency)})


JUDGEMENTS: LastWords[Judgement] = LastWords(table=judgement, to_row=_row, from_row=_judgement)
