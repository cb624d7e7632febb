"""Selector rules: how one template says where its parts stand."""

from dataclasses import dataclass
from hashlib import sha256

from lxml.html import HtmlElement

from core.outlets import Selectors
from crawler.extractors.asides import related_inside
from crawler.extractors.blocks import blocks, element_text
from crawler.extractors.html import first, select
from crawler.extractors.shared_version import recorded

ALWAYS_DROPPED = (
    "nav, aside, footer, form, .comments, .comments-list, #comments, .comment-list, .comments_item"
    ", .user-comment-area, .related, .related-news, .related_news, .relatedposts, .tags, .item-tags"
    ", .tag-links, .share, .social, .sharedaddy, .breadcrumb, .ads, .advertise, .print-hidden, .noprint"
    ", .no-print, .copy-link, .shortlink, .short-link, .ratings"
)
"""What stands inside a body and is none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Selectors of one template; `marks` are those by which a page of it is recognised."""

    name: str
    version: int | str
    marks: tuple[str, ...] = ()
    title: str | None = None
    kicker: str | None = None
    lead: str | None = None
    body: str | None = None
    published: str | None = None
    byline: str | None = None
    section: str | None = None
    tags: str | None = None
    dropped: str | None = None

    @property
    def extractor(self) -> str:
        return recorded(self.name, self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What rules found on a page."""

    title: str | None = None
    kicker: str | None = None
    lead: str | None = None
    body: tuple[str, ...] = ()
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()


def rules_from(selectors: Selectors) -> Rules | None:
    """An outlet's own selectors as rules; None when it names none for its item pages."""
    parts = (selectors.title, selectors.lead, selectors.body, selectors.kicker)
    if not any(parts):
        return None
    # Selectors are an office's own rules, so their version is what they say.
    said = sha256(repr((*parts, selectors.published)).encode()).hexdigest()[:8]
    return Rules(
        name="selectors",
        version=f"1.{said}",
        title=selectors.title,
        kicker=selectors.kicker,
        lead=selectors.lead,
        body=selectors.body,
        published=selectors.published,
    )


def read_parts(tree: HtmlElement, rules: Rules) -> Parts:
    """Apply rules to a page; a part no selector finds is absent."""
    return Parts(
        title=_text(tree, rules.title),
        kicker=_text(tree, rules.kicker),
        lead=_text(tree, rules.lead),
        body=_body(tree, rules),
        byline=_text(tree, rules.byline),
        section=_text(tree, rules.section),
        tags=_texts(tree, rules.tags),
    )


def _text(tree: HtmlElement, selector: str | None) -> str | None:
    """The first match that has text: templates leave empty boxes for what a piece has not."""
    for element in select(tree, selector) if selector else ():
        text = element_text(element)
        if text:
            return text
    return None


def _texts(tree: HtmlElement, selector: str | None) -> tuple[str, ...]:
    texts = (element_text(element) for element in (select(tree, selector) if selector else ()))
    return tuple(dict.fromkeys(text for text in texts if text))


def _body(tree: HtmlElement, rules: Rules) -> tuple[str, ...]:
    element = first(tree, rules.body) if rules.body else None
    if element is None:
        return ()
    dropped = set(select(element, ALWAYS_DROPPED))
    for selector in filter(None, (rules.dropped, rules.title, rules.kicker, rules.lead, rules.published)):
        dropped.update(select(element, selector))
    dropped.update(related_inside(element))
    dropped.discard(element)
    return tuple(blocks(element, without=dropped))
