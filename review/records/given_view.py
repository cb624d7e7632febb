"""What was handed in as rows of a list: each by its last word, with its proof and how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.agencies import AgencyKey
from core.calendar import JalaliMonth, jalali_date_words, jalali_instant_words
from core.errors import InputError, RoundError
from core.handed_in import Evidence, HandedIn, Judgement, Record, SurveyResult, TableValue, Verdict
from core.periods import Period, period_ending
from core.resolutions import PROGRESS_WORDS, Progress, Resolution
from reports.items import safe_link
from reports.persian import count_text, decimal_text, shown_text
from review.desk import Desk
from review.records.given_fields import agency_of
from storage.judgements import JUDGEMENTS
from storage.last_words import LastWords
from storage.records import RECORDS
from storage.resolutions import RESOLUTIONS
from storage.surveys import SURVEYS
from storage.table_values import TABLE_VALUES

TABLES: Mapping[str, LastWords[Any]] = {
    "record": RECORDS,
    "judgement": JUDGEMENTS,
    "survey": SURVEYS,
    "table": TABLE_VALUES,
    "resolution": RESOLUTIONS,
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.SUBMITTED: "بررسی‌نشده",
    Verdict.ACCEPTED: "پذیرفته",
    Verdict.REJECTED: "رد شده",
}
LATE = "late"
STATES: Mapping[str, str] = {
    **{verdict.value: words for verdict, words in VERDICTS.items()},
    **{progress.value: words for progress, words in PROGRESS_WORDS.items()},
    LATE: "دیرکرده",
}
"""How a record or a resolution stands, as the list is narrowed by it."""
HIDDEN = "تا پایان داوری پوشیده است"
RATERS = 2
"""As many as a rating needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One proof: an address to open, or a file to download."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """One entry."""

    id: int
    agency: str
    agency_key: str
    what: str
    """Its kind, rubric, survey, table or meeting."""
    title: str
    value: str
    day: str
    state: str
    state_words: str
    reason: str
    proofs: tuple[ProofLine, ...]
    details: tuple[tuple[str, str], ...]
    given_by: str
    given_at: str


def given_line(desk: Desk, one: HandedIn, today: date, *, hides_rating: bool = False) -> GivenLine:
    key = agency_of(one)
    what, title, value = _told(desk, one, hides_rating=hides_rating)
    state = state_of(one, today)
    return GivenLine(
        id=one.id,
        agency=desk.agencies.name_of(key),
        agency_key=str(key),
        what=shown_text(what),
        title=shown_text(title),
        value=value,
        day=_days(one),
        state=state,
        state_words=STATES.get(state, ""),
        reason=shown_text(one.reason) if isinstance(one, Record) else "",
        proofs=tuple(_proof(each) for each in getattr(one, "evidence", ())),
        details=_details(one),
        given_by=shown_text(one.given_by),
        given_at=jalali_instant_words(one.given_at),
    )


def state_of(one: HandedIn, today: date) -> str:
    """How it stands; what is late says that first."""
    match one:
        case Record():
            return one.verdict.value
        case Resolution() if one.is_late(today) and one.progress is not Progress.DONE:
            return LATE
        case Resolution():
            return one.progress.value
        case _:
            return ""


def period_of(desk: Desk, profile_id: str, text: str) -> Period | None:
    """`1404-09` is the period of the profile's round that this month ends; None when it is no such month."""
    try:
        month = JalaliMonth.parse(text)
    except InputError:
        return None
    profile = desk.methodology.profiles[profile_id]
    try:
        return period_ending(desk.methodology.schemes[profile.scheme].period, month)
    except RoundError:
        # A month in the middle of a quarter is asked for itself.
        return Period(month.first_day, month.last_day)


def is_in(one: HandedIn, period: Period) -> bool:
    """Whether it holds on a day of the period."""
    match one:
        case Record():
            return one.day <= period.last_day and (one.until or one.day) >= period.first_day
        case Resolution():
            ends = (one.due, one.done_on, one.decided)
            return any(day is not None and period.holds(day) for day in ends)
        case _:
            return period.holds(one.day)


def is_hidden(one: HandedIn, held: Sequence[HandedIn], rater: str, *, may_rate: bool, sees_all: bool) -> bool:
    """A mark is not shown to who may still have to give his own, nor to others before there are two."""
    if sees_all or not isinstance(one, Judgement) or one.rater == rater:
        return False
    raters = {
        other.rater
        for other in held
        if isinstance(other, Judgement)
        and (other.rubric, other.agency, other.subject) == (one.rubric, one.agency, one.subject)
    }
    return rater not in raters if may_rate else len(raters) < RATERS


def _told(desk: Desk, one: HandedIn, *, hides_rating: bool) -> tuple[str, str, str]:
    match one:
        case Record():
            return desk.work.record_kinds.get(one.kind, one.kind), one.title, ""
        case Judgement():
            value = HIDDEN if hides_rating else f"{decimal_text(one.rating, 0)} از ۵"
            said = "" if hides_rating else one.note
            return one.rubric, "؛ ".join(filter(None, (one.rater, one.subject, said))), value
        case SurveyResult():
            value = f"{_number(one.value)} (از {count_text(one.respondents)} تن)"
            return one.survey, f"{one.question} ({one.method})", value
        case TableValue():
            return one.table, one.column, _number(one.value)
        case Resolution():
            return one.meeting, f"{one.number}. {one.title}", ""


def _days(one: HandedIn) -> str:
    match one:
        case Record() if one.until:
            return f"{jalali_date_words(one.day)} تا {jalali_date_words(one.until)}"
        case Resolution():
            parts = [f"تصویب {jalali_date_words(one.decided)}"]
            parts += [f"مهلت {jalali_date_words(one.due)}"] if one.due else []
            parts += [f"اجرا {jalali_date_words(one.done_on)}"] if one.done_on else []
            return "، ".join(parts)
        case _:
            return jalali_date_words(one.day)


def _details(one: HandedIn) -> tuple[tuple[str, str], ...]:
    match one:
        case Record():
            return tuple((shown_text(name), shown_text(text)) for name, text in one.details.items())
        case Resolution() if one.proof:
            return (("مدرک اجرا", shown_text(one.proof)),)
        case _:
            return ()


def _proof(one: Evidence) -> ProofLine:
    if one.sha256:
        return ProofLine(words=shown_text(one.place), address=f"/evidence/{one.sha256}")
    return ProofLine(words=shown_text(one.place), address=safe_link(one.place) or "")


def _number(value: float) -> str:
    return count_text(int(value)) if value == int(value) else decimal_text(value, 2)


def agency_choices_of(desk: Desk, only: AgencyKey | None) -> list[tuple[str, str]]:
    """The agencies somebody may hand in for."""
    watched = desk.agencies.watched.values()
    return [(str(one.key), one.name) for one in watched if only is None or one.key == only]
