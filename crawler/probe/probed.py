"""What a probe is asked, and what it found: values that travel between two processes as JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from core.moments import Moment
from core.outlets import Selectors
from crawler.batch import USER_AGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeRequest:
    """One site to look at."""

    address: str
    now: datetime
    delay_seconds: float = 2.0
    request_seconds: float = 20.0
    seconds: float = 300.0
    most_requests: int = 40
    allowed_private: tuple[str, ...] = ()
    user_agent: str = USER_AGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbedRobots:
    """The robots.txt of the site, as it is meant for us."""

    status: int
    delay_seconds: float | None
    disallowed: tuple[str, ...]
    """Paths that are forbidden to us, the first few."""
    sitemaps: tuple[str, ...]
    is_page: bool = False
    """It is a web page instead of rules, which forbids nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbedFeed:
    """A feed that answered and has entries."""

    address: str
    entries: int
    dated: int
    newest: datetime | None
    date_rule: str | None
    has_text: bool
    """Its entries carry whole texts."""
    a_day: float | None
    """How many entries it brings a day, by their dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbedSitemap:
    """A sitemap that answered and names pages."""

    address: str
    kind: str
    """`news`, `pages` or `index`."""
    links: int
    newest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbedListing:
    """A page that lists items, with the selectors that find them."""

    address: str
    selectors: Selectors
    links: int
    dated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One item page as it is read, or why it is not."""

    address: str
    title: str | None = None
    published: Moment | None = None
    extractor: str = ""
    characters: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbedSite:
    """Everything one look found; what it could not find stands in `missing`, in words."""

    address: str
    final_address: str = ""
    name: str | None = None
    trouble: str = ""
    """Why the site could not be looked at; empty when it could."""
    robots: ProbedRobots | None = None
    feeds: tuple[ProbedFeed, ...] = ()
    sitemaps: tuple[ProbedSitemap, ...] = ()
    listing: ProbedListing | None = None
    family: str | None = None
    item_selectors: Selectors = field(default_factory=Selectors)
    """For item pages of no known family: they read the samples as the general extractor does."""
    samples: tuple[Sample, ...] = ()
    missing: tuple[str, ...] = ()
    requests: int = 0
    seconds: float = 0.0


@cache
def request_adapter() -> TypeAdapter[ProbeRequest]:
    return TypeAdapter(ProbeRequest)


@cache
def site_adapter() -> TypeAdapter[ProbedSite]:
    return TypeAdapter(ProbedSite)
