"""Where a site's feeds and sitemaps may stand, and what a fetched one is worth."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urljoin

from core.outlets import Source
from core.pages import Page
from crawler.decode import decode
from crawler.extractors.html import parse_html, select
from crawler.identity import resolve
from crawler.kinds import feed, sitemap
from crawler.kinds.found import Link
from crawler.probe.probed import ProbedFeed, ProbedSitemap

COMMON_FEEDS = (
    "/feed/",
    "/rss",
    "/fa/rss/allnews",
    "/rss.xml",
    "/feed.xml",
    "/fa/rss",
    "/atom.xml",
    "/rss/tp/0",
)
COMMON_SITEMAPS = (
    *("/sitemap.xml", "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_index.xml"),
    *("/sitemap.xml.gz", "/sitemap/news.xml"),
)
MOST_NAMED = 4
LEAST_TEXT = 300
"""Characters of an entry that is more than a lead."""
_FEED_TYPE = re.compile(r"rss|atom|feed\+json", re.IGNORECASE)
_FEED_WORD = re.compile(r"(?:^|[/?=._-])(?:rss|feed|atom)(?:$|[/?=._&-])", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?", re.IGNORECASE)


def feeds_named(page: Page) -> list[str]:
    """The feeds a page declares, then those it links to; feeds of comments are none of news."""
    tree = parse_html(decode(page.body, page.content_type).text)
    declared = [
        each.get("href") or ""
        for each in select(tree, 'link[rel~="alternate"][href]')
        if _FEED_TYPE.search(each.get("type") or "")
    ]
    linked = [each.get("href") or "" for each in select(tree, "a[href]")[:2000]]
    named = [*declared, *(target for target in linked if _FEED_WORD.search(target))]
    addresses = (resolve(page.final_address, each) for each in named if not _COMMENTS.search(each))
    return [each for each in dict.fromkeys(addresses) if each.startswith("http")][:MOST_NAMED]


def common(base: str, paths: Sequence[str]) -> list[str]:
    """Addresses at which sites of this country usually have them."""
    return [urljoin(base, path) for path in paths]


def judged_feed(page: Page, now: datetime) -> tuple[ProbedFeed, tuple[Link, ...]] | None:
    """A feed with entries, and its links; None when the page is none."""
    links = _discovered_links(page, now)
    if not links:
        return None
    times = sorted(link.published.at for link in links if link.published)
    texts = [entry.extracted.body or "" for entry in feed.discover(page, _source(page, True), now).items]
    rules = [link.published.rule for link in links if link.published]
    found = ProbedFeed(
        address=page.address,
        entries=len(links),
        dated=len(times),
        newest=times[-1] if times else None,
        date_rule=max(set(rules), key=rules.count) if rules else None,
        has_text=sum(len(text) >= LEAST_TEXT for text in texts) * 2 > len(texts),
        a_day=_a_day(times),
    )
    return found, links


def judged_sitemap(
    page: Page, now: datetime
) -> tuple[ProbedSitemap, tuple[Link, ...], tuple[str, ...]] | None:
    """A sitemap with its links and the sitemaps it names; None when the page is none."""
    found = sitemap.discover(page, _source(page, False), now)
    if found.unreadable or not (found.links or found.more):
        return None
    times = [link.published.at for link in found.links if link.published]
    kind = "index" if found.more else "news" if times else "pages"
    judged = ProbedSitemap(
        address=page.address, kind=kind, links=len(found.links), newest=max(times, default=None)
    )
    return judged, found.links, found.more


def sitemaps_of_robots(text: str) -> Iterator[str]:
    """The sitemaps a robots.txt names."""
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "sitemap" and value.strip().startswith("http"):
            yield value.strip()


def _discovered_links(page: Page, now: datetime) -> tuple[Link, ...]:
    found = feed.discover(page, _source(page, False), now)
    return () if found.unreadable else found.links


def _source(page: Page, text_in_feed: bool) -> Source:
    return Source(id="probe", outlet="probe", kind="feed", address=page.address, text_in_feed=text_in_feed)


def _a_day(times: Sequence[datetime]) -> float | None:
    """By the stretch the dates of a feed cover; a stretch of less than half a day says little."""
    if len(times) < LEAST_TIMES:
        return None
    days = (times[-1] - times[0]).total_seconds() / 86400
    return round((len(times) - 1) / days, 1) if days >= HALF_A_DAY else None


LEAST_TIMES = 5
HALF_A_DAY = 0.5
