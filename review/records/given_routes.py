"""What was handed in: the lists, one entry with all its versions, and its proofs as downloads."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from core.calendar import jalali_instant_words, tehran_day
from core.handed_in import HandedIn, Judgement, Record, SurveyResult, TableValue
from core.resolutions import KIND_WORDS, Resolution, resolutions_in_words
from reports.persian import count_text, shown_text
from review.desk import Desk, desk_of
from review.pages import page
from review.records.given_access import GivenAccess, require_form, sees_given
from review.records.given_fields import FORM_NAMES, agency_of
from review.records.given_view import (
    STATES,
    TABLES,
    GivenLine,
    agency_choices_of,
    given_line,
    is_hidden,
    is_in,
    period_of,
    state_of,
)
from storage.database import Connection
from storage.objections import ANSWER, objections_to, open_objections
from storage.records import RECORDS
from storage.surveys import SURVEYS

router = APIRouter()

Seer = Annotated[GivenAccess, Depends(sees_given)]

ON_A_PAGE = 50
_LONGEST = 300
DONE = {
    "kept": "ثبت شد.",
    "same": "همین پیش‌تر ثبت شده بود؛ چیزی دوباره ثبت نشد.",
    "objected": "اعتراض شما برای سرپرست ثبت شد.",
    "answered": "پاسخ ثبت شد.",
}


@router.api_route("/records", methods=["GET", "HEAD"])
def records_page(
    request: Request,
    access: Seer,
    of: str = "record",
    agency: str = "",
    kind: str = "",
    period: str = "",
    state: str = "",
    place: int = 0,
    done: str = "",
) -> HTMLResponse:
    """The list that a number made of records opens to: `agency`, `kind` and `period` are its address."""
    desk, form = desk_of(request), require_form(of)
    wanted = {"agency": agency, "kind": kind, "period": period, "state": state}
    wanted = {name: value[:_LONGEST] for name, value in wanted.items()}
    today = tehran_day(desk.now())
    with desk.database.read() as connection:
        held = [one for one in TABLES[form].holding(connection) if access.may_see(one)]
        objections = open_objections(connection)
    found = [one for one in held if _fits(desk, one, wanted, today)]
    found.sort(key=lambda one: (one.given_at, one.id), reverse=True)
    place = max(0, min(place, len(found)))
    shown = found[place : place + ON_A_PAGE]
    objected = {subject.partition("/")[2] for subject in objections if subject.startswith(f"{form}/")}
    address = "/records?" + urlencode({"of": form} | {k: v for k, v in wanted.items() if v})
    return page(
        "given_list.html",
        access.who,
        access=access,
        form=form,
        forms=FORM_NAMES,
        wanted=wanted,
        lines=lines_of(desk, access, shown, held),
        objected=objected,
        found=count_text(len(found)),
        in_words=resolutions_in_words([one for one in found if isinstance(one, Resolution)]),
        agencies=agency_choices_of(desk, access.only),
        kinds=_kind_choices(desk, form, held),
        states=[(value, STATES[value]) for value in STATES if any(state_of(o, today) == value for o in held)],
        is_bad_period=bool(wanted["period"]) and _period(desk, wanted) is None,
        more=f"{address}&place={place + ON_A_PAGE}" if place + ON_A_PAGE < len(found) else "",
        done=DONE.get(done, ""),
    )


@router.api_route("/records/{form}/{number}", methods=["GET", "HEAD"])
def given_page(
    request: Request, access: Seer, form: str, number: str, done: str = "", problem: str = ""
) -> HTMLResponse:
    """One entry as it stands, every version before, and what was objected."""
    desk = desk_of(request)
    with desk.database.read() as connection:
        one, versions = entry_of(connection, access, require_form(form), number)
        held = TABLES[form].holding(connection) if isinstance(one, Judgement) else ()
        said = objections_to(connection, subject_of(form, versions))
    newest = versions[-1]
    return page(
        "given_entry.html",
        access.who,
        access=access,
        form=form,
        form_name=FORM_NAMES[form][0],
        line=lines_of(desk, access, [newest], held)[0],
        versions=lines_of(desk, access, versions[:-1][::-1], held),
        is_record=isinstance(newest, Record),
        is_agencys=access.only is not None and agency_of(newest) == access.only,
        said=[
            {
                "who": shown_text(entry.who),
                "at": jalali_instant_words(entry.at),
                "note": shown_text(entry.new or ""),
                "is_answer": entry.action == ANSWER,
            }
            for entry in said
        ],
        is_open=bool(said) and said[-1].action != ANSWER,
        done=DONE.get(done, ""),
        problem="دلیل را بنویسید." if problem == "reason" else "",
    )


@router.api_route("/evidence/{name}", methods=["GET", "HEAD"])
def evidence_file(request: Request, access: Seer, name: str) -> Response:
    """A proof, to be kept and never shown in the page: its bytes come from outside."""
    desk = desk_of(request)
    with desk.database.read() as connection:
        words: list[Record | SurveyResult] = [*RECORDS.history(connection), *SURVEYS.history(connection)]
    places = [
        proof.place
        for word in words
        if access.may_see(word)
        for proof in word.evidence
        if proof.sha256 == name and name
    ]
    content = desk.work.evidence(name) if places else None
    if content is None:
        raise HTTPException(404)
    called = quote(shown_text(places[-1]).replace("/", " "))
    headers = {"content-disposition": f"attachment; filename=\"proof\"; filename*=UTF-8''{called}"}
    return Response(content, media_type="application/octet-stream", headers=headers)


def entry_of(connection: Connection, access: GivenAccess, form: str, number: str) -> tuple[Any, list[Any]]:
    """The word of that id and every word on its subject; one that somebody may not see is not there."""
    is_id = number.isascii() and number.isdecimal() and len(number) <= 9
    words = list(TABLES[form].history(connection)) if is_id else []
    one = next((word for word in words if word.id == int(number)), None)
    if one is None or not access.may_see(one):
        raise HTTPException(404)
    return one, [word for word in words if word.identity == one.identity]


def subject_of(form: str, versions: Sequence[HandedIn]) -> str:
    """What an objection names: the first word on the subject, for later ones have other ids."""
    return f"{form}/{versions[0].id}"


def lines_of(
    desk: Desk, access: GivenAccess, shown: Sequence[HandedIn], held: Sequence[HandedIn]
) -> list[GivenLine]:
    today = tehran_day(desk.now())
    return [
        given_line(
            desk,
            one,
            today,
            hides_rating=is_hidden(
                one, held, access.rater, may_rate=access.is_office, sees_all=access.sees_marks
            ),
        )
        for one in shown
    ]


def _fits(desk: Desk, one: HandedIn, wanted: dict[str, str], today: Any) -> bool:
    if wanted["agency"] and str(agency_of(one)) != wanted["agency"]:
        return False
    if wanted["kind"] and _kind_of(one) != wanted["kind"]:
        return False
    if wanted["state"] and state_of(one, today) != wanted["state"]:
        return False
    period = _period(desk, wanted, one)
    return not wanted["period"] or (period is not None and is_in(one, period))


def _period(desk: Desk, wanted: dict[str, str], one: HandedIn | None = None) -> Any:
    """The period under the scheme of the profile that watches the agency."""
    profile = desk.work.profile_of(agency_of(one)) if one is not None else None
    profile_id = profile.id if profile else next(iter(desk.methodology.profiles), "")
    return period_of(desk, profile_id, wanted["period"]) if profile_id else None


def _kind_of(one: HandedIn) -> str:
    match one:
        case Record():
            return one.kind
        case Judgement():
            return one.rubric
        case SurveyResult():
            return one.survey
        case TableValue():
            return one.table
        case Resolution():
            return one.kind.value


def _kind_choices(desk: Desk, form: str, held: Sequence[HandedIn]) -> list[tuple[str, str]]:
    """Only what there is, by its name."""
    names = {kind.value: words for kind, words in KIND_WORDS.items()} if form == "resolution" else {}
    names |= dict(desk.work.record_kinds) if form == "record" else {}
    return sorted(
        {(kind, shown_text(names.get(kind, kind))) for kind in map(_kind_of, held)}, key=lambda k: k[1]
    )
