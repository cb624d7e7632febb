"""HTML as a tree, and CSS selectors on it; deep nesting is read as far as the parser goes."""

from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement, HTMLParser, document_fromstring

MOST_CHARACTERS = 3_000_000
"""What lies beyond is cut: 200,000 links or 10 MB in one paragraph are no news."""


def parse_html(text: str) -> HtmlElement:
    """The root of a page; an empty page has an empty root."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text[:MOST_CHARACTERS].encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return document_fromstring(b"<html><body></body></html>", parser=parser)


def select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements a CSS selector names, in the order of the page."""
    return [element for element in _compiled(selector)(tree) if isinstance(element.tag, str)]


def first(tree: HtmlElement, selector: str) -> HtmlElement | None:
    """The first element of the first part of the selector that matches: `.lead, h2` prefers `.lead`."""
    for part in alternatives(selector):
        elements = select(tree, part)
        if elements:
            return elements[0]
    return None


@lru_cache(maxsize=4096)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


@lru_cache(maxsize=4096)
def alternatives(selector: str) -> tuple[str, ...]:
    """The alternatives of a selector; commas inside brackets belong to the part."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(selector):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(selector[start:position].strip())
            start = position + 1
    parts.append(selector[start:].strip())
    return tuple(part for part in parts if part)
