"""The smallest box that holds the text of a page: in portals built of tables menus stand right beside it."""

import re
from collections import defaultdict

from lxml.html import HtmlElement

from crawler.extractors.boxes import is_in_box, is_teaser

_CARRIERS = (
    *("p", "div", "td", "li", "dd", "section", "article", "main", "blockquote", "center", "body"),
    *("span", "font", "b", "strong"),
)
_LEAST_TEXT = 60
_LEAST_SHARE = 0.9
_MOST_CARRIERS = 3_000


def core_box(tree: HtmlElement, wanted: str | None) -> HtmlElement | None:
    """The deepest element with nearly all of the wanted text, or of any; `wanted` is all its letters."""
    inside: dict[HtmlElement, int] = defaultdict(int)
    deepest: dict[HtmlElement, int] = {}
    total = found = 0
    for element in tree.iter(*_CARRIERS):
        pieces = _own_text(element)
        weight = sum(map(len, pieces))
        if weight < _LEAST_TEXT or (wanted is not None and letters(max(pieces, key=len)) not in wanted):
            continue
        if is_in_box(element) or _is_link(element) or is_teaser(element):
            continue
        found += 1
        if found > _MOST_CARRIERS:
            return None
        total += weight
        boxes = [element, *element.iterancestors()]
        for depth, box in enumerate(reversed(boxes)):
            inside[box] += weight
            deepest[box] = depth
    whole = [box for box, weight in inside.items() if weight >= _LEAST_SHARE * total]
    return max(whole, key=deepest.__getitem__, default=None)


def letters(text: str) -> str:
    """A text without spaces and marks: equal for two ways of breaking its lines."""
    return re.sub(r"\W+", "", text)


def _own_text(element: HtmlElement) -> list[str]:
    """The pieces of text an element holds itself, outside the elements in it."""
    return [(element.text or "").strip(), *((each.tail or "").strip() for each in element)]


def _is_link(element: HtmlElement) -> bool:
    return any(True for _ in element.iterancestors("a"))
