"""What a page says of itself to machines: JSON-LD and meta elements."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from crawler.extractors.blocks import plain_text
from crawler.extractors.html import select

_ARTICLE_TYPES = frozenset({"Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting"})
_DATE_NAMES = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    *("datepublished", "date_published", "article.published", "publishdate", "publish-date", "publish_date"),
    *(
        "published_time",
        "publish_time",
        "published_date",
        "published-date",
        "pubdate",
        "pub_date",
        "pub-date",
    ),
    *("publication_date", "publication-date", "article:publication_date", "og:pubdate", "og:publish_date"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "bt:pubdate", "rbpubdate"),
    *("originalpublicationdate", "article_date_original", "shareaholic:article_published_time"),
    *("dc.date.issued", "dcterms.issued", "dc.issued", "citation_publication_date", "citation_online_date"),
    *("dc.date.created", "dcterms.created", "article.created", "datecreated", "displaydate", "release_date"),
    *("dc.date", "dcterms.date", "date"),
)
"""In the order of trust; names with copyright, modified or expiry in them are never dates of publication."""

_BROKEN_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{6,60})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Titles, names and dates as declared; dates as written, each with the place it stood in."""

    title: str | None = None
    description: str | None = None
    author: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    site_name: str | None = None


def read_metadata(tree: HtmlElement) -> Metadata:
    """Declared facts of a page; what is not declared is absent."""
    meta = _meta(tree)
    linked = _article(tree)
    return Metadata(
        title=plain_text(_text(linked.get("headline")) or meta.get("og:title")),
        description=plain_text(meta.get("og:description") or meta.get("description")),
        author=plain_text(_name(linked.get("author")) or meta.get("author")),
        section=plain_text(_name(linked.get("articleSection")) or meta.get("article:section")),
        tags=_tags(tree, linked, meta),
        dates=_dates(linked, meta),
        site_name=plain_text(meta.get("og:site_name") or _name(linked.get("publisher"))),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The first content of each meta name, property or itemprop, in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _article(tree: HtmlElement) -> Mapping[str, Any]:
    """The JSON-LD object that describes an article, however it is nested; else that of the page."""
    page: Mapping[str, Any] = {}
    for value in _linked_objects(tree):
        kinds = value.get("@type")
        names = {str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])}
        if names & _ARTICLE_TYPES or any(name.endswith("Article") for name in names):
            return value
        if "WebPage" in names and not page:
            page = value
    return page


def _linked_objects(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Every JSON-LD object of the page; of one with a slip in its JSON only its date is left."""
    for element in tree.iter("script"):
        if element.get("type") != "application/ld+json":
            continue
        text = element.text_content() or ""
        try:
            waiting: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            dates = set(_BROKEN_DATE.findall(text))
            waiting = [{"@type": "WebPage", "datePublished": date} for date in dates if len(dates) == 1]
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(value.get(key) for key in ("@graph", "mainEntity"))


def _dates(linked: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    dates = [("jsonld:datePublished", _text(linked.get("datePublished")))]
    dates += [(f"meta:{name}", meta.get(name)) for name in _DATE_NAMES]
    return tuple((place, text) for place, text in dates if text)


def _tags(tree: HtmlElement, linked: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[str, ...]:
    keywords = linked.get("keywords")
    words = list(keywords) if isinstance(keywords, list) else _split(_text(keywords))
    words = words or [
        element.get("content") or "" for element in select(tree, 'meta[property="article:tag"]')
    ]
    words = words or _split(meta.get("keywords"))
    return tuple(dict.fromkeys(word.strip() for word in words if isinstance(word, str) and word.strip()))


def _split(text: str | None) -> list[str]:
    return (text or "").replace("،", ",").split(",")


def _name(value: object) -> str | None:
    """A name given as text, as an object with a name, or as a list of them."""
    if isinstance(value, list):
        return _name(value[0]) if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
