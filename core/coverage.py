"""How much of what a source published on a day we could see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.calendar import day_start, tehran_day

DAY_TURNS = timedelta(hours=6)
"""A look before this hour shows what was published on the day before: it belongs to that day."""
CERTIFICATE_WARNING = timedelta(days=21)
"""How long before its end a site's certificate is worth a word: an office's letter takes weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDay:
    """One source on one day: links expected, fetched and failed; `answered` is None if nobody asked.

    The day is that of `look_day`.
    """

    source: str
    day: date
    expected: int
    fetched: int
    failed: int
    answered: bool | None
    why: str = ""
    """When the source did not answer: the Outcome, a colon, and what exactly happened, for developers."""
    no_text: int | None = None
    """Of the failed links, pages that came and in which no text could be found."""
    new_items: int | None = None
    """Items first seen on the day; None while nobody has counted them."""
    suspect: str | None = None
    """What about the day is not to be trusted, in words; None when nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One look at an agency's own site: did it answer, and how old was its newest item?"""

    outlet: str
    at: datetime
    answered: bool
    newest_item_at: datetime | None
    why: str = ""
    certificate_ends: datetime | None = None
    """When the certificate that the site showed runs out; None where it showed none."""
    tried_links: int | None = None
    """Of the fixed sample of its pages, those that were asked for and about which something is known."""
    broken_links: int | None = None
    """Of those, the ones that are gone or that the server cannot give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Source-days behind a count: how many there should be, and how many we really saw."""

    expected: int
    seen: int
    suspect: int = 0
    """Of the days seen, those that may not have shown all (core/suspicion.py)."""

    @property
    def share(self) -> float:
        """Seen by expected; 0 when nothing was expected, because nothing is known then."""
        return self.seen / self.expected if self.expected else 0.0


def look_day(instant: datetime) -> date:
    """The day whose news a look at a source shows: a night's crawl belongs to the day that has just ended."""
    return tehran_day(instant - DAY_TURNS)


def look_day_start(day: date) -> datetime:
    """The first instant of the looks that belong to a day, in UTC."""
    return day_start(day) + DAY_TURNS


def completeness(days: Iterable[SourceDay], *, expected_days: int) -> Completeness:
    """How complete the view on some sources was; a day nobody asked counts as not seen."""
    return Completeness(expected=expected_days, seen=sum(day.answered is True for day in days))
