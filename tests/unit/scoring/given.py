"""What people hand in: small values that tests change where they need."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.handed_in import Given, Judgement, Record, SurveyResult, TableValue
from core.observations import Observation
from core.resolutions import Progress, Resolution, ResolutionKind
from core.schemes import MeasureUse
from scoring.count import count
from scoring.inputs import CountInputs
from tests.unit.scoring.month_inputs import DAYS, MEHR, WATER, inputs, scheme_of, use_of

AFTER_THE_DEADLINE = MEHR.end + timedelta(days=10)
_GIVEN = {"received": DAYS[20], "given_by": "niloofar", "given_at": datetime(2025, 10, 15, tzinfo=UTC)}


def record(number: int, kind: str = "report", day: date = DAYS[4], **changes: Any) -> Record:
    values = {"number": str(number), "agency": WATER, "kind": kind, "title": f"کار {number}", "day": day}
    return Record(**{**values, "id": number, **_GIVEN, **changes})


def judgement(number: int, rater: str, rating: float, rubric: str = "planning", **changes: Any) -> Judgement:
    values = {"rubric": rubric, "agency": WATER, "rater": rater, "rating": rating, "day": DAYS[9]}
    return Judgement(**{**values, "id": number, **_GIVEN, **changes})


def survey(number: int, value: float, respondents: int = 100, **changes: Any) -> SurveyResult:
    values = {"survey": "پاییز", "question": "trust", "agency": WATER, "value": value, "day": DAYS[9]}
    values |= {"respondents": respondents, "method": "تلفنی"}
    return SurveyResult(**{**values, "id": number, **_GIVEN, **changes})


def table_value(number: int, value: float, **changes: Any) -> TableValue:
    values = {"table": "general", "column": "points", "agency": WATER, "value": value, "day": DAYS[0]}
    return TableValue(**{**values, "id": number, **_GIVEN, **changes})


def resolution(number: int, progress: Progress, **changes: Any) -> Resolution:
    values = {
        "number": str(number),
        "meeting": "جلسهٔ نخست",
        "kind": ResolutionKind.RESOLUTION,
        "title": f"مصوبه {number}",
        "owner": WATER,
        "decided": DAYS[0],
        "due": DAYS[19],
        "progress": progress,
    }
    return Resolution(**{**values, "id": number, **_GIVEN, **changes})


def asked(
    measure: str,
    given: Given,
    *,
    of: CountInputs | None = None,
    as_of: datetime = AFTER_THE_DEADLINE,
    **use: Any,
) -> Observation:
    """What a measure gives when the scheme uses it so."""
    one = use_of(measure, **use)
    base = of or inputs(as_of=as_of)
    return counted(one, replace(base, given=given, scheme=replace(base.scheme, indicators=())))


def counted(use: MeasureUse, of: CountInputs) -> Observation:
    """The observation of one use alone."""
    scheme = replace(scheme_of(use), windows=of.scheme.windows, period=of.scheme.period)
    (observation,) = [o for o in count(replace(of, scheme=scheme)) if o.measure == use.key]
    return observation
