"""Outlets and their sources: who publishes, and at which addresses we look."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Tier(StrEnum):
    """The weight class of an outlet; the numbers belong to the scheme (evaluation.md 5.0)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    UNLICENSED = "unlicensed"


class OutletKind(StrEnum):
    """What an outlet is to its readers."""

    NEWS = "news"
    AGENCY_SITE = "agency_site"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of a listing page and of the item pages behind it."""

    links: str | None = None
    title: str | None = None
    kicker: str | None = None
    lead: str | None = None
    body: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One address of an outlet, of one kind; `kind` is a name in crawler.kinds.KINDS."""

    id: str
    outlet: str
    kind: str
    address: str
    every: timedelta = timedelta(hours=20)
    delay_seconds: float = 2.0
    expect_a_day: tuple[int, int] | None = None
    """How many new items a normal day brings, least and most; None until it is known."""
    selectors: Selectors = field(default_factory=Selectors)
    text_in_feed: bool = False
    """The feed carries the whole text, so item pages need no visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes: a news agency, a paper, an agency's own site, a channel."""

    id: str
    name: str
    kind: OutletKind
    tier: Tier
    owner: str
    home_province: str | None = None
    domains: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    cms: str | None = None
    """The family of its content management system, whose pages look alike."""
