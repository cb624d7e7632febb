"""What a source kind finds on a source's page: links to visit, whole items, and problems in words."""

from dataclasses import dataclass

from core.moments import Moment
from crawler.extracted import Extracted


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to visit, with what the list or feed already says of it."""

    address: str
    title: str | None = None
    lead: str | None = None
    published: Moment | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """A whole item that needs no visit: a feed entry with its text, a channel's post."""

    address: str
    extracted: Extracted


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """Everything one page of a source gives."""

    links: tuple[Link, ...] = ()
    items: tuple[FoundItem, ...] = ()
    more: tuple[str, ...] = ()
    """Further pages of the same source: the sitemaps of a sitemap index."""
    problems: tuple[str, ...] = ()
    unreadable: bool = False
    """The page is not of this kind at all: an error page instead of a feed."""
