"""The look itself, read from the top: front page, robots, feeds, sitemaps, a list, five items of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from protego import Protego

from core.pages import Page
from crawler.decode import decode, looks_binary
from crawler.engine.items import is_wall
from crawler.engine.troubles import Trouble
from crawler.extractors.blocks import element_text
from crawler.extractors.html import parse_html, select
from crawler.extractors.metadata import read_metadata
from crawler.identity import resolve
from crawler.kinds.found import Link
from crawler.probe.eyes import Eyes
from crawler.probe.feeds import (
    COMMON_FEEDS,
    COMMON_SITEMAPS,
    MOST_NAMED,
    common,
    feeds_named,
    judged_feed,
    judged_sitemap,
    sitemaps_of_robots,
)
from crawler.probe.lists import FoundList, find_list
from crawler.probe.probed import (
    ProbedFeed,
    ProbedListing,
    ProbedRobots,
    ProbedSite,
    ProbedSitemap,
    ProbeRequest,
)
from crawler.probe.samples import missing_of, read_items

MOST_LIST_PAGES = 3
SHORT_PAGE = 600
MOST_DISALLOWED = 8
_LIST_WORDS = re.compile(
    r"^(?:همه‌? ?)?(?:آخرین |تازه‌? ?ترین )?(?:اخبار|خبرها|آرشیو|خبر)\S*$|^(?:news|archive)$", re.I
)
_LIST_PATHS = re.compile(r"/(?:news|archive|akhbar|اخبار)/?$", re.I)


@dataclass(slots=True)
class _Found:
    """What has been found so far."""

    feeds: list[ProbedFeed] = field(default_factory=list)
    sitemaps: list[ProbedSitemap] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """Links to items, those of the surest list first."""
    missing: list[str] = field(default_factory=list)


async def look_at(eyes: Eyes, request: ProbeRequest) -> ProbedSite:
    """Everything one look finds; a site that cannot be opened is told by its trouble."""
    front = await eyes.page(request.address)
    if isinstance(front, Trouble):
        return ProbedSite(
            address=request.address,
            trouble=f"{front.outcome}: {front.detail}",
            robots=_robots(eyes, request.address, request),
        )
    if _shows_wall(front):
        robots = _robots(eyes, front.final_address, request)
        return ProbedSite(address=request.address, trouble="blocked: a wall stands before it", robots=robots)
    found = _Found()
    listing = await _find_list(eyes, front, found, request.now)
    await _find_feeds(eyes, front, found, request.now)
    await _find_sitemaps(eyes, front, found, request.now)
    read = await read_items(eyes, found.links, request.now)
    found.missing.extend(missing_of(read))
    return ProbedSite(
        address=request.address,
        final_address=front.final_address,
        name=_name(front),
        robots=_robots(eyes, front.final_address, request),
        feeds=tuple(found.feeds),
        sitemaps=tuple(found.sitemaps),
        listing=listing,
        family=read.family,
        item_selectors=read.selectors,
        samples=read.samples,
        missing=tuple(found.missing),
    )


async def _find_list(eyes: Eyes, front: Page, found: _Found, now: datetime) -> ProbedListing | None:
    """The best list of the page that was given and of those it calls «اخبار» or «آرشیو»."""
    lists: list[FoundList] = []
    for address in (front.address, *_list_pages(front)):
        page = await eyes.page(address)
        if isinstance(page, Page) and not looks_binary(page.body):
            one = find_list(page, now)
            lists.extend([one] if one else [])
    if not lists:
        found.missing.append("no list of items: give the address of the page with its news, if it has one")
        return None
    best = max(lists, key=lambda one: (one.listing.links, one.listing.dated))
    found.links.extend(best.links)
    return best.listing


def _list_pages(front: Page) -> list[str]:
    if looks_binary(front.body):
        return []
    tree = parse_html(decode(front.body, front.content_type).text)
    pages = []
    for anchor in select(tree, "a[href]")[:500]:
        target = resolve(front.final_address, anchor.get("href") or "")
        is_list = _LIST_WORDS.match(element_text(anchor) or "") or _LIST_PATHS.search(urlsplit(target).path)
        if is_list and urlsplit(target).netloc == urlsplit(front.final_address).netloc:
            pages.append(target)
    return [page for page in dict.fromkeys(pages) if page != front.final_address][:MOST_LIST_PAGES]


async def _find_feeds(eyes: Eyes, front: Page, found: _Found, now: datetime) -> None:
    """The address itself, the feeds it names, and only if there are none the usual places."""
    await _judge_feeds(eyes, [front.address, *feeds_named(front)], found, now)
    if not found.feeds:
        # Some sites name their feed on the pages of items only.
        pages = [await eyes.page(link.address) for link in found.links[:1]]
        named = [each for page in pages if isinstance(page, Page) for each in feeds_named(page)]
        await _judge_feeds(eyes, named, found, now)
    for address in common(front.final_address, COMMON_FEEDS):
        if not found.feeds:
            await _judge_feeds(eyes, [address], found, now)
    if not found.feeds:
        found.missing.append("no feed, neither named by its pages nor in the usual places")


async def _judge_feeds(eyes: Eyes, addresses: Sequence[str], found: _Found, now: datetime) -> None:
    known = {one.address for one in found.feeds}
    for address in addresses:
        page = await eyes.page(address)
        judged = judged_feed(page, now) if isinstance(page, Page) and address not in known else None
        if judged is not None:
            found.feeds.append(judged[0])
            found.links.extend(judged[1])


async def _find_sitemaps(eyes: Eyes, front: Page, found: _Found, now: datetime) -> None:
    """Those robots.txt names, and only if there are none the usual places."""
    file = eyes.robots.get(_site(front.final_address))
    named = list(sitemaps_of_robots(file.text))[:MOST_NAMED] if file else []
    for address in named:
        await _judge_sitemap(eyes, address, found, now)
    for address in common(front.final_address, COMMON_SITEMAPS):
        if not found.sitemaps:
            await _judge_sitemap(eyes, address, found, now)
    if not found.sitemaps:
        found.missing.append("no sitemap, neither named by robots.txt nor in the usual places")


async def _judge_sitemap(eyes: Eyes, address: str, found: _Found, now: datetime) -> None:
    page = await eyes.page(address)
    judged = judged_sitemap(page, now) if isinstance(page, Page) else None
    if judged is None:
        return
    site, links, more = judged
    found.sitemaps.append(site)
    found.links.extend(links)
    for part in more[:1]:
        # One part of an index tells what the others are.
        await _judge_sitemap(eyes, part, found, now)


def _robots(eyes: Eyes, address: str, request: ProbeRequest) -> ProbedRobots | None:
    file = eyes.robots.get(_site(address))
    if file is None:
        return None
    rules = Protego.parse(file.text)
    # Protego keeps the rules to itself, so the paths are read from the file and asked of it one by one.
    paths = [
        line.partition(":")[2].partition("#")[0].strip()
        for line in file.text.splitlines()
        if line.strip().lower().startswith("disallow")
    ]
    forbidden = [
        path
        for path in dict.fromkeys(paths)
        if path.startswith("/") and not rules.can_fetch(resolve(address, path), request.user_agent)
    ]
    return ProbedRobots(
        status=file.status,
        delay_seconds=file.delay_seconds,
        disallowed=tuple(forbidden[:MOST_DISALLOWED]),
        sitemaps=tuple(sitemaps_of_robots(file.text))[:MOST_NAMED],
        is_page=file.is_page,
    )


def _shows_wall(front: Page) -> bool:
    """A short page that asks for proof that we are human."""
    if looks_binary(front.body):
        return False
    text = element_text(parse_html(decode(front.body, front.content_type).text)) or ""
    return len(text) < SHORT_PAGE and is_wall(text)


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _name(front: Page) -> str | None:
    """What the site calls itself, without a slogan behind it."""
    if looks_binary(front.body):
        return None
    tree = parse_html(decode(front.body, front.content_type).text)
    titles = select(tree, "head > title")
    name = read_metadata(tree).site_name or (_without_slogan(titles[0].text_content()) if titles else None)
    return name[:80] if name else None


def _without_slogan(text: str) -> str | None:
    return re.split(r"\s+[|»«•·–—-]\s+|\s*::+\s*|\s*\|\s*", " ".join(text.split()))[0] or None
