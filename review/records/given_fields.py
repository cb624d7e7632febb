"""The fields of the forms by which things are handed in: what is asked, how, and what may be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.agencies import AgencyKey
from core.calendar import jalali_date_numbers
from core.handed_in import HandedIn, Judgement, Record, SurveyResult, TableValue
from core.resolutions import KIND_WORDS, PROGRESS_WORDS, Resolution
from review.desk import Desk
from review.queue.view import Choices
from review.records.given_words import LABELS

FORM_NAMES: Mapping[str, tuple[str, str]] = {
    "record": ("سندهای فعالیت", "سند تازه"),
    "judgement": ("داوری‌ها", "داوری تازه"),
    "survey": ("نظرسنجی‌ها", "نتیجهٔ تازه"),
    "table": ("عددهای جدول‌ها", "عدد تازه"),
    "resolution": ("مصوبه‌ها و فراخوان‌ها", "مصوبهٔ تازه"),
}
"""What is handed in: the name of its list, and of one more."""

_RATINGS: Choices = [
    ("1", "۱ — بسیار ضعیف"),
    ("2", "۲ — ضعیف"),
    ("3", "۳ — متوسط"),
    ("4", "۴ — خوب"),
    ("5", "۵ — بسیار خوب"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that is asked."""

    name: str
    kind: str = "text"
    """`text`, `long`, `day`, `number`, `choice`, `link`, `files`, `photos` or `fixed`."""
    needed: bool = False
    choices: Choices = ()
    hint: str = ""
    is_rare: bool = False
    """Asked for few kinds of record only, so it stands folded."""

    @property
    def label(self) -> str:
        return LABELS[self.name]


_DAY_HINT = "۱۴۰۴/۰۷/۱۵"


def fields_of(desk: Desk, form: str, agencies: Choices, *, is_office: bool) -> Sequence[Field]:
    """The fields of one form; what the office says of a record is asked of the office only."""
    agency = Field(name="agency", kind="choice", needed=True, choices=agencies)
    received = [Field(name="received", kind="day", hint="امروز", is_rare=True)] if is_office else []
    proofs = [
        Field(name="link", kind="link", hint="https://…"),
        Field(name="file", kind="files", hint="PDF، Word، اکسل، صدا یا ویدئو"),
        Field(name="photo", kind="photos", hint="JPEG، PNG یا WebP"),
    ]
    match form:
        case "record":
            kinds = sorted(desk.work.record_kinds.items(), key=lambda one: one[1])
            return [
                agency,
                Field(name="kind", kind="choice", needed=True, choices=kinds),
                Field(name="number", needed=True, hint="شمارهٔ خود دستگاه"),
                Field(name="title", kind="long", needed=True),
                Field(name="day", kind="day", needed=True, hint=_DAY_HINT),
                Field(name="until", kind="day", hint="برای برنامه، قرارداد یا کانال"),
                *proofs,
                *(Field(name=name, is_rare=True) for name in ("level", "platform", "address", "followers")),
                Field(name="item", is_rare=True, hint="مطلبی که جوابیه به آن است"),
                Field(name="hour", is_rare=True, hint="۱۴:۳۰"),
                *received,
            ]
        case "judgement":
            return [
                agency,
                Field(name="rubric", needed=True),
                Field(name="rating", kind="choice", needed=True, choices=_RATINGS),
                Field(name="day", kind="day", needed=True, hint=_DAY_HINT),
                Field(name="subject", hint="اگر همهٔ کار دستگاه نیست"),
                Field(name="note", kind="long"),
            ]
        case "survey":
            return [
                agency,
                Field(name="survey", needed=True),
                Field(name="question", kind="long", needed=True),
                Field(name="value", kind="number", needed=True),
                Field(name="respondents", kind="number", needed=True),
                Field(name="day", kind="day", needed=True, hint="آخرین روز پرسش"),
                Field(name="method", needed=True, hint="تلفنی، حضوری، برخط …"),
                *proofs,
                *received,
            ]
        case "table":
            return [
                agency,
                Field(name="table", needed=True),
                Field(name="column", needed=True),
                Field(name="value", kind="number", needed=True),
                Field(name="day", kind="day", needed=True, hint=_DAY_HINT),
                *received,
            ]
        case _:
            kinds = [(kind.value, words) for kind, words in KIND_WORDS.items()]
            states = [(state.value, words) for state, words in PROGRESS_WORDS.items()]
            return [
                Field(name="kind", kind="choice", needed=True, choices=kinds),
                Field(name="meeting", needed=True),
                Field(name="number", needed=True),
                Field(name="title", kind="long", needed=True),
                Field(name="owner", kind="choice", needed=True, choices=agencies),
                Field(name="decided", kind="day", needed=True, hint=_DAY_HINT),
                Field(name="due", kind="day", hint=_DAY_HINT),
                Field(name="progress", kind="choice", choices=states),
                Field(name="done_on", kind="day", hint="تنها وقتی اجرا شده است"),
                Field(name="proof", kind="long", hint="پیوند یا شمارهٔ نامه"),
                *received,
            ]


def agency_of(one: HandedIn) -> AgencyKey:
    return one.owner if isinstance(one, Resolution) else one.agency


def cells_of(one: HandedIn) -> Mapping[str, str]:
    """What a form is filled with when somebody makes a new version of it."""
    match one:
        case Record():
            return {
                "agency": str(one.agency),
                "kind": one.kind,
                "number": one.number,
                "title": one.title,
                "day": jalali_date_numbers(one.day),
                "until": jalali_date_numbers(one.until) if one.until else "",
                "link": "\n".join(e.place for e in one.evidence if not e.sha256),
                **one.details,
            }
        case Judgement():
            return {
                "agency": str(one.agency),
                "rubric": one.rubric,
                "rating": _plain(one.rating),
                "day": jalali_date_numbers(one.day),
                "subject": one.subject,
                "note": one.note,
            }
        case SurveyResult():
            return {
                "agency": str(one.agency),
                "survey": one.survey,
                "question": one.question,
                "value": _plain(one.value),
                "respondents": str(one.respondents),
                "day": jalali_date_numbers(one.day),
                "method": one.method,
                "link": "\n".join(e.place for e in one.evidence if not e.sha256),
            }
        case TableValue():
            return {
                "agency": str(one.agency),
                "table": one.table,
                "column": one.column,
                "value": _plain(one.value),
                "day": jalali_date_numbers(one.day),
            }
        case Resolution():
            return {
                "owner": str(one.owner),
                "kind": one.kind.value,
                "meeting": one.meeting,
                "number": one.number,
                "title": one.title,
                "decided": jalali_date_numbers(one.decided),
                "due": jalali_date_numbers(one.due) if one.due else "",
                "progress": one.progress.value,
                "done_on": jalali_date_numbers(one.done_on) if one.done_on else "",
                "proof": one.proof,
            }


IDENTITY: Mapping[str, frozenset[str]] = {
    "record": frozenset({"agency", "kind", "number"}),
    "judgement": frozenset({"agency", "rubric", "subject", "day"}),
    "survey": frozenset({"agency", "survey", "question", "day"}),
    "table": frozenset({"agency", "table", "column", "day"}),
    "resolution": frozenset({"owner", "kind", "meeting", "number"}),
}
"""What names the thing: another value would be another thing, so a new version cannot change it."""


def _plain(value: float) -> str:
    """As it was written, with every digit."""
    return str(int(value)) if value.is_integer() else repr(value)
