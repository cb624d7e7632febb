"""The page of a story: the original, its copies, and taking items out of it or into it."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from review import messages
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads, writes
from review.looking.found_items import FoundItem, found_rows
from review.looking.search_form import SearchForm, item_query, problem_of
from review.pages import page
from review.queue.wishes import RefusedError
from review.stories.story_decisions import join, split, take_back_decision
from review.stories.story_view import story_view
from storage.database import Connection
from storage.item_search import found_items
from storage.stories import members_of_items, members_of_stories

router = APIRouter()

Reader = Annotated[SignedIn, Depends(reads(Right.READ))]
Writer = Annotated[SignedIn, Depends(writes(Right.DECIDE))]
ItemId = Annotated[int, Form(ge=1, lt=2**31)]

_LONGEST_ID = 9
_MOST_FOUND = 12


@router.api_route("/stories/{story_id}", methods=["GET", "HEAD"])
def story_page(request: Request, story_id: str, who: Reader, q: str = "", done: str = "") -> Response:
    return _page(request, who, _number(story_id), typed=q[:300], said=_DONE.get(done, ""))


@router.post("/stories/{story_id}/split")
def split_item(request: Request, story_id: str, who: Writer, item: ItemId) -> Response:
    desk = desk_of(request)
    return _done(
        request,
        who,
        _number(story_id),
        "split",
        lambda connection: split(desk, connection, who.user.name, item, desk.now()),
    )


@router.post("/stories/{story_id}/join")
def join_item(request: Request, story_id: str, who: Writer, item: ItemId) -> Response:
    desk, number = desk_of(request), _number(story_id)
    return _done(
        request,
        who,
        number,
        "join",
        lambda connection: join(desk, connection, who.user.name, item, number, desk.now()),
    )


@router.post("/stories/{story_id}/back")
def take_back(request: Request, story_id: str, who: Writer, decision: ItemId) -> Response:
    desk = desk_of(request)
    is_lead = who.may(Right.ADJUDICATE)
    return _done(
        request,
        who,
        _number(story_id),
        "back",
        lambda connection: take_back_decision(
            desk, connection, who.user.name, decision, of_anybody=is_lead, now=desk.now()
        ),
    )


def _done(
    request: Request, who: SignedIn, story_id: int, what: str, change: Callable[[Connection], None]
) -> Response:
    """Back to the story, which may bear another member's id now."""
    desk = desk_of(request)
    with desk.database.read() as connection:
        before = members_of_stories(connection, [story_id]).get(story_id, [])
    try:
        with desk.begin() as connection:
            change(connection)
            now = members_of_items(connection, [one.item_id for one in before])
    except RefusedError as error:
        return _page(request, who, story_id, problem=messages.REFUSALS[error.why])
    ids = {one.story_id for one in now.values()}
    back_to = story_id if story_id in ids else min(ids, default=story_id)
    return RedirectResponse(f"/stories/{back_to}?done={what}", status_code=303)


def _page(
    request: Request, who: SignedIn, story_id: int, *, typed: str = "", said: str = "", problem: str = ""
) -> Response:
    desk = desk_of(request)
    with desk.database.read() as connection:
        view = story_view(desk, connection, story_id)
        if view is None:
            # An item's id leads to its story, which may have lost the member that gave it its id.
            member = members_of_items(connection, [story_id]).get(story_id)
            if member is None:
                raise HTTPException(404)
            return RedirectResponse(f"/stories/{member.story_id}", status_code=303)
        inside = {view.original.id, *(one.item_id for one in view.copies)}
        found = _found(desk, connection, typed, inside, who.user.name) if typed else []
    return page(
        "story.html",
        who,
        status=400 if problem else 200,
        story=view,
        typed=typed,
        found=found,
        said=said,
        problem=problem,
        me=who.user.name,
    )


def _found(
    desk: Desk, connection: Connection, typed: str, inside: set[int], for_whom: str
) -> list[FoundItem]:
    form = SearchForm(q=typed)
    if problem_of(form):
        return []
    ids = found_items(connection, item_query(form), _MOST_FOUND + len(inside))
    return [one for one in found_rows(desk, connection, ids, for_whom) if one.id not in inside][:_MOST_FOUND]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID):
        raise HTTPException(404)
    return int(text)


_DONE = {
    "split": "جدا شد؛ سامانه دیگر آن را به این خبر برنمی‌گرداند.",
    "join": "به این خبر پیوست؛ سامانه دیگر آن را جدا نمی‌کند.",
    "back": "تصمیم پس گرفته شد و مطلب به جای پیشینش بازگشت.",
}
