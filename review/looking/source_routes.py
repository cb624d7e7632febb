"""The health of sources: when each was last seen, what became of its days, and what looks wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from core.calendar import jalali_date_words, jalali_instant_words, tehran_day
from core.coverage import CERTIFICATE_WARNING, SourceDay, look_day, look_day_start
from core.outcomes import FAILURES, Outcome
from core.outlets import Outlet, Source
from core.source_states import SourceState
from reports.persian import count_text
from reports.words import OUTCOMES, cause_words
from review.desk import Desk, desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads
from review.looking.alarm_words import alarm_words
from review.pages import page
from storage.fetch_outcomes import fetch_outcomes
from storage.probes import certificate_ends
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
    alarms: tuple[str, ...]
    certificate: str
    """That the site's certificate has ended or ends soon."""
    fetched: str
    outcomes: tuple[tuple[str, str, bool], ...]
    """How the requests of these days ended: in words, how many, and whether it is a failure."""
    is_silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of all sources."""

    states: Mapping[str, SourceState]
    outcomes: Mapping[str, Mapping[Outcome, int]]
    certificates: Mapping[str, tuple[datetime, datetime]]
    """By outlet: when the certificate ends, and when it was shown."""
    last: date
    now: datetime


@router.api_route("/sources", methods=["GET", "HEAD"])
def sources_page(request: Request, who: Annotated[SignedIn, Depends(reads(Right.READ))]) -> HTMLResponse:
    desk = desk_of(request)
    with desk.database.read() as connection:
        states = source_states(connection)
        last = _newest_day(states, desk)
        first = last - timedelta(days=DAYS - 1)
        days = source_days_between(connection, first, last)
        outcomes = fetch_outcomes(connection, look_day_start(first), look_day_start(last + timedelta(days=1)))
        certificates = certificate_ends(connection, desk.methodology.outlets)
    seen = Seen(states=states, outcomes=outcomes, certificates=certificates, last=last, now=desk.now())
    lines = list(_lines(desk, seen, days))
    lines.sort(key=lambda line: (not line.is_silent, not (line.alarms or line.certificate), line.outlet))
    silent = sum(line.is_silent for line in lines)
    return page(
        "sources.html",
        who,
        lines=lines,
        silent=count_text(silent),
        all=count_text(len(lines)),
        alarmed=count_text(sum(bool(line.alarms) for line in lines)),
        ending=count_text(sum(bool(line.certificate) for line in lines)),
        until=jalali_date_words(last),
    )


def _newest_day(states: Mapping[str, SourceState], desk: Desk) -> date:
    """The day of the last look, so that an installation at rest still shows how it ended."""
    looks = [state.last_attempt for state in states.values() if state.last_attempt]
    return look_day(max(looks, default=desk.now()))


def _lines(desk: Desk, seen: Seen, days: Sequence[SourceDay]) -> Iterable[SourceLine]:
    by_source: dict[str, dict[date, SourceDay]] = {}
    for day in days:
        by_source.setdefault(day.source, {})[day.day] = day
    for outlet in desk.methodology.outlets.values():
        for source in outlet.sources:
            if source.id in seen.states or source.id in by_source:
                yield _line(outlet, source, seen, by_source.get(source.id, {}))


def _line(outlet: Outlet, source: Source, seen: Seen, of_days: Mapping[date, SourceDay]) -> SourceLine:
    state = seen.states.get(source.id)
    shown = [seen.last - timedelta(days=back) for back in reversed(range(DAYS))]
    newest = [of_days[day] for day in shown if day in of_days]
    failing = [day for day in newest[-SILENT_AFTER:] if day.answered is False]
    why = newest[-1].why if newest and newest[-1].answered is False else ""
    suspect = next((day.suspect for day in reversed(newest) if day.suspect), "") or ""
    ends = seen.certificates.get(outlet.id)
    return SourceLine(
        outlet=outlet.name,
        address=source.address,
        last_success=(
            jalali_instant_words(state.last_success) if state and state.last_success else "هنوز هیچ‌گاه"
        ),
        cause=cause_words(why) if why else "",
        days=tuple((jalali_date_words(day), _mark(of_days.get(day))) for day in shown),
        alarms=tuple(alarm_words(suspect)),
        fetched=count_text(sum(day.fetched for day in newest)),
        outcomes=tuple(_outcomes(seen.outcomes.get(source.id, {}))),
        certificate=_certificate_words(ends[0], seen.now) if ends else "",
        is_silent=len(failing) == SILENT_AFTER,
    )


def _outcomes(counts: Mapping[Outcome, int]) -> Iterable[tuple[str, str, bool]]:
    """The commonest first."""
    for outcome, count in sorted(counts.items(), key=lambda one: (-one[1], one[0].value)):
        yield OUTCOMES[outcome], count_text(count), outcome in FAILURES


def _certificate_words(ends: datetime, now: datetime) -> str:
    """That it has ended or ends soon; empty while the end is far."""
    day, left = jalali_date_words(tehran_day(ends)), ends - now
    if left >= CERTIFICATE_WARNING:
        return ""
    if left <= timedelta(0):
        return f"گواهی امنیتی وبگاه در {day} پایان یافته است"
    return f"گواهی امنیتی وبگاه در {day} پایان می‌یابد ({count_text(left.days)} روز دیگر)"


def _mark(day: SourceDay | None) -> str:
    if day is None or day.answered is None:
        return "unasked"
    return "seen" if day.answered else "failed"
