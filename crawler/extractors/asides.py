"""Related pieces that templates put in the midst of a text: what comes after them is text again."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from crawler.extractors.cleaner import as_judged

_MARK = re.compile(
    r"^\W*(?:(?:اخبار|خبرهای|خبر|مطالب|مطلب) (?:مرتبط|مشابه|پیشنهادی)|بیشتر (?:بخوانید|بدانید)"
    r"|(?:این را )?(?:هم|نیز|همچنین) (?:بخوانید|ببینید)|در همین (?:زمینه|رابطه|باره))\W*$"
)
_ANY_MARK = re.compile("بخوانید|بدانید|ببینید|مرتبط|مشابه|پیشنهادی|در همین")
_TAGS = ("p", "div", "section", "h2", "h3", "h4", "h5", "h6", "li", "strong", "b", "span")
_BOXES = ("div", "section")
_LEAST_TEXT = 40
_OUTSIDE_LINKS = etree.XPath(".//text()[not(ancestor::a)]")


def related_inside(body: HtmlElement) -> list[HtmlElement]:
    """The elements of related pieces after which the text goes on; those at its end are its end mark."""
    if not _ANY_MARK.search(_text(body)):
        return []
    return [part for element in list(body.iter(*_TAGS)) for part in _aside(element, body)]


def _aside(element: HtmlElement, body: HtmlElement) -> list[HtmlElement]:
    if element is body or not _MARK.match(_outside_links(element)):
        return []
    if element.find(".//a") is not None:
        # «بیشتر بخوانید: …» with its link on one line is no end mark, wherever it stands.
        return [element] if element.tag not in _BOXES or _goes_on(element, body) else []
    links = list(_linked_after(element))
    return [element, *links] if links and _goes_on(links[-1], body) else []


def _linked_after(element: HtmlElement) -> Iterator[HtmlElement]:
    """The siblings behind an element that hold links and no other text."""
    tail = element.tail
    for sibling in element.itersiblings():
        if (tail or "").strip() or _outside_links(sibling):
            return
        if _text(sibling).strip():
            yield sibling
        tail = sibling.tail


def _goes_on(last: HtmlElement, body: HtmlElement) -> bool:
    """Whether a paragraph of text follows, beside the last related piece or beside the box around it."""
    box: HtmlElement | None = last
    while box is not None and box is not body:
        following = next((each for each in box.itersiblings() if _text(each).strip()), None)
        if following is not None:
            return following.tag != "li" and len(_outside_links(following)) >= _LEAST_TEXT
        box = box.getparent()
    return False


def _outside_links(element: HtmlElement) -> str:
    """The text of an element that is no link, as it is judged."""
    return as_judged(" ".join("".join(_OUTSIDE_LINKS(element)).split()))


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())
