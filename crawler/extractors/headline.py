"""The title and lead of a page whose template we do not know."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extractors.blocks import blocks, element_text, tidy
from crawler.extractors.cleaner import as_judged
from crawler.extractors.html import select
from crawler.extractors.metadata import Metadata
from crawler.extractors.script import is_arabic_script

_LEADS = '.lead, .introtext, .summary, .news-lead, [class*="lead"]:not([class*="leader"])'
_SEPARATOR = re.compile(r"\s+[|»«•·–—‹›]\s+|\s+-\s+|\s*::+\s*|\s*\|\s*")
_LONGEST_LEAD = 1200
_LEAST_DESCRIPTION = 30
_LEAST_LEAD = 80
_MOST_BETWEEN = 12
_LEAST_TITLE = 8
_MOST_HEADINGS = 20
_LEAST_SHARE = 0.4
"""A heading shorter than this share of the declared title's longest part is the site's name."""


def title_of(tree: HtmlElement, metadata: Metadata) -> str | None:
    """The headline: the h1 that agrees with what is declared, else what is declared, else title."""
    headings = _headings(tree)
    page_title = _page_title(tree)
    declared = metadata.title or page_title
    if declared is None:
        return headings[0] if headings else None
    for named in dict.fromkeys((declared, page_title or declared)):
        agreeing = [heading for heading in headings if _agrees(heading, named)]
        if agreeing:
            return agreeing[0]
    return _without_site(declared, metadata)


def is_site_name(title: str, tree: HtmlElement, metadata: Metadata) -> bool:
    """Whether what a template gives as its title is the name of the site, as on pages with a logo in h1."""
    if metadata.site_name and _key(title) == _key(metadata.site_name):
        return True
    declared = [part for part in (metadata.title, _page_title(tree)) if part]
    return bool(declared) and all(_key(title) in _key(part) and not _agrees(title, part) for part in declared)


def lead_of(
    tree: HtmlElement, metadata: Metadata, body: Sequence[str], *, title: str | None = None
) -> str | None:
    """A lead its template marks, else the description if it is no mere beginning of the body.

    Persian outlets set the lead apart from the text; elsewhere it is the text's first paragraph. With a title
    given, a paragraph between it and the text is the lead of a template that does not mark it.
    """
    is_set_apart = is_arabic_script(" ".join(body[:20]))
    for element in select(tree, _LEADS)[:3]:
        text = element_text(element)
        if text and len(text) <= _LONGEST_LEAD and element.tag != "body":
            return text if is_set_apart or not _stands_in(text, body) else None
    if not is_set_apart:
        return None
    description = metadata.description or ""
    is_lead = len(description) >= _LEAST_DESCRIPTION and not _is_beginning(description, body)
    if is_lead and any(_key(description) == _key(line) for line in body[:2]):
        return description
    return _between(blocks(tree), title, body[0]) if title and body else None


def _between(lines: Sequence[str], title: str, first: str) -> str | None:
    """The one paragraph between the headline and the text."""
    wanted = _key(title)
    end = next((place for place, line in enumerate(lines) if line == first), 0)
    starts = [place for place, line in enumerate(lines[:end]) if _key(line) == wanted]
    between = lines[starts[-1] + 1 : end] if starts else []
    paragraphs = [line for line in between if _LEAST_LEAD <= len(line) <= _LONGEST_LEAD]
    return paragraphs[0] if len(paragraphs) == 1 and len(between) <= _MOST_BETWEEN else None


def _stands_in(text: str, body: Sequence[str]) -> bool:
    """Whether a text is part of the body already."""
    return _key(text) in _key(" ".join(body))


def _is_beginning(description: str, body: Sequence[str]) -> bool:
    """Whether the description is cut from the running text."""
    start = _key(description.rstrip(" .…[]"))[:60]
    return any(_key(line).startswith(start) and _key(line) != _key(description) for line in body[:5])


def _headings(tree: HtmlElement) -> list[str]:
    return [text for text in map(element_text, select(tree, "h1")[:_MOST_HEADINGS]) if text]


def _agrees(heading: str, declared: str) -> bool:
    """Whether a heading is the declared title, whole or without the name of the site."""
    key = _key(heading)
    longest = max((len(_key(part)) for part in _SEPARATOR.split(declared)), default=0)
    return bool(key) and key in _key(declared) and len(key) >= _LEAST_SHARE * longest


def _page_title(tree: HtmlElement) -> str | None:
    # A title element inside an svg is the name of a drawing.
    for element in tree.iter("title"):
        text = tidy(element.text_content())
        if text and element.getparent() is not None and element.getparent().tag != "svg":
            return text
    return None


def _without_site(title: str, metadata: Metadata) -> str:
    """«خبر | نام رسانه» is «خبر»: the longest part that is not the site's name."""
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    if metadata.site_name:
        parts = [part for part in parts if _key(part) != _key(metadata.site_name)] or parts
    else:
        parts = [max(parts, key=len)] if parts else []
    kept = title if len(parts) > 1 and metadata.site_name is None else " - ".join(parts)
    return kept if len(kept) >= _LEAST_TITLE else title


def _key(text: str) -> str:
    return re.sub(r"\W+", "", as_judged(text)).lower()
