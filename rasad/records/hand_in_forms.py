"""The forms of tables that people hand in: records, judgements, surveys, numbers, resolutions."""

import re
from collections.abc import Sequence
from enum import StrEnum

from core.handed_in import Judgement, Record, SurveyResult, TableValue, Verdict
from core.resolutions import KIND_WORDS, PROGRESS_WORDS, Progress, Resolution, ResolutionKind
from rasad.load_config.problems import suggestion
from rasad.load_config.same_name import same_name
from rasad.records.given_rows import GivenRow, RowError, read_number
from rasad.records.hand_in import AGENCY_HEADINGS, RECEIVED_HEADINGS, Form, Giving, agency_named
from rasad.records.record_kinds import KINDS, NEEDED_DETAILS, kind_of
from storage.items import items_by_id
from storage.judgements import JUDGEMENTS
from storage.records import RECORDS
from storage.resolutions import RESOLUTIONS
from storage.surveys import SURVEYS
from storage.table_values import TABLE_VALUES

LOWEST, HIGHEST = 1, 5
"""The ends of a rubric."""

_DETAILS = {
    "item": ("مطلب", "شناسه مطلب"),
    "hour": ("ساعت",),
    "platform": ("سکو", "شبکه"),
    "address": ("نشانی", "آدرس"),
    "followers": ("دنبال‌کننده", "اعضا"),
    "level": ("سطح",),
}
_EVIDENCE = {"link": ("پیوند", "لینک"), "file": ("فایل", "پرونده"), "photo": ("عکس", "تصویر")}
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_VERDICTS = {
    "submitted": Verdict.SUBMITTED,
    "ارائه‌شده": Verdict.SUBMITTED,
    "accepted": Verdict.ACCEPTED,
    "پذیرفته": Verdict.ACCEPTED,
    "تأیید": Verdict.ACCEPTED,
    "rejected": Verdict.REJECTED,
    "رد": Verdict.REJECTED,
}
_PROGRESS = {p.value: p for p in Progress} | {word: p for p, word in PROGRESS_WORDS.items()}
_RESOLUTION_KINDS = {k.value: k for k in ResolutionKind} | {word: k for k, word in KIND_WORDS.items()}


def _record(row: GivenRow, giving: Giving) -> Sequence[Record]:
    kind = kind_of(row.needed("kind"), giving.methodology)
    if kind is None:
        known = {*KINDS, *KINDS.values()}
        raise RowError(f"'kind': nobody knows '{row['kind']}'; {suggestion(row['kind'], known)}")
    verdict = _choice(row["verdict"] or "submitted", _VERDICTS, "verdict")
    if verdict is Verdict.REJECTED and not row["reason"]:
        raise RowError("'reason' is empty; say why the record is rejected")
    day, until = giving.past_day(row), row.day("until")
    if until is not None and until < day:
        raise RowError(f"'until': {row['until']} is before 'day'; swap the two")
    evidence = giving.evidence.of_row(row)
    if not evidence:
        raise RowError("there is no evidence; give a link, a file or a photo")
    return [
        Record(
            number=row.needed("number"),
            agency=giving.agency(row),
            kind=kind,
            title=row.needed("title"),
            day=day,
            until=until,
            evidence=evidence,
            details=_details(row, kind, giving),
            verdict=verdict,
            reason=row["reason"],
            received=giving.received(row),
            given_by=giving.by,
            given_at=giving.now,
        )
    ]


def _details(row: GivenRow, kind: str, giving: Giving) -> dict[str, str]:
    for name in NEEDED_DETAILS.get(kind, ()):
        if not row[name]:
            raise RowError(f"'{name}' is empty; a record of kind {kind} needs it")
    if row["hour"] and not _CLOCK.fullmatch(row["hour"]):
        raise RowError(f"'hour': '{row['hour']}' is no time of day; write it like 14:30")
    item = row["item"]
    if item and not (item.isdecimal() and items_by_id(giving.connection, [int(item)])):
        raise RowError(f"'item': there is no item '{item}'; write an id as the report shows it")
    return {name: row[name] for name in _DETAILS if row[name]} | dict(row.other)


def _judgement(row: GivenRow, giving: Giving) -> Sequence[Judgement]:
    agency = giving.agency(row)
    if row["rater_agency"] and agency_named(giving.profile, row["rater_agency"]) == agency:
        raise RowError(f"{row['rater']} belongs to the agency judged; another rater must do it")
    rating = row.number("rating")
    if not LOWEST <= rating <= HIGHEST:
        raise RowError(f"'rating': {row['rating']} lies outside {LOWEST} to {HIGHEST}")
    return [
        Judgement(
            rubric=row.needed("rubric"),
            agency=agency,
            rater=row.needed("rater"),
            rating=rating,
            day=giving.past_day(row),
            subject=row["subject"],
            note=row["note"],
            received=giving.received(row),
            given_by=giving.by,
            given_at=giving.now,
        )
    ]


def _survey(row: GivenRow, giving: Giving) -> Sequence[SurveyResult]:
    respondents = row.number("respondents")
    if respondents < 1 or respondents != int(respondents):
        raise RowError(f"'respondents': {row['respondents']} is no number of people")
    return [
        SurveyResult(
            survey=row.needed("survey"),
            question=row.needed("question"),
            agency=giving.agency(row),
            value=row.number("value"),
            respondents=int(respondents),
            day=giving.past_day(row),
            method=row.needed("method"),
            evidence=giving.evidence.of_row(row),
            received=giving.received(row),
            given_by=giving.by,
            given_at=giving.now,
        )
    ]


def _numbers(row: GivenRow, giving: Giving) -> Sequence[TableValue]:
    """Every further column is one number; an empty cell is a missing one, never a zero."""
    agency, day = giving.agency(row), giving.past_day(row)
    return [
        TableValue(
            table=row.needed("table"),
            column=column,
            agency=agency,
            value=read_number(cell, column),
            day=day,
            received=giving.received(row),
            given_by=giving.by,
            given_at=giving.now,
        )
        for column, cell in row.other.items()
    ]


def _resolution(row: GivenRow, giving: Giving) -> Sequence[Resolution]:
    decided, due, done_on = giving.past_day(row, "decided"), row.day("due"), row.day("done_on")
    progress = _choice(row["progress"] or Progress.NOT_STARTED.value, _PROGRESS, "progress")
    if due is not None and due < decided:
        raise RowError(f"'due': {row['due']} is before 'decided'; correct one")
    if (done_on is not None) != (progress is Progress.DONE):
        raise RowError("'done_on' and the progress 'done' belong together; fill in both or neither")
    if done_on is not None:
        done_on = giving.past_day(row, "done_on")
    if progress is Progress.DONE and not row["proof"]:
        raise RowError("'proof' is empty; say what shows that it is done")
    return [
        Resolution(
            number=row.needed("number"),
            meeting=row.needed("meeting"),
            kind=_choice(row["kind"] or "resolution", _RESOLUTION_KINDS, "kind"),
            title=row.needed("title"),
            owner=giving.agency(row, "owner"),
            decided=decided,
            due=due,
            progress=progress,
            done_on=done_on,
            proof=row["proof"],
            received=giving.received(row),
            given_by=giving.by,
            given_at=giving.now,
        )
    ]


def _choice[Choice: StrEnum](text: str, choices: dict[str, Choice], field: str) -> Choice:
    by_name = {same_name(name): choice for name, choice in choices.items()}
    found = by_name.get(same_name(text))
    if found is None:
        raise RowError(f"'{field}': '{text}' is not known; {suggestion(text, choices)}")
    return found


RECORD_FORM = Form(
    name="record",
    headings={
        "number": ("شماره", "ردیف"),
        "agency": AGENCY_HEADINGS,
        "kind": ("نوع",),
        "title": ("عنوان",),
        "day": ("تاریخ",),
        "until": ("تا تاریخ", "اعتبار تا"),
        **_EVIDENCE,
        **_DETAILS,
        "verdict": ("نتیجه بررسی",),
        "reason": ("دلیل",),
        "received": RECEIVED_HEADINGS,
    },
    needed=("number", "agency", "kind", "title", "day"),
    read=_record,
    kept=RECORDS,
    takes_other=True,
)
JUDGEMENT_FORM = Form(
    name="judgement",
    headings={
        "rubric": ("سنجه داوری", "معیار"),
        "agency": AGENCY_HEADINGS,
        "rater": ("داور",),
        "rater_agency": ("دستگاه داور",),
        "rating": ("نمره",),
        "day": ("تاریخ",),
        "subject": ("موضوع داوری",),
        "note": ("توضیح",),
        "received": RECEIVED_HEADINGS,
    },
    needed=("rubric", "agency", "rater", "rating", "day"),
    read=_judgement,
    kept=JUDGEMENTS,
)
SURVEY_FORM = Form(
    name="survey",
    headings={
        "survey": ("نظرسنجی",),
        "question": ("پرسش",),
        "agency": AGENCY_HEADINGS,
        "value": ("نتیجه", "مقدار"),
        "respondents": ("پاسخ‌گویان", "تعداد پاسخ"),
        "day": ("تاریخ",),
        "method": ("روش",),
        **_EVIDENCE,
        "received": RECEIVED_HEADINGS,
    },
    needed=("survey", "question", "agency", "value", "respondents", "day", "method"),
    read=_survey,
    kept=SURVEYS,
)
TABLE_FORM = Form(
    name="table",
    headings={
        "table": ("جدول",),
        "agency": AGENCY_HEADINGS,
        "day": ("تاریخ",),
        "received": RECEIVED_HEADINGS,
    },
    needed=("table", "agency", "day"),
    read=_numbers,
    kept=TABLE_VALUES,
    takes_other=True,
)
RESOLUTION_FORM = Form(
    name="resolution",
    headings={
        "number": ("شماره", "شماره مصوبه"),
        "meeting": ("جلسه",),
        "kind": ("نوع",),
        "title": ("عنوان", "متن مصوبه"),
        "owner": AGENCY_HEADINGS,
        "decided": ("تاریخ تصویب", "تاریخ"),
        "due": ("مهلت",),
        "progress": ("وضعیت",),
        "done_on": ("تاریخ اجرا",),
        "proof": ("مدرک اجرا",),
        "received": RECEIVED_HEADINGS,
    },
    needed=("number", "meeting", "title", "owner", "decided"),
    read=_resolution,
    kept=RESOLUTIONS,
)
