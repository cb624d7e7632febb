"""The title and lead of a page whose template we do not know."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extractors.blocks import element_text, tidy
from crawler.extractors.cleaner import as_judged
from crawler.extractors.html import select
from crawler.extractors.metadata import Metadata

_LEADS = '.lead, .introtext, .summary, .news-lead, [class*="lead"]:not([class*="leader"])'
_SEPARATOR = re.compile(r"\s+[|»«•·–—]\s+|\s+-\s+|\s*::+\s*|\s*\|\s*")
_LONGEST_LEAD = 1200
_LEAST_TITLE = 8


def title_of(tree: HtmlElement, metadata: Metadata) -> str | None:
    """The headline: a lone h1 that agrees with what is declared, else what is declared, else title."""
    headings = [text for text in map(element_text, select(tree, "h1")) if text]
    declared = metadata.title or _page_title(tree)
    if declared is None:
        return headings[0] if headings else None
    for heading in headings:
        if _key(heading) and _key(heading) in _key(declared):
            return heading
    return _without_site(declared, metadata)


def lead_of(tree: HtmlElement, metadata: Metadata, body: Sequence[str]) -> str | None:
    """A lead its template marks, else the description if it is no mere beginning of the body."""
    for element in select(tree, _LEADS)[:3]:
        text = element_text(element)
        if text and len(text) <= _LONGEST_LEAD and element.tag != "body":
            return text
    description = metadata.description
    if not description or _is_beginning(description, body) or len(description) < 30:
        return None
    return description if any(_key(description) == _key(line) for line in body[:2]) else None


def _is_beginning(description: str, body: Sequence[str]) -> bool:
    """Whether the description is cut from the running text."""
    start = _key(description.rstrip(" .…[]"))[:60]
    return any(_key(line).startswith(start) and _key(line) != _key(description) for line in body[:5])


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
