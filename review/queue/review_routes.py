"""The queue in a browser: one card after the other, and what each key asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.calendar import day_start, tehran_day
from core.review import ReviewCard
from reports.persian import decimal_text
from review import messages
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads, writes
from review.pages import page
from review.queue.card_view import SERVICE_CHOICES, TONE_CHOICES, card_view
from review.queue.decide import LONGEST_NOTE, decide, flag, skip, take_back
from review.queue.decisions import Act
from review.queue.forecast import forecast, forecast_words
from review.queue.give_card import give_card
from review.queue.view import (
    View,
    agency_choices,
    card_filter,
    group_choices,
    month_choices,
    outlet_choices,
    topic_choices,
    view_of,
    view_words,
)
from review.queue.wishes import Refusal, RefusedError, Wish
from review.templating import render
from storage.database import Connection
from storage.review_acts import acts_since
from storage.review_cards import months_with_cards, queue_left

router = APIRouter()

Reader = Annotated[SignedIn, Depends(reads(Right.DECIDE))]
Writer = Annotated[SignedIn, Depends(writes(Right.DECIDE))]
LONGEST_FIELD = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The form around the card, as it came."""

    act: str
    item: int
    version: int
    turn: str
    focus: str
    reason: str
    topic: str
    service: str
    tone: str
    province: str
    note: str
    surface: str
    q: str
    mode: str
    story: str


_TEXTS = tuple(one.name for one in dataclass_fields(Sent) if one.name not in ("item", "version"))


def _sent(fields: Mapping[str, str]) -> Sent:
    """Read by hand: asking the framework for each field costs as much as drawing the card."""
    texts = {name: fields.get(name, "") for name in _TEXTS}
    if any(len(text) > LONGEST_FIELD for text in texts.values()):
        raise HTTPException(422)
    texts["note"] = texts["note"][:LONGEST_NOTE]
    return Sent(item=_row_id(fields.get("item", "0")), version=_row_id(fields.get("version", "0")), **texts)


def _row_id(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:11]) < 2**31):
        raise HTTPException(422)
    return int(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is said beside a card."""

    said: str = ""
    is_problem: bool = False
    focus: str = ""
    q: str = ""
    mode: str = "other"
    surface: str = ""
    reason: str = ""
    """What was filled in before something was looked up, for a page that is drawn anew."""


@router.api_route("/review", methods=["GET", "HEAD"])
def review_page(request: Request, who: Reader) -> HTMLResponse:
    desk = desk_of(request)
    with desk.begin() as connection:
        months = _months(desk, connection)
        view = view_of(months, dict(request.query_params))
        card = _give(desk, connection, who, view)
    done = Drawn(said=messages.DONE.get(request.query_params.get("done", ""), ""))
    values = _card_values(desk, who, view, card, done)
    return page("review.html", who, **values, **_page_values(desk, months, view))


@router.post("/review/decide")
async def decided(request: Request, who: Writer) -> Response:
    """The next card for a browser with scripts, the way to it for one without."""
    # Read here because the form was read already; the work itself is done in a thread.
    fields = {name: str(value) for name, value in (await request.form()).items()}
    return await run_in_threadpool(_answer, request, who, _sent(fields), fields)


@router.api_route("/review/agencies", methods=["GET", "HEAD"])
def found_agencies(
    request: Request, who: Reader, q: str = "", mode: str = "other", item: int = 0
) -> HTMLResponse:
    desk = desk_of(request)
    shown = found_choices(desk, q[:200])
    return HTMLResponse(render("found.html", found=shown, mode="add" if mode == "add" else "other"))


def found_choices(desk: Desk, typed: str) -> list[Mapping[str, str]]:
    """The agencies a few letters may mean, as the list shows them."""
    provinces = {profile.province for profile in desk.methodology.profiles.values()}
    home = provinces.pop() if len(provinces) == 1 else None
    return [
        {
            "key": str(key),
            "name": desk.agencies.name_of(key),
            "place": f"استان {key.province}" if key.county and key.province != home else "",
        }
        for key in desk.agencies.found(typed, province=home)
    ]


def _answer(request: Request, who: SignedIn, form: Sent, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    with desk.begin() as connection:
        try:
            drawn = _do(desk, connection, who.user.name, form, desk.now())
        except RefusedError as error:
            # What is refused has stored nothing but that its turn is over.
            drawn = Drawn(said=messages.REFUSALS[error.why], is_problem=True)
        months = _months(desk, connection)
        view = view_of(months, fields)
        card = _give(desk, connection, who, view)
    is_swap = request.headers.get("hx-request") == "true"
    if not is_swap and drawn.said and not drawn.is_problem:
        done = form.act.partition(":")[0]
        return RedirectResponse(f"{view.address}&done={done}", status_code=303)
    values = _card_values(desk, who, view, card, drawn)
    if is_swap:
        return HTMLResponse(render("card.html", **values))
    return page("review.html", who, **values, **_page_values(desk, months, view))


def _months(desk: Desk, connection: Connection) -> Sequence[str]:
    return desk.queue.months(lambda: tuple(months_with_cards(connection)))


def _give(desk: Desk, connection: Connection, who: SignedIn, view: View) -> ReviewCard | None:
    if not view.month:
        return None
    return give_card(connection, who.user.name, card_filter(desk, view), desk.now())


def _do(desk: Desk, connection: Connection, who: str, form: Sent, now: datetime) -> Drawn:
    """What the key asked for, done; raises RefusedError."""
    name, _, argument = form.act.partition(":")
    match name:
        case "focus":
            return Drawn(focus=argument)
        case "look":
            return Drawn(
                q=form.q,
                mode="add" if form.mode == "add" else "other",
                focus=form.focus,
                surface=form.surface,
                reason=form.reason,
            )
        case "undo":
            take_back(desk, connection, who, now)
        case "skip":
            skip(connection, who, _wish(form, Act.ACCEPT, ""), now)
        case "flag":
            flag(connection, who, _wish(form, Act.ACCEPT, ""), form.note, now)
        case _ if name in list(Act):
            act = Act(name)
            chosen = {
                Act.TOPIC: form.topic,
                Act.SERVICE: form.service,
                Act.TONE: form.tone,
                Act.PROVINCE: form.province,
            }
            argument = chosen.get(act, argument)
            decide(desk, connection, who, _wish(form, act, argument), now)
        case _:
            raise RefusedError(Refusal.NOTHING_CHOSEN)
    return Drawn(said=messages.DONE[name])


def _wish(form: Sent, act: Act, argument: str) -> Wish:
    return Wish(
        item_id=form.item,
        version_id=form.version,
        turn=form.turn,
        act=act,
        argument=argument,
        focus=form.focus,
        reason=form.reason or form.note,
        surface=form.surface,
        whole_story=form.story == "yes",
    )


def _card_values(
    desk: Desk, who: SignedIn, view: View, card: ReviewCard | None, drawn: Drawn
) -> dict[str, Any]:
    """Drawn after the transaction that gave the card, so that others need not wait for it."""
    wanted = card_filter(desk, view)
    with desk.database.read() as connection:
        left, doubt = desk.queue.left(wanted, lambda: queue_left(connection, wanted))
        return {
            "card": card_view(desk, connection, card, focus=drawn.focus) if card else None,
            "said": drawn.said,
            "is_problem": drawn.is_problem,
            "today": acts_since(connection, who.user.name, day_start(tehran_day(desk.now()))),
            "left": left,
            "doubt": decimal_text(doubt, 0),
            "found": found_choices(desk, drawn.q) if drawn.q else [],
            "mode": drawn.mode,
            "typed": drawn,
        }


def _page_values(desk: Desk, months: Sequence[str], view: View) -> dict[str, Any]:
    with desk.database.read() as connection:
        wanted = card_filter(desk, view)
        expected = desk.queue.remembered("forecast", wanted, lambda: forecast(desk, connection, wanted))
    return {
        "view": view,
        "forecast": forecast_words(expected),
        "done_share": expected.done / ((expected.done + expected.left) or 1),
        "view_words": view_words(desk, view),
        "months": month_choices(months),
        "groups": group_choices(desk),
        "agencies": agency_choices(desk),
        "outlets": outlet_choices(desk),
        "topics": topic_choices(desk),
        "services": SERVICE_CHOICES,
        "tones": TONE_CHOICES,
        "provinces": [one.name for one in desk.methodology.places.provinces],
        "reasons": messages.WRONG_REASONS,
    }
