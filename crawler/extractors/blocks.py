"""Elements as text: paragraphs stay paragraphs, line breaks stay breaks, spelling stays as published."""

import html
import re
from collections.abc import Collection, Iterator

from lxml import etree
from lxml.html import HtmlElement, fromstring

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption"}
    | {
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
    }
    | {"p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_SILENT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "button",
        "select",
    }
    | {"textarea", "input", "head", "title", "canvas", "audio", "video", "map"}
)
_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_LINE = "\n"


def blocks(element: HtmlElement, *, without: Collection[HtmlElement] = ()) -> list[str]:
    """The paragraphs of an element in reading order, leaving some elements out."""
    pieces = "".join(_pieces(element, frozenset(without)))
    return [line for line in map(tidy, pieces.split(_LINE)) if line]


def element_text(element: HtmlElement, *, keep_lines: bool = False) -> str | None:
    """The text of an element on one line (or on as many as it has); None when it has none."""
    return (_LINE if keep_lines else " ").join(blocks(element)) or None


def plain_text(markup: str | None) -> str | None:
    """A feed's text or HTML as paragraphs joined by newlines; None when nothing is left."""
    if not markup or not markup.strip():
        return None
    if not _MARKUP.search(markup):
        unescaped = html.unescape(markup)
        if not _MARKUP.search(unescaped):
            return _LINE.join(line for line in map(tidy, unescaped.splitlines()) if line) or None
        markup = unescaped
    try:
        return _LINE.join(blocks(fromstring(f"<div>{markup}</div>"))) or None
    except (etree.ParserError, ValueError):
        return None


def tidy(text: str) -> str:
    """One space where there were many, and no invisible break marks; letters and ZWNJ stay."""
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    return " ".join(text.split())


def _pieces(element: HtmlElement, without: frozenset[HtmlElement]) -> Iterator[str]:
    """The text of an element and its descendants, with line ends around blocks; walks, never recurses."""
    silent_depth = 0
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if not silent_depth:
                yield _flat(each.tail)
            continue
        is_silent = each.tag in _SILENT or each in without
        if event == "start":
            silent_depth += is_silent
            if not silent_depth:
                yield (_LINE if each.tag in _BLOCKS or each.tag == "br" else "") + _flat(each.text)
            continue
        silent_depth -= is_silent
        if not silent_depth:
            yield (_LINE if each.tag in _BLOCKS else "") + (_flat(each.tail) if each is not element else "")


def _flat(text: str | None) -> str:
    """Line ends in the source of a page are spaces in its text."""
    return text.replace("\n", " ").replace("\r", " ") if text else ""
