"""Alarms: what is suspect about the sources' days, noted with the day and said where an operator looks."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.calendar import tehran_day
from core.coverage import CERTIFICATE_WARNING, SourceDay, look_day, look_day_start
from core.outlets import Outlet, OutletKind, Source
from core.source_states import SourceState
from core.suspicion import Expectation, signs
from rasad.wiring import Office
from storage.database import Connection
from storage.probes import certificate_ends
from storage.source_days import save_signs, source_days_between
from storage.source_news import SourceNews, source_news
from storage.source_states import source_states

A_DAY = timedelta(days=1)
PAST = timedelta(days=60)
"""How far back a source's own rhythm is read."""
ONCE_A_DAY = timedelta(hours=18)
UNHEARD = timedelta(days=3)
"""A source that has given nothing for so long is no passing trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something about a source that a person should look at."""

    source: str
    said: str


def note_signs(office: Office, now: datetime, sources: Iterable[str]) -> list[Alarm]:
    """Judge the day of sources that were just looked at, note it with the day, and give the alarms.

    A crawl that was killed has left days that nobody judged: they are judged now.
    """
    today = look_day(now)
    known = sources_with_outlets(office)
    with office.database.begin() as connection:
        unjudged = [
            day.source for day in source_days_between(connection, today, today) if day.new_items is None
        ]
        wanted = {*sources, *unjudged}
        news = source_news(connection, look_day_start(today), look_day_start(today + A_DAY))
        days = source_days_between(connection, today - PAST, today, wanted)
        states = source_states(connection)
        judged = [
            _judged(of_source, today, news, _expectation(*known[source], states.get(source, SourceState())))
            for source, of_source in _by_source(days).items()
            if source in known
        ]
        save_signs(connection, [day for day in judged if day is not None])
        ending = _ending_certificates(connection, known, wanted, now)
    return [Alarm(source=day.source, said=day.suspect) for day in judged if day and day.suspect] + ending


def present_alarms(office: Office, now: datetime, watched: Collection[str]) -> list[Alarm]:
    """What stands out now of these sources: the last day of each, and those long unheard."""
    today = look_day(now)
    with office.database.read() as connection:
        days = source_days_between(connection, today - A_DAY, today, watched)
        states = source_states(connection)
        ending = _ending_certificates(connection, sources_with_outlets(office), watched, now)
    last = {day.source: day for day in days}
    suspect = [Alarm(source=day.source, said=day.suspect) for day in last.values() if day.suspect]
    return (
        suspect
        + [
            Alarm(source=source, said=_unheard(state, now))
            for source, state in sorted(states.items())
            if source in watched and _is_unheard(state, now)
        ]
        + ending
    )


def sources_with_outlets(office: Office) -> dict[str, tuple[Source, Outlet]]:
    """Every source of the configuration, by id."""
    outlets = office.methodology.outlets.values()
    return {source.id: (source, outlet) for outlet in outlets for source in outlet.sources}


def _judged(
    days: list[SourceDay], today: date, news: Mapping[str, SourceNews], expectation: Expectation
) -> SourceDay | None:
    if days[-1].day != today:
        return None
    of_today = news.get(days[-1].source, SourceNews(items=0, by_general=0))
    day = replace(days[-1], new_items=of_today.items)
    found = signs(day, days[:-1], expectation, by_general=of_today.by_general, dated=of_today.dated)
    return replace(day, suspect="; ".join(found) or None)


def _ending_certificates(
    connection: Connection,
    known: Mapping[str, tuple[Source, Outlet]],
    sources: Collection[str],
    now: datetime,
) -> list[Alarm]:
    """Agencies' own sites whose readers are or will soon be warned off, each under its first source."""
    first: dict[str, str] = {}
    for name in sorted(sources):
        if name in known and known[name][1].kind is OutletKind.AGENCY_SITE:
            first.setdefault(known[name][1].id, name)
    ends = certificate_ends(connection, first) if first else {}
    return [
        Alarm(source=first[outlet], said=_said_of_certificate(end, now))
        for outlet, (end, _) in sorted(ends.items())
        if end - now <= CERTIFICATE_WARNING
    ]


def _said_of_certificate(end: datetime, now: datetime) -> str:
    day = tehran_day(end).isoformat()
    if end <= now:
        return f"its certificate ended on {day}: browsers warn its readers; tell the agency"
    return f"its certificate ends on {day}, in {(end - now).days} days; tell the agency"


def _expectation(source: Source, outlet: Outlet, state: SourceState) -> Expectation:
    has_rules = bool(source.selectors.body or outlet.cms)
    every = source.every.total_seconds()
    is_whole_day = min(every, state.interval_seconds or every) >= ONCE_A_DAY.total_seconds()
    return Expectation(bounds=source.expect_a_day, has_rules=has_rules, is_whole_day=is_whole_day)


def _by_source(days: Iterable[SourceDay]) -> dict[str, list[SourceDay]]:
    by_source: dict[str, list[SourceDay]] = {}
    for day in sorted(days, key=lambda one: one.day):
        by_source.setdefault(day.source, []).append(day)
    return by_source


def _is_unheard(state: SourceState, now: datetime) -> bool:
    if not state.failure_weight:
        return False
    return state.last_success is None or now - state.last_success > UNHEARD


def _unheard(state: SourceState, now: datetime) -> str:
    if state.last_success is None:
        return f"has never given anything: {state.state}"
    return f"has given nothing for {(now - state.last_success).days} days: {state.state}"
