"""The links of a page that lead to items, and the selectors that find exactly them."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from core.outlets import Selectors, Source
from core.pages import Page
from crawler.dates import read_date
from crawler.decode import decode
from crawler.extractors.blocks import element_text
from crawler.extractors.html import parse_html, select
from crawler.identity import canonical, is_front_page, resolve
from crawler.kinds import listing
from crawler.kinds.found import Link
from crawler.probe.probed import ProbedListing
from crawler.probe.shapes import names_of, selectors_of

LEAST_LINKS = 3
MOST_ANCHORS = 2000
LEAST_GOOD_SHARE = 0.7
LONGEST_DATE = 60
_TITLE_WORDS = 4
_NUMBER = re.compile(r"\d{2,}")
_PERSIAN_SLUG = re.compile(r"(?:[^\W\d_]+[-_]){2,}[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundList:
    """A list on a page: its selectors, and its links as the crawl would find them."""

    listing: ProbedListing
    links: tuple[Link, ...]


def find_list(page: Page, now: datetime) -> FoundList | None:
    """The list with the most items on a page; None when no selector finds at least three."""
    tree = parse_html(decode(page.body, page.content_type).text)
    anchors = select(tree, "a[href]")[:MOST_ANCHORS]
    good = {anchor for anchor in anchors if _leads_to_item(anchor, page.final_address)}
    votes: Counter[str] = Counter(name for anchor in good for name in set(selectors_of(anchor)))
    # Nearer boxes come first: a list's own heading says more than the frame of the whole page.
    nearness = {name: -place for anchor in good for place, name in enumerate(selectors_of(anchor))}
    ranked = sorted(
        (name for name, count in votes.most_common(200) if count >= LEAST_LINKS),
        key=lambda name: (*_worth(tree, name, good, page.final_address), nearness[name]),
        reverse=True,
    )
    for name in ranked[:3]:
        found = _as_crawled(page, tree, name, good, now)
        if found is not None:
            return found
    return None


def _leads_to_item(anchor: HtmlElement, base: str) -> bool:
    """A headline with an address of its own, on the same site."""
    target = resolve(base, anchor.get("href") or "")
    title = element_text(anchor) or anchor.get("title") or ""
    try:
        parts = urlsplit(target)
        is_same_site = canonical(target).split("/")[2] == canonical(base).split("/")[2]
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not is_same_site or is_front_page(target):
        return False
    named = f"{parts.path}?{parts.query}#{parts.fragment}"
    has_name = bool(_NUMBER.search(named) or _PERSIAN_SLUG.search(named) or "%D" in named.upper())
    return len(title.split()) >= _TITLE_WORDS and has_name


def _worth(tree: HtmlElement, name: str, good: set[HtmlElement], base: str) -> tuple[int, float, bool]:
    """How many items a selector finds, how purely, and whether by a class, which is the template's word."""
    chosen = select(tree, name)[:MOST_ANCHORS]
    targets = {canonical(resolve(base, each.get("href") or "")) for each in chosen if each in good}
    share = sum(each in good for each in chosen) / max(1, len(chosen))
    return (len(targets) if share >= LEAST_GOOD_SHARE else 0, round(share, 1), "." in name)


def _as_crawled(
    page: Page, tree: HtmlElement, name: str, good: set[HtmlElement], now: datetime
) -> FoundList | None:
    """The list as the crawl reads it with these selectors."""
    chosen = [each for each in select(tree, name) if each in good]
    dates = _dates_beside(chosen, now)
    selectors = Selectors(links=name, published=dates)
    source = Source(
        id="probe", outlet="probe", kind="listing", address=page.final_address, selectors=selectors
    )
    links = listing.discover(page, source, now).links
    if len(links) < LEAST_LINKS:
        return None
    dated = sum(link.published is not None for link in links)
    found = ProbedListing(address=page.final_address, selectors=selectors, links=len(links), dated=dated)
    return FoundList(listing=found, links=links)


def _dates_beside(anchors: list[HtmlElement], now: datetime) -> str | None:
    """What the element with the date is called in most of the boxes around the links."""
    votes: Counter[str] = Counter()
    for anchor in anchors[:50]:
        votes.update(_date_names(anchor, now))
    name, count = votes.most_common(1)[0] if votes else ("", 0)
    return name if count * 2 >= len(anchors[:50]) else None


def _date_names(anchor: HtmlElement, now: datetime) -> set[str]:
    box: HtmlElement | None = anchor
    for _ in range(3):
        box = box.getparent() if box is not None else None
        if box is None or len(select(box, "a[href]")) > 3:
            return set()
        for element in box.iterdescendants():
            text = element_text(element) if isinstance(element.tag, str) and element.tag != "a" else None
            if text and len(text) <= LONGEST_DATE and read_date(text, now):
                # Only what has a name: every cell is a td.
                named = [name for name in names_of(element) if "." in name or "#" in name]
                return {named[0] if named else "time"} if named or element.tag == "time" else set()
    return set()
