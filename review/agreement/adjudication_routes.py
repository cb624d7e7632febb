"""What two analysts saw differently, for the lead to settle; neither his name nor who was first is shown."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.agencies import AgencyKey
from core.calendar import jalali_instant_words
from core.codings import Code
from core.corrections import OF_AN_AGENCY, Aspect
from reports.items import ItemView, item_view, plain_title
from review import messages
from review.agreement.adjudicate import ADJUDICATE, Disagreement, adjudicate, open_disagreements
from review.agreement.agreement_words import ASPECT_NAMES, answers
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads, writes
from review.pages import page
from review.queue.card_view import item_context
from review.queue.decide import LONGEST_NOTE, shown_items, take_back
from review.queue.wishes import RefusedError
from storage.database import Connection
from storage.items import items_by_id
from storage.review_acts import last_act

router = APIRouter()

Reader = Annotated[SignedIn, Depends(reads(Right.ADJUDICATE))]
Writer = Annotated[SignedIn, Depends(writes(Right.ADJUDICATE))]

_FIELD = "code-"
_LONGEST_ID = 9


@router.api_route("/disagreements", methods=["GET", "HEAD"])
def disagreements_page(request: Request, who: Reader, done: str = "") -> HTMLResponse:
    desk = desk_of(request)
    with desk.database.read() as connection:
        found = open_disagreements(connection)
        items = items_by_id(connection, [one.pair.item_id for one in found])
        last = last_act(connection, who.user.name, 1)
    rows = [
        {
            "item": one.pair.item_id,
            "title": plain_title(items[one.pair.item_id].item),
            "at": jalali_instant_words(one.pair.second.coded_at),
            "what": _what(desk, one),
        }
        for one in found
    ]
    can_undo = last is not None and last.kind == ADJUDICATE
    return page("disagreements.html", who, rows=rows, said=_DONE.get(done, ""), can_undo=can_undo)


@router.api_route("/disagreements/{item_id}", methods=["GET", "HEAD"])
def disagreement_page(request: Request, item_id: str, who: Reader) -> HTMLResponse:
    return _page(request, who, _number(item_id))


@router.post("/disagreements/undo")
def undo(request: Request, who: Writer) -> Response:
    desk = desk_of(request)
    with desk.begin() as connection:
        last = last_act(connection, who.user.name, 1)
        if last is None or last.kind != ADJUDICATE:
            return RedirectResponse("/disagreements?done=nothing", status_code=303)
        take_back(desk, connection, who.user.name, desk.now())
    return RedirectResponse("/disagreements?done=undo", status_code=303)


@router.post("/disagreements/{item_id}")
async def settle(request: Request, item_id: str, who: Writer) -> Response:
    """One answer for each field `code-ASPECT|SUBJECT`; what is left empty stays open."""
    fields = {name: str(value) for name, value in (await request.form()).items()}
    return await run_in_threadpool(_settle, request, who, _number(item_id), fields)


def _settle(request: Request, who: SignedIn, item_id: int, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    decided = {
        code: value
        for name, value in fields.items()
        if value and name.startswith(_FIELD) and (code := _code(name))
    }
    reason = fields.get("reason", "")[:LONGEST_NOTE]
    try:
        with desk.begin() as connection:
            adjudicate(desk, connection, who.user.name, item_id, decided, reason, desk.now())
    except RefusedError as error:
        return _page(request, who, item_id, problem=messages.REFUSALS[error.why])
    return RedirectResponse("/disagreements?done=settled", status_code=303)


def _page(request: Request, who: SignedIn, item_id: int, *, problem: str = "") -> HTMLResponse:
    desk = desk_of(request)
    with desk.database.read() as connection:
        found = open_disagreements(connection, item_id)
        view = _item(desk, connection, item_id)
    if not found or view is None:
        raise HTTPException(404)
    questions = [
        {"field": f"{_FIELD}{aspect}|{subject}", **_question(desk, (aspect, subject), both)}
        for (aspect, subject), both in found[0].open.items()
    ]
    status = 400 if problem else 200
    return page(
        "disagreement.html",
        who,
        status=status,
        item=view,
        item_id=item_id,
        questions=questions,
        problem=problem,
    )


def _item(desk: Desk, connection: Connection, item_id: int) -> ItemView | None:
    """The text with the machine's evidence, and without what people decided."""
    shown = shown_items(connection, [item_id]).get(item_id)
    if shown is None:
        return None
    return item_view(shown.stored, item_context(desk, shown.with_decisions(())))


def _question(desk: Desk, code: Code, both: tuple[str, str]) -> dict[str, Any]:
    words = answers(code[0], desk.methodology.topics)
    return {
        "name": _name(desk, code),
        "votes": [(value, words.get(value, value)) for value in both],
        "others": [(value, name) for value, name in words.items() if value not in both],
    }


def _what(desk: Desk, one: Disagreement) -> Sequence[Mapping[str, Any]]:
    return [_question(desk, code, both) for code, both in one.open.items()]


def _name(desk: Desk, code: Code) -> str:
    aspect, subject = code
    if aspect not in OF_AN_AGENCY:
        return ASPECT_NAMES[aspect]
    agency = desk.agencies.name_of(AgencyKey.parse(subject))
    return f"«{agency}»" if aspect is Aspect.AGENCY else f"{ASPECT_NAMES[aspect]} نسبت به «{agency}»"


def _code(field: str) -> Code | None:
    aspect, _, subject = field.removeprefix(_FIELD).partition("|")
    return (Aspect(aspect), subject) if aspect in list(Aspect) else None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID):
        raise HTTPException(404)
    return int(text)


_DONE: Mapping[str, str] = {
    "settled": "داوری ثبت شد.",
    "undo": "داوری پیشین پس گرفته شد.",
    "nothing": "داوری‌ای برای بازگشت نیست.",
}
