"""Listing pages: an outlet's news page read by CSS selectors, or by its own pattern of links."""

from datetime import datetime
from itertools import islice

from lxml.html import HtmlElement

from core.moments import Moment
from core.outlets import Selectors, Source
from core.pages import Page
from crawler.dates import read_date
from crawler.decode import decode, looks_binary
from crawler.extractors.blocks import element_text
from crawler.extractors.html import first, parse_html, select
from crawler.identity import canonical, resolve
from crawler.kinds.found import Discovered, Link

MOST_LINKS = 1000
_MOST_IN_BOX = 3


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The links of a listing, each with the title and date written beside it."""
    if looks_binary(page.body):
        return Discovered(unreadable=True, problems=("not a page: the body is not text",))
    selectors = source.selectors
    if not selectors.links:
        return Discovered(unreadable=True, problems=(f"source {source.id}: a listing needs selectors.links",))
    tree = parse_html(decode(page.body, page.content_type).text)
    anchors = [anchor for chosen in select(tree, selectors.links) for anchor in _anchors(chosen)]
    links = _unique([_link(anchor, page.final_address, selectors, now) for anchor in anchors])
    problems = () if links else (f"no link matches {selectors.links!r}: the template may have changed",)
    # A list without a single piece is our selector on a new template, not an agency that fell silent.
    return Discovered(links=tuple(links[:MOST_LINKS]), problems=problems, unreadable=not links)


def _anchors(chosen: HtmlElement) -> list[HtmlElement]:
    """The selector may name the links, or the boxes that hold one each."""
    if chosen.tag == "a":
        return [chosen] if _target(chosen) else []
    return [anchor for anchor in chosen.iter("a") if _target(anchor)][:1]


def _target(anchor: HtmlElement) -> str:
    target = (anchor.get("href") or "").strip()
    return "" if target.lower().startswith(("#", "javascript:", "mailto:", "tel:")) else target


def _link(anchor: HtmlElement, base: str, selectors: Selectors, now: datetime) -> Link:
    return Link(
        address=resolve(base, _target(anchor)),
        title=element_text(anchor) or anchor.get("title") or None,
        published=_published(anchor, selectors, now),
    )


def _published(anchor: HtmlElement, selectors: Selectors, now: datetime) -> Moment | None:
    """A date in the box around the link: a time element, or what the selector for dates names."""
    box: HtmlElement | None = anchor
    for _ in range(3):
        box = box.getparent() if box is not None else None
        if box is None or _holds_many(box):
            return None
        for selector in filter(None, (selectors.published, "time")):
            element = first(box, selector)
            moment = _moment(element, now) if element is not None else None
            if moment is not None:
                return Moment(at=moment.at, precision=moment.precision, rule=f"list:{selector}/{moment.rule}")
    return None


def _holds_many(box: HtmlElement) -> bool:
    """Whether a box holds more than the picture, headline and lead of one piece."""
    links = (each for each in box.iter("a") if _target(each))
    return next(islice(links, _MOST_IN_BOX, None), None) is not None


def _moment(element: HtmlElement, now: datetime) -> Moment | None:
    machine = element.get("datetime")
    return (read_date(machine, now) if machine else None) or read_date(element_text(element) or "", now)


def _unique(links: list[Link]) -> list[Link]:
    """One link an address: a picture and a headline often lead to the same piece."""
    by_address: dict[str, Link] = {}
    for link in links:
        try:
            key = canonical(link.address)
        except ValueError:
            key = link.address
        known = by_address.get(key)
        if known is None or (not known.title and link.title):
            by_address[key] = link
    return list(by_address.values())
