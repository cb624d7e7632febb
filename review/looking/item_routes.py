"""One item with all that is known of it, and its page as it was saved."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from core.agencies import AgencyKey
from core.items import StoredItem
from core.stories import StoryMember
from reports.items import ItemContext, ItemView, item_view
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.headers import SAVED_PAGE_POLICY
from review.doors.signed_in import NotAllowedError, SignedIn, reads, signed_in
from review.pages import page
from review.queue.card_view import item_context
from review.queue.decide import shown_items
from review.queue.second import as_seen_by, is_second_for
from storage.database import Connection
from storage.items import items_by_id
from storage.stories import members_of_items, members_of_stories

router = APIRouter()

_LONGEST_ID = 9
"""Digits of ids both databases take."""


@router.api_route("/items/{item_id}", methods=["GET", "HEAD"])
def item_page(request: Request, item_id: str, who: Annotated[SignedIn, Depends(signed_in)]) -> HTMLResponse:
    # The templates of the written reports link to files; here the same names are addresses.
    number = _id(item_id.removesuffix(".html"))
    found = item_with_evidence(desk_of(request), number, for_whom=who.user.name)
    if found is None:
        raise HTTPException(404)
    view, agencies = found
    if not who.may(Right.READ) and who.user.agency not in {str(agency) for agency in agencies}:
        raise NotAllowedError
    return page("item_page.html", who, item=view, is_in_story=bool(view.relation))


@router.api_route("/pages/{page_hash}", methods=["GET", "HEAD"])
def saved_page(
    request: Request, page_hash: str, who: Annotated[SignedIn, Depends(reads(Right.READ))]
) -> Response:
    body = desk_of(request).read_page(page_hash) if _is_hash(page_hash) else None
    if body is None:
        raise HTTPException(404)
    # No charset: the page itself says in which encoding its outlet wrote it.
    headers = {"content-type": "text/html", "content-security-policy": SAVED_PAGE_POLICY}
    return Response(body, headers=headers)


def item_with_evidence(
    desk: Desk, item_id: int, *, for_whom: str = ""
) -> tuple[ItemView, set[AgencyKey]] | None:
    """One item as a page shows it, and the agencies it concerns; None when there is none of that id.

    Whoever has it in hand for a second opinion sees nothing of what was decided on it.
    """
    with desk.database.read() as connection:
        stored = items_by_id(connection, [item_id]).get(item_id)
        if stored is None:
            return None
        shown = shown_items(connection, [item_id]).get(item_id)
        if shown is not None and for_whom and is_second_for(connection, item_id, for_whom):
            shown = as_seen_by(connection, shown, for_whom)
        story = _story(connection, item_id)
    outlets = {outlet.id: outlet.name for outlet in desk.methodology.outlets.values()}
    if shown is None:
        context = ItemContext(outlet_names=outlets, agency_names={}, topic_names={}, story=story)
        return item_view(stored, context), set()
    context = item_context(desk, shown, story)
    return item_view(stored, context), {finding.agency for finding in context.findings}


def _story(connection: Connection, item_id: int) -> list[tuple[StoredItem, StoryMember]]:
    member = members_of_items(connection, [item_id]).get(item_id)
    if member is None:
        return []
    members = members_of_stories(connection, [member.story_id])[member.story_id]
    items = items_by_id(connection, [one.item_id for one in members])
    return [(items[one.item_id], one) for one in members]


def _id(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID):
        raise HTTPException(404)
    return int(text)


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(character in "0123456789abcdef" for character in text)
