"""What a source kind finds on a source's page: links to visit, whole items, and problems in words."""

from dataclasses import dataclass

from core.moments import Moment
from core.posts import PostFacts
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
    post: PostFacts | None = None
    """What a channel shows beside the text; None where there is no channel."""

    @property
    def why_no_text(self) -> str:
        """Why there is no item in it; empty if there is one. A post of one word is whole, an entry is not."""
        if self.post is not None:
            has_text = self.extracted.title or self.extracted.body
            return "" if has_text else f"no text: {', '.join(self.post.media) or 'nothing we know'}"
        if self.extracted.has_text:
            return ""
        return "the entry has a title only" if self.extracted.title else "no title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """Everything one page of a source gives."""

    links: tuple[Link, ...] = ()
    items: tuple[FoundItem, ...] = ()
    more: tuple[str, ...] = ()
    """Further pages of the same source: the sitemaps of a sitemap index."""
    older: str | None = None
    """The page with the posts before these, which is read only as far as they matter."""
    problems: tuple[str, ...] = ()
    unreadable: bool = False
    """The page is not of this kind at all: an error page instead of a feed."""
