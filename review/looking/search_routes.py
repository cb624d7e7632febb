"""Search over all items, and what was found as a file."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from core.audit import AuditEntry
from core.digits import persian_digits
from reports.persian import count_text
from reports.words import ROLES
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads
from review.looking.found_items import FoundItem, found_rows
from review.looking.search_form import SearchForm, item_query, problem_of, search_form
from review.looking.spreadsheets import Row, csv_lines, xlsx_bytes
from review.pages import page
from review.queue.view import agency_choices, outlet_choices, topic_choices
from storage.audit import append_audit
from storage.item_search import ItemQuery, count_found, found_items

router = APIRouter()

Reader = Annotated[SignedIn, Depends(reads(Right.READ))]

ON_A_PAGE = 30
MOST_COUNTED = 1000
MOST_EXPORTED = 20_000
_BATCH = 500

HEAD: Row = ("شماره", "رسانه", "تاریخ", "عنوان", "دستگاه‌ها", "موضوع", "بازتاب خدمت", "تصمیم کارشناس", "نشانی")


@router.api_route("/search", methods=["GET", "HEAD"])
def search_page(request: Request, who: Reader, below: int = 0) -> HTMLResponse:
    desk = desk_of(request)
    form = search_form(request.query_params)
    problem = problem_of(form)
    rows: list[FoundItem] = []
    found, more = "", ""
    if not problem and not form.is_empty:
        wanted = item_query(form)
        with desk.database.read() as connection:
            ids = found_items(connection, wanted, ON_A_PAGE + 1, below=min(max(below, 0), 2**31))
            rows = found_rows(desk, connection, ids[:ON_A_PAGE], who.user.name)
            found = _how_many(count_found(connection, wanted, MOST_COUNTED + 1)) if not below else ""
        more = form.address(below=ids[ON_A_PAGE - 1]) if len(ids) > ON_A_PAGE else ""
    return page(
        "search.html",
        who,
        status=400 if problem else 200,
        form=form,
        problem=problem,
        rows=rows,
        found=found,
        more=more,
        agencies=agency_choices(desk),
        outlets=outlet_choices(desk),
        topics=topic_choices(desk),
        roles=[(role.value, words) for role, words in ROLES.items()],
        most=persian_digits(MOST_EXPORTED),
    )


@router.api_route("/search/items.csv", methods=["GET", "HEAD"])
def found_as_csv(request: Request, who: Reader) -> Response:
    desk, wanted = _exported(request, who)
    return StreamingResponse(
        csv_lines(HEAD, _rows(desk, wanted, who.user.name)),
        media_type="text/csv; charset=utf-8",
        headers=_file("items.csv"),
    )


@router.api_route("/search/items.xlsx", methods=["GET", "HEAD"])
def found_as_xlsx(request: Request, who: Reader) -> Response:
    desk, wanted = _exported(request, who)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(
        xlsx_bytes("مطالب", HEAD, _rows(desk, wanted, who.user.name)),
        media_type=kind,
        headers=_file("items.xlsx"),
    )


def _exported(request: Request, who: SignedIn) -> tuple[Desk, ItemQuery]:
    """What is looked for; that it was taken away stands in the trail."""
    desk = desk_of(request)
    form = search_form(request.query_params)
    if problem_of(form):
        form = SearchForm()
    with desk.begin() as connection:
        append_audit(
            connection,
            AuditEntry(who=who.user.name, at=desk.now(), action="export", subject=form.address()),
        )
    return desk, item_query(form)


def _rows(desk: Desk, wanted: ItemQuery, for_whom: str) -> Iterator[Row]:
    below, left = 0, MOST_EXPORTED
    while left:
        with desk.database.read() as connection:
            ids = found_items(connection, wanted, min(_BATCH, left), below=below)
            rows = found_rows(desk, connection, ids, for_whom)
        if not ids:
            return
        below, left = ids[-1], left - len(ids)
        yield from map(_row, rows)


def _row(one: FoundItem) -> Row:
    agencies = "؛ ".join(f"{name} ({role})" for name, role in one.agencies)
    decided = "دارد" if one.is_decided else ""
    return (one.id, one.outlet, one.day, one.title, agencies, one.topic, one.service, decided, one.url)


def _how_many(count: int) -> str:
    return f"بیش از {count_text(MOST_COUNTED)} مطلب" if count > MOST_COUNTED else f"{count_text(count)} مطلب"


def _file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
