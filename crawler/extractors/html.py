"""HTML as a tree, and the first element of a selector; deep nesting is read as far as the parser goes."""

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.extractors.marked import alternatives, select

__all__ = ["MOST_CHARACTERS", "alternatives", "first", "parse_html", "select"]

_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
MOST_CHARACTERS = 3_000_000
"""What lies beyond is cut: 200,000 links or 10 MB in one paragraph are no news."""


def parse_html(text: str) -> HtmlElement:
    """The root of a page; an empty page has an empty root."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # lxml.html asks a Python function for the class of each element; forms and inputs are nothing to us.
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        return document_fromstring(text[:MOST_CHARACTERS].encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return document_fromstring(b"<html><body></body></html>", parser=parser)


def first(tree: HtmlElement, selector: str) -> HtmlElement | None:
    """The first element of the first part of the selector that matches: `.lead, h2` prefers `.lead`."""
    for part in alternatives(selector):
        elements = select(tree, part)
        if elements:
            return elements[0]
    return None
