"""Items: one published piece with its title, lead, text and time."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from core.agencies import AgencyKey
from core.moments import Moment

TEXT_FIELDS = ("title", "lead", "body")
"""The fields evidence may point into, in reading order."""


class Origin(StrEnum):
    """How an item came to us: only `crawl` proves when it appeared."""

    CRAWL = "crawl"
    """Seen by a crawl after the first one of its source."""
    BASELINE = "baseline"
    """Already there at the first crawl of its source."""
    IMPORT = "import"
    """Read from an archive somebody gave us."""
    CLIP = "clip"
    """Entered by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One published piece as an outlet gave it; a changed text is a new version of the same item."""

    key: str
    """Identity inside its outlet: the canonical address, or the archive's own id."""
    outlet: str
    url: str | None
    title: str | None
    lead: str | None
    body: str | None
    first_seen: datetime
    origin: Origin
    published: Moment | None = None
    kicker: str | None = None
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    source: str | None = None
    page_hash: str | None = None
    extractor: str | None = None

    @property
    def text_hash(self) -> str:
        return text_hash(self.title, self.lead, self.body)

    @property
    def counted_at(self) -> datetime | None:
        """The instant by which a period counts the item; None when nobody can know it.

        An undated item we watched appear counts when we saw it. One from an archive, or already
        there at a first crawl, says nothing about when it was new, so no period counts it.
        """
        if self.published:
            return self.published.at
        return self.first_seen if self.origin in (Origin.CRAWL, Origin.CLIP) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldItem(Item):
    """An item whose text was taken down, as it is shown: a notice, under the hash of the text it has."""

    hash_of_text: str

    @property
    def text_hash(self) -> str:
        return self.hash_of_text


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item with the numbers storage gave to it and to this version of its text."""

    id: int
    version_id: int
    version: int
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What counting needs of an item, without its text."""

    id: int
    version_id: int
    outlet: str
    counted_at: datetime
    first_seen: datetime
    origin: Origin
    published_is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """What nlp reads: the text, and what is known of who published it and when."""

    title: str | None
    lead: str | None
    body: str | None
    kicker: str | None = None
    section: str | None = None
    """The outlet's own section, as it names it: a hint at the topic."""
    url: str | None = None
    outlet_name: str | None = None
    home_province: str | None = None
    """The province the outlet (or its provincial page) writes about, if it has one."""
    own_agency: AgencyKey | None = None
    """The agency whose own site or channel the outlet is."""
    day: date | None = None
    """The day of publication, to know who held an office then."""


def text_hash(title: str | None, lead: str | None, body: str | None) -> str:
    """Names a text: equal hashes mean that every character of the three fields is equal."""
    return sha256("\x1f".join(part or "" for part in (title, lead, body)).encode()).hexdigest()
