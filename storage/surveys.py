"""Survey results: what was asked of whom, and what came out for each agency."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Column, Date, Float, Index, Integer, Row, String, Table

from core.agencies import AgencyKey
from core.handed_in import SurveyResult
from storage.last_words import LastWords, evidence_as_json, evidence_from_json
from storage.metadata import FreeText, UtcDateTime, metadata

survey_result = Table(
    "survey_result",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey", String, nullable=False),
    Column("question", String, nullable=False),
    Column("agency", String, nullable=False),
    Column("value", Float, nullable=False),
    Column("respondents", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("method", FreeText, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("received", Date, nullable=False),
    Column("given_by", String, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Index(None, "survey", "question", "agency"),
)


def _row(one: SurveyResult) -> Mapping[str, Any]:
    return {
        "survey": one.survey,
        "question": one.question,
        "agency": str(one.agency),
        "value": one.value,
        "respondents": one.respondents,
        "day": one.day,
        "method": one.method,
        "evidence": evidence_as_json(one.evidence),
        "received": one.received,
    }


def _result(row: Row[Any]) -> SurveyResult:
    return SurveyResult(
        **{
            **row._mapping,
            "agency": AgencyKey.parse(row.agency),
            "evidence": evidence_from_json(row.evidence),
        }
    )


SURVEYS: LastWords[SurveyResult] = LastWords(table=survey_result, to_row=_row, from_row=_result)
