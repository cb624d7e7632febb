"""Dates that do not say when a piece appeared: back-dated items, items dated anew, old texts as news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.calendar import tehran_day
from core.items import Item, Origin

BACK_DATED_AFTER = timedelta(days=2)
"""A desk enters yesterday's piece today; what is older was not there when we looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierText:
    """Another item of the same outlet that had the same text before."""

    item_id: int
    first_seen: datetime
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFacts:
    """What is known of an item's dates beside the first one it showed."""

    looked_before: date | None = None
    """The last day before it was first seen on which its source answered us."""
    redatings: Sequence[tuple[datetime, datetime]] = ()
    """Other dates it showed: when each was seen, and what it said."""
    earlier: Sequence[EarlierText] = ()


def is_back_dated(item: Item, looked_before: date | None) -> bool:
    """Whether its date lies days before it appeared, and a look in between did not show it."""
    if item.published is None or item.origin is not Origin.CRAWL or looked_before is None:
        return False
    is_old = item.first_seen - item.published.at > BACK_DATED_AFTER
    return is_old and tehran_day(item.published.at) < looked_before


def doubts(item: Item, facts: DateFacts) -> list[str]:
    """What its dates leave open, in words; empty when they fit together."""
    found = []
    if is_back_dated(item, facts.looked_before) and item.published:
        days = (item.first_seen - item.published.at).days
        found.append(
            f"back-dated: dated {days} days before it was first seen, and not there on {facts.looked_before}"
        )
    for seen_at, said in facts.redatings:
        # A list says the minute and a page the day, or the other way round: that is one date.
        if item.published and abs(said - item.published.at) < timedelta(days=1):
            continue
        found.append(f"dated anew: since {tehran_day(seen_at)} it shows {said.isoformat()}")
    for one in facts.earlier:
        found.append(f"an old text: item {one.item_id} had it before, since {tehran_day(one.first_seen)}")
    return found
