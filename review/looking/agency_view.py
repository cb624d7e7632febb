"""An agency's page as records: its items by month and channel, and its silences beside what we could see."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from persiantools.jdatetime import JalaliDate

from core.agencies import Agency, AgencyKey
from core.attributions import Role
from core.calendar import JalaliMonth, jalali_date_words, tehran_day
from core.coverage import SourceDay, look_day
from core.outlets import OutletKind
from reports.persian import count_text, percent_text
from review.desk import Desk
from scoring.findings import apply_corrections
from scoring.inputs import IMPORTED
from storage.agency_items import AgencyItem, claimed_items, counting_items, decided_items_of
from storage.claims import current_claims
from storage.corrections import corrections_of
from storage.database import Connection

MONTHS = 12
A_DAY = timedelta(days=1)
LEAST_SEEN = 0.65
"""Of the watched outlets, as everywhere: with less of them seen, a day without items says nothing."""


class Channel(StrEnum):
    """Where an item stood."""

    OWN = "own"
    PRESS = "press"
    SOCIAL = "social"
    OTHER_AGENCIES = "others"


CHANNEL_NAMES: Mapping[Channel, str] = {
    Channel.PRESS: "رسانه‌ها",
    Channel.OWN: "وبگاه و کانال خودش",
    Channel.SOCIAL: "کانال‌های دیگر",
    Channel.OTHER_AGENCIES: "وبگاه دستگاه‌های دیگر",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBar:
    """One month of the trend."""

    month: str
    name: str
    items: str
    height: int
    """Of 100, by the largest month."""
    seen: str
    is_unseen: bool
    """Too little of the outlets was seen for the number to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelShare:
    """Items of one channel."""

    value: str
    name: str
    items: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A stretch of days that were seen and brought nothing from the press."""

    days: str
    words: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPicture:
    """Everything the page draws."""

    months: tuple[MonthBar, ...]
    channels: tuple[ChannelShare, ...]
    silences: tuple[Silence, ...]
    unseen_days: str
    all_days: str
    last_item: str


def items_of_agency(connection: Connection, agency: AgencyKey, now: datetime) -> list[AgencyItem]:
    """The items of a year in which the agency acts, after every person's decisions; newest first."""
    start, end = _first_month(now).start, now + A_DAY
    claimed = {one.item_id: one for one in claimed_items(connection, str(agency), start, end)}
    touched = decided_items_of(connection, str(agency))
    decided = {one.item_id: one for one in counting_items(connection, touched, start, end)}
    holding = {item_id: one for item_id, one in claimed.items() if item_id not in decided}
    holding |= {item_id: decided[item_id] for item_id in _holding(connection, decided, agency)}
    return sorted(holding.values(), key=lambda one: (one.counted_at, one.item_id), reverse=True)


def _holding(connection: Connection, item_ids: Collection[int], agency: AgencyKey) -> Iterable[int]:
    corrections = defaultdict(list)
    for one in corrections_of(connection, item_ids):
        corrections[one.item_id].append(one)
    for item_id, said in current_claims(connection, item_ids).items():
        found = apply_corrections(
            item_id, said.version_id, said.text_hash, said.understanding, corrections[item_id]
        )
        if any(one.agency == agency and one.role is Role.ACTOR for one in found):
            yield item_id


def channel_of(desk: Desk, agency: AgencyKey, outlet_id: str) -> Channel:
    own = desk.agencies.watched.get(agency)
    if own is not None and outlet_id in own.own_outlets:
        return Channel.OWN
    outlet = desk.methodology.outlets.get(outlet_id)
    match outlet.kind if outlet else OutletKind.NEWS:
        case OutletKind.AGENCY_SITE:
            return Channel.OTHER_AGENCIES
        case OutletKind.CHANNEL:
            return Channel.SOCIAL
        case OutletKind.NEWS:
            return Channel.PRESS


def month_of(one: AgencyItem) -> str:
    return str(_month(tehran_day(one.counted_at)))


def agency_picture(
    desk: Desk, agency: AgencyKey, items: Sequence[AgencyItem], days: Sequence[SourceDay], now: datetime
) -> AgencyPicture:
    """What the items and the days of the sources say together."""
    today = look_day(desk.now())
    outlets = _press_outlets(desk, agency)
    seen = _seen_shares(desk, outlets, days)
    press = {
        tehran_day(one.counted_at) for one in items if channel_of(desk, agency, one.outlet) is Channel.PRESS
    }
    # The day that goes on may still bring something.
    known = sorted(day for day in seen if day < today)
    window = _days_between(known[0], known[-1]) if known else []
    channels = Counter(channel_of(desk, agency, one.outlet) for one in items)
    return AgencyPicture(
        months=tuple(_bars(items, seen, now, today)),
        channels=tuple(
            ChannelShare(
                value=one.value,
                name=CHANNEL_NAMES[one],
                items=count_text(channels[one]),
                share=percent_text(channels[one] / len(items)),
            )
            for one in CHANNEL_NAMES
            if channels[one]
        ),
        silences=tuple(_silences(window, press, seen)),
        unseen_days=count_text(sum(seen.get(day, 0.0) < LEAST_SEEN for day in window)),
        all_days=count_text(len(window)),
        last_item=jalali_date_words(tehran_day(items[0].counted_at)) if items else "",
    )


def first_day_shown(now: datetime) -> date:
    return _first_month(now).first_day


def _bars(
    items: Sequence[AgencyItem], seen: Mapping[date, float], now: datetime, today: date
) -> Iterable[MonthBar]:
    counts = Counter(month_of(one) for one in items)
    most = max(counts.values(), default=1)
    month = _first_month(now)
    # What lies before the first day anybody looked is no part of the trend.
    begins = min([*seen, *(tehran_day(one.counted_at) for one in items)], default=tehran_day(now))
    while month.last_day < begins:
        month = month.next()
    while month.first_day <= tehran_day(now):
        shares = [seen.get(day, 0.0) for day in month.days if day in seen or day < today]
        share = sum(shares) / len(shares) if shares else 0.0
        count = counts[str(month)]
        yield MonthBar(
            month=str(month),
            name=month.name,
            items=count_text(count),
            height=round(100 * count / most),
            seen=percent_text(share),
            is_unseen=share < LEAST_SEEN,
        )
        month = month.next()


def _silences(
    window: Sequence[date], press: Collection[date], seen: Mapping[date, float], most: int = 3
) -> list[Silence]:
    """The longest stretches; a day that was not seen ends a silence, for nobody knows what it held."""
    runs: list[list[date]] = [[]]
    for day in window:
        if day not in press and seen.get(day, 0.0) >= LEAST_SEEN:
            runs[-1].append(day)
        elif runs[-1]:
            runs.append([])
    longest = sorted((run for run in runs if run), key=lambda run: (-len(run), run[0]))[:most]
    return [
        Silence(
            days=count_text(len(run)),
            words=_stretch(run[0], run[-1]),
            seen=percent_text(sum(seen[day] for day in run) / len(run)),
        )
        for run in longest
    ]


def _stretch(first: date, last: date) -> str:
    if first == last:
        return jalali_date_words(first)
    return f"{jalali_date_words(first)} تا {jalali_date_words(last)}"


def _seen_shares(desk: Desk, outlets: Collection[str], days: Sequence[SourceDay]) -> dict[date, float]:
    """By day: the share of the watched outlets all of whose sources answered, or that an archive covers."""
    answered: dict[str, set[date]] = defaultdict(set)
    every: set[date] = set()
    for one in days:
        every.add(one.day)
        if one.answered is True and one.failed <= (1 - LEAST_SEEN) * one.expected:
            answered[one.source].add(one.day)
    by_outlet = []
    for outlet_id in outlets:
        sources = [answered[source.id] for source in desk.methodology.outlets[outlet_id].sources]
        crawled = set.intersection(*sources) if sources else set()
        by_outlet.append(crawled | answered[IMPORTED + outlet_id])
    if not by_outlet:
        return {}
    return {day: sum(day in days_seen for days_seen in by_outlet) / len(by_outlet) for day in every}


def _press_outlets(desk: Desk, agency: AgencyKey) -> list[str]:
    """What the office watches for this agency, without its own site and channels."""
    profile = desk.work.profile_of(agency)
    own: Agency | None = desk.agencies.watched.get(agency)
    mine = set(own.own_outlets) if own else set()
    watched = profile.watched_outlets if profile else ()
    return [one for one in watched if one not in mine and one in desk.methodology.outlets]


def _first_month(now: datetime) -> JalaliMonth:
    month = JalaliMonth.of(now)
    for _ in range(MONTHS - 1):
        month = month.previous()
    return month


def _month(day: date) -> JalaliMonth:
    jalali = JalaliDate(day)
    return JalaliMonth(jalali.year, jalali.month)


def _days_between(first: date, last: date) -> list[date]:
    return [first + A_DAY * n for n in range((last - first).days + 1)]
