"""One agency's items: for those who may read, and for the officer of that agency, who may object to one."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.agencies import AgencyKey
from core.audit import AuditEntry
from core.calendar import JalaliMonth, day_start
from core.coverage import look_day
from core.errors import InputError
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.signed_in import NotAllowedError, SignedIn, signed_in, writes_as_anyone
from review.looking.agency_view import (
    CHANNEL_NAMES,
    Channel,
    agency_picture,
    channel_of,
    first_day_shown,
    items_of_agency,
    month_of,
)
from review.looking.found_items import FoundItem, found_rows
from review.looking.item_routes import item_with_evidence
from review.pages import page
from storage.agency_items import AgencyItem, last_counted_at
from storage.audit import append_audit
from storage.flags import FLAG
from storage.item_search import ItemQuery, found_items
from storage.source_days import source_days_between

router = APIRouter()

ON_A_PAGE = 30


@router.api_route("/agency", methods=["GET", "HEAD"])
def agency_page(
    request: Request,
    who: Annotated[SignedIn, Depends(signed_in)],
    key: str = "",
    below: int = 0,
    month: str = "",
    channel: str = "",
) -> HTMLResponse:
    """All items that name the agency; with a month or a channel exactly those that make its number."""
    desk = desk_of(request)
    agency = _agency(desk, who, key)
    narrow = {"month": month[:7], "channel": channel[:10]}
    with desk.database.read() as connection:
        # The year that ends with the newest item or look, so that an installation at rest shows its last one.
        newest = last_counted_at(connection, desk.now()) or desk.now()
        days = source_days_between(connection, first_day_shown(newest), look_day(desk.now()))
        until = max([newest, *(day_start(one.day) for one in days)])
        acting = items_of_agency(connection, agency, until)
        if any(narrow.values()):
            place = min(max(below, 0), 2**31)
            found = [one.version_id for one in acting if _is_in(desk, agency, one, narrow)]
            ids, more = found[place : place + ON_A_PAGE], place + ON_A_PAGE
            more = more if more < len(found) else 0
        else:
            wanted = ItemQuery(agencies=(str(agency),))
            ids = found_items(connection, wanted, ON_A_PAGE + 1, below=min(max(below, 0), 2**31))
            more = ids[ON_A_PAGE - 1] if len(ids) > ON_A_PAGE else 0
        rows = found_rows(desk, connection, ids[:ON_A_PAGE], who.user.name)
    name = desk.agencies.name_of(agency)
    address = {"key": str(agency), **{field: value for field, value in narrow.items() if value}}
    return page(
        "agency_page.html",
        who,
        name=name,
        key=str(agency),
        address=urlencode(address),
        narrow=narrow,
        narrow_words=_narrow_words(narrow),
        picture=agency_picture(desk, agency, acting, days, until),
        rows=[(row, _holds(row, name)) for row in rows],
        more=more,
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


def _is_in(desk: Desk, agency: AgencyKey, one: AgencyItem, narrow: Mapping[str, str]) -> bool:
    is_month = narrow["month"] in ("", month_of(one))
    return is_month and narrow["channel"] in ("", channel_of(desk, agency, one.outlet).value)


def _narrow_words(narrow: Mapping[str, str]) -> str:
    """«مهر ۱۴۰۴، رسانه‌ها»; raises 404 for a month or a channel that is none."""
    words = []
    if narrow["month"]:
        try:
            words.append(JalaliMonth.parse(narrow["month"]).name)
        except InputError as error:
            raise HTTPException(404) from error
    if narrow["channel"]:
        if narrow["channel"] not in list(Channel):
            raise HTTPException(404)
        words.append(CHANNEL_NAMES[Channel(narrow["channel"])])
    return "، ".join(words)


def _holds(row: FoundItem, name: str) -> bool:
    return any(agency == name for agency, _ in row.agencies)
