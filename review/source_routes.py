"""The health of sources: when each was last seen, what became of its days, and what looks wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from core.calendar import jalali_date_words, jalali_instant_words, tehran_day
from core.coverage import SourceDay
from core.outlets import Outlet, Source
from core.source_states import SourceState
from reports.persian import count_text
from reports.words import cause_words
from review.access import Right
from review.desk import Desk, desk_of
from review.pages import page
from review.signed_in import SignedIn, reads
from storage.source_days import source_days_between
from storage.source_states import source_states

router = APIRouter()

DAYS = 14
SILENT_AFTER = 3
"""Days in a row without an answer after which a source stands first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source as the page shows it."""

    outlet: str
    address: str
    last_success: str
    cause: str
    days: tuple[tuple[str, str], ...]
    """The day and what became of it: seen, failed, unasked."""
    suspect: str
    fetched: str
    is_silent: bool


@router.api_route("/sources", methods=["GET", "HEAD"])
def sources_page(request: Request, who: Annotated[SignedIn, Depends(reads(Right.READ))]) -> HTMLResponse:
    desk = desk_of(request)
    with desk.database.read() as connection:
        states = source_states(connection)
        last = _newest_day(states, desk)
        days = source_days_between(connection, last - timedelta(days=DAYS - 1), last)
    lines = list(_lines(desk, states, days, last))
    lines.sort(key=lambda line: (not line.is_silent, not line.suspect, line.outlet))
    silent = sum(line.is_silent for line in lines)
    return page(
        "sources.html",
        who,
        lines=lines,
        silent=count_text(silent),
        all=count_text(len(lines)),
        until=jalali_date_words(last),
    )


def _newest_day(states: Mapping[str, SourceState], desk: Desk) -> date:
    """The day of the last look, so that an installation at rest still shows how it ended."""
    looks = [state.last_attempt for state in states.values() if state.last_attempt]
    return tehran_day(max(looks, default=desk.now()))


def _lines(
    desk: Desk, states: Mapping[str, SourceState], days: Sequence[SourceDay], last: date
) -> Iterable[SourceLine]:
    by_source: dict[str, dict[date, SourceDay]] = {}
    for day in days:
        by_source.setdefault(day.source, {})[day.day] = day
    for outlet in desk.methodology.outlets.values():
        for source in outlet.sources:
            if source.id in states or source.id in by_source:
                yield _line(outlet, source, states.get(source.id), by_source.get(source.id, {}), last)


def _line(
    outlet: Outlet, source: Source, state: SourceState | None, seen: Mapping[date, SourceDay], last: date
) -> SourceLine:
    shown = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    newest = [seen[day] for day in shown if day in seen]
    failing = [day for day in newest[-SILENT_AFTER:] if day.answered is False]
    why = newest[-1].why if newest and newest[-1].answered is False else ""
    return SourceLine(
        outlet=outlet.name,
        address=source.address,
        last_success=(
            jalali_instant_words(state.last_success) if state and state.last_success else "هنوز هیچ‌گاه"
        ),
        cause=cause_words(why) if why else "",
        days=tuple((jalali_date_words(day), _mark(seen.get(day))) for day in shown),
        suspect=next((day.suspect for day in reversed(newest) if day.suspect), "") or "",
        fetched=count_text(sum(day.fetched for day in newest)),
        is_silent=len(failing) == SILENT_AFTER,
    )


def _mark(day: SourceDay | None) -> str:
    if day is None or day.answered is None:
        return "unasked"
    return "seen" if day.answered else "failed"
