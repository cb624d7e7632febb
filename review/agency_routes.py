"""One agency's items: for those who may read, and for the officer of that agency, who may object to one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.agencies import AgencyKey
from core.audit import AuditEntry
from review.access import Right
from review.desk import Desk, desk_of
from review.found_items import FoundItem, found_rows
from review.item_routes import item_with_evidence
from review.pages import page
from review.signed_in import NotAllowedError, SignedIn, signed_in, writes_as_anyone
from storage.audit import append_audit
from storage.flags import FLAG
from storage.item_search import ItemQuery, found_items

router = APIRouter()

ON_A_PAGE = 30


@router.api_route("/agency", methods=["GET", "HEAD"])
def agency_page(
    request: Request, who: Annotated[SignedIn, Depends(signed_in)], key: str = "", below: int = 0
) -> HTMLResponse:
    desk = desk_of(request)
    agency = _agency(desk, who, key)
    with desk.database.read() as connection:
        wanted = ItemQuery(agencies=(str(agency),))
        ids = found_items(connection, wanted, ON_A_PAGE + 1, below=min(max(below, 0), 2**31))
        rows = found_rows(desk, connection, ids[:ON_A_PAGE])
    name = desk.agencies.name_of(agency)
    return page(
        "agency_page.html",
        who,
        name=name,
        key=str(agency),
        rows=[(row, _holds(row, name)) for row in rows],
        more=ids[ON_A_PAGE - 1] if len(ids) > ON_A_PAGE else 0,
        may_object=who.user.agency == str(agency),
    )


@router.post("/agency/object")
def object_to_item(
    request: Request,
    who: Annotated[SignedIn, Depends(writes_as_anyone)],
    item: Annotated[int, Form(ge=1, lt=2**31)],
    note: Annotated[str, Form(min_length=3, max_length=2000)],
) -> Response:
    """It waits among the lead's flags; nothing is decided by objecting."""
    desk = desk_of(request)
    found = item_with_evidence(desk, item)
    if found is None:
        raise HTTPException(404)
    if who.user.agency is None or who.user.agency not in {str(agency) for agency in found[1]}:
        raise NotAllowedError
    with desk.begin() as connection:
        append_audit(
            connection,
            AuditEntry(who=who.user.name, at=desk.now(), action=FLAG, subject=f"item {item}", new=note),
        )
    return RedirectResponse("/agency", status_code=303)


def _agency(desk: Desk, who: SignedIn, key: str) -> AgencyKey:
    """The agency asked for, which for an officer is his own."""
    wanted = key if who.may(Right.READ) else who.user.agency or ""
    if not who.may(Right.READ) and (not wanted or key not in ("", wanted)):
        raise NotAllowedError
    if desk.agency_problem(wanted):
        raise HTTPException(404)
    return AgencyKey.parse(wanted)


def _holds(row: FoundItem, name: str) -> bool:
    return any(agency == name for agency, _ in row.agencies)
