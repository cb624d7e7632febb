"""Clips by hand, and the quality they measure: what we had of what people saw printed."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.calendar import jalali_date_words, tehran_day
from core.clips import ClipEntry
from reports.items import plain_title
from reports.persian import count_text, shown_text
from review.clips.clip_recall import recall_lines, share_text
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads, writes
from review.office_work import GivenProblem, GivenRefusedError, Giver, TypedClip
from review.pages import page
from review.queue.view import agency_choices, outlet_choices
from scoring.audit_figures import audit_figures, audited_item
from storage.audit_reviews import audit_reviews
from storage.clip_entries import clip_entries
from storage.corrections import corrections_of
from storage.items import items_by_id

router = APIRouter()

Reader = Annotated[SignedIn, Depends(reads(Right.READ))]
Decider = Annotated[SignedIn, Depends(writes(Right.DECIDE))]

SHOWN = 50
MONTHS = timedelta(days=186)
"""Half a year: what was missed before says little of the crawl of today."""
LONGEST_TEXT = 200_000


@router.api_route("/clips", methods=["GET", "HEAD"])
def clips_page(request: Request, who: Reader, done: str = "") -> HTMLResponse:
    said = {
        "held": "این مطلب را داشتیم؛ در برآورد پوشش شمرده شد.",
        "stored": "مطلب ثبت شد؛ جاافتاده بود و در برآورد پوشش شمرده شد.",
    }
    return _page(desk_of(request), who, said=said.get(done, ""))


@router.post("/clips")
def enter_clip(
    request: Request,
    who: Decider,
    outlet: Annotated[str, Form(max_length=300)] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    title: Annotated[str, Form(max_length=1000)] = "",
    text: Annotated[str, Form(max_length=LONGEST_TEXT)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    agency: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """The piece as an item, or the item we have of it; either way a clip that measures us."""
    desk = desk_of(request)
    clip = TypedClip(
        outlet=outlet.strip(),
        url=url.strip(),
        title=title.strip(),
        text=text.strip(),
        published=published.strip(),
        agency=agency.strip(),
    )
    try:
        entry = desk.work.enter_clip(clip, Giver(name=who.user.name, at=desk.now()))
    except GivenRefusedError as error:
        return _page(desk, who, typed=clip, problems=error.problems)
    return RedirectResponse(f"/clips?done={'held' if entry.was_held else 'stored'}", status_code=303)


@router.api_route("/quality", methods=["GET", "HEAD"])
def quality_page(request: Request, who: Reader) -> HTMLResponse:
    """What we measured of ourselves: coverage by clips, and the machine on the audit stream."""
    desk = desk_of(request)
    entries = _entries(desk)
    with desk.database.read() as connection:
        reviews = {one.item_id: one for one in audit_reviews(connection)}
        items = items_by_id(connection, list(reviews))
        corrections = corrections_of(connection, list(reviews))
    audited = [
        audited_item(review, items[item_id].item.outlet, corrections) for item_id, review in reviews.items()
    ]
    figures = audit_figures(audited) if audited else None
    lines = []
    if figures:
        lines = [
            ("دقت دستگاه‌های شمرده", share_text(figures.counted.precision)),
            ("یادآوری دستگاه‌های شمرده", share_text(figures.counted.recall)),
            ("موضوع درست", share_text(figures.topic)),
            ("بازتاب خدمت درست", share_text(figures.service)),
        ]
    return page(
        "quality.html",
        who,
        recall=recall_lines(entries),
        audit=lines,
        reviewed=count_text(len(audited)),
    )


def _page(
    desk: Desk,
    who: SignedIn,
    *,
    said: str = "",
    typed: TypedClip | None = None,
    problems: tuple[GivenProblem, ...] = (),
) -> HTMLResponse:
    entries = _entries(desk)
    with desk.database.read() as connection:
        items = items_by_id(connection, [entry.item_id for entry in entries[:SHOWN]])
    names = dict(agency_choices(desk))
    return page(
        "clips.html",
        who,
        status=400 if problems else 200,
        said=said,
        typed=typed,
        problems=problems,
        recall=recall_lines(entries),
        rows=[
            {
                "id": entry.item_id,
                "title": plain_title(items[entry.item_id].item),
                "day": jalali_date_words(entry.day),
                "agency": names.get(entry.agency, entry.agency),
                "was_held": entry.was_held,
                "was_attributed": entry.was_attributed,
                "by": shown_text(entry.entered_by),
            }
            for entry in entries[:SHOWN]
        ],
        agencies=agency_choices(desk),
        outlets=outlet_choices(desk),
    )


def _entries(desk: Desk) -> list[ClipEntry]:
    today = tehran_day(desk.now())
    with desk.database.read() as connection:
        return clip_entries(connection, today - MONTHS, today)
