"""What a look found as an entry for config/outlets: ready YAML, and in comments what a person should know."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import datetime
from urllib.parse import urlsplit

from core.calendar import TEHRAN, jalali_date_words, tehran_day
from core.methodology import Methodology
from core.moments import Precision
from core.outlets import Outlet, Selectors
from crawler.identity import canonical
from crawler.probe.probed import ProbedFeed, ProbedListing, ProbedRobots, ProbedSite, ProbedSitemap, Sample
from rasad.collecting.find_outlet import outlet_of

SUFFIXES = {"com", "ir", "org", "net", "gov", "ac", "co", "news", "info", "www"}
LEAST_DELAY = 2.0


def probe_yaml(site: ProbedSite, methodology: Methodology) -> str:
    """The entry as text: `rasad check` accepts it as it stands."""
    return "\n".join((*_comments(site), *_entry(site, methodology))) + "\n"


def _comments(site: ProbedSite) -> Iterator[str]:
    yield f"# {site.final_address}: one look, {site.requests} requests in {site.seconds:.0f} s"
    yield from (f"# {line}" for line in _robots_lines(site.robots))
    read = [one for one in site.samples if not one.trouble]
    if read:
        by = Counter(one.extractor for one in read).most_common()
        yield "# items were read by " + ", ".join(f"{name} ({count} of {len(read)})" for name, count in by)
        rules = Counter(one.published.rule for one in read if one.published).most_common()
        yield "# dates were read by " + (", ".join(f"{rule} ({count})" for rule, count in rules) or "nothing")
    for one in site.samples:
        yield from (f"#   {line}" for line in _sample_lines(one))
    yield from (f"# not found: {one}" for one in site.missing)


def _robots_lines(robots: ProbedRobots | None) -> Iterator[str]:
    if robots is None:
        yield "robots.txt: not read"
        return
    if robots.is_page:
        yield "robots.txt: a web page instead of rules, which forbids nothing"
        return
    forbids = ", ".join(robots.disallowed) or "nothing"
    delay = f"{robots.delay_seconds:g} s" if robots.delay_seconds else "none"
    yield f"robots.txt: answered {robots.status}; forbids us {forbids}; crawl-delay {delay}"


def _sample_lines(one: Sample) -> Iterator[str]:
    if one.trouble:
        yield f"could not be read ({one.trouble})"
    else:
        when = _written(one.published.at, one.published.precision) if one.published else "no date"
        yield f"{when} · {one.title} · {one.characters} characters"
    yield f"    {one.address}"


def _entry(site: ProbedSite, methodology: Methodology) -> Iterator[str]:
    known = outlet_of(methodology, name=None, url=site.final_address)
    host = canonical(site.final_address).split("/")[2]
    name = known.id if known else _id_of(host)
    yield "outlets:"
    yield f"  - id: {name}"
    yield f"    name: {_text(known.name if known else site.name or host)}"
    yield from _known_lines(known)
    yield f"    domains: [{', '.join(_text(each) for each in (known.domains if known else (host,)))}]"
    if site.family:
        yield f"    cms: {site.family}"
    sources = list(_sources(site, name))
    yield "    sources:" if any(not line.lstrip().startswith("#") for line in sources) else "    sources: []"
    yield from sources


def _known_lines(known: Outlet | None) -> Iterator[str]:
    if known is None:
        yield "    tier: E                      # the lowest; write the one that fits"
        return
    yield f"    tier: {known.tier.value}"
    yield f"    owner: {_text(known.owner)}"
    if known.kind.value != "news":
        yield f"    kind: {known.kind.value}"
    if known.other_names:
        yield f"    other_names: [{', '.join(map(_text, known.other_names))}]"
    if known.home_province:
        yield f"    home_province: {_text(known.home_province)}"


def _sources(site: ProbedSite, name: str) -> Iterator[str]:
    """The best feed and the list are sources; the rest stand beside them, to be chosen by hand."""
    delay = max(LEAST_DELAY, site.robots.delay_seconds or 0.0 if site.robots else 0.0)
    feeds = sorted(site.feeds, key=lambda feed: (feed.dated, feed.entries), reverse=True)
    for feed in feeds[:1]:
        yield from _feed_lines(feed, name, delay, site.item_selectors)
    if site.listing:
        yield from _listing_lines(site.listing, name, delay, site.item_selectors)
    sitemaps = [each for each in site.sitemaps if each.kind != "index"]
    is_needed = not feeds and site.listing is None
    for sitemap in sitemaps[:1] if is_needed else ():
        yield from _sitemap_lines(sitemap, name, delay, site.item_selectors)
    for line in _others(feeds[1:], sitemaps[1:] if is_needed else site.sitemaps):
        yield f"      # also there: {line}"


def _feed_lines(feed: ProbedFeed, name: str, delay: float, item: Selectors) -> Iterator[str]:
    newest = f", the newest of {_written(feed.newest, Precision.MINUTE)}" if feed.newest else ""
    pace = f", about {feed.a_day:g} a day" if feed.a_day else ""
    yield f"      # {feed.entries} entries, {feed.dated} dated by {feed.date_rule or 'nothing'}{newest}{pace}"
    yield from _source_lines(f"{name}-feed", "feed", feed.address, delay)
    if feed.has_text:
        yield "        text_in_feed: true"
    yield from _selector_lines(item)


def _listing_lines(listing: ProbedListing, name: str, delay: float, item: Selectors) -> Iterator[str]:
    yield f"      # {listing.links} items, {listing.dated} with a date beside them"
    yield from _source_lines(f"{name}-listing", "listing", listing.address, delay)
    dates = [each for each in (listing.selectors.published, item.published) if each]
    published = ", ".join(dict.fromkeys(dates)) or None
    yield from _selector_lines(replace(item, links=listing.selectors.links, published=published))


def _sitemap_lines(sitemap: ProbedSitemap, name: str, delay: float, item: Selectors) -> Iterator[str]:
    yield f"      # {sitemap.links} addresses"
    yield from _source_lines(f"{name}-sitemap", "sitemap", sitemap.address, delay)
    yield from _selector_lines(item)


def _source_lines(source: str, kind: str, address: str, delay: float) -> Iterator[str]:
    yield f"      - id: {source}"
    yield f"        kind: {kind}"
    yield f"        address: {_text(address)}"
    yield f"        delay_seconds: {delay:g}"


def _selector_lines(selectors: Selectors) -> Iterator[str]:
    named = {name: value for name, value in asdict(selectors).items() if value}
    if named:
        yield "        selectors:"
    for name, value in named.items():
        yield f"          {name}: {_text(value)}"


def _others(feeds: Iterable[ProbedFeed], sitemaps: Iterable[ProbedSitemap]) -> Iterator[str]:
    for feed in feeds:
        yield f"feed {feed.address} ({feed.entries} entries)"
    for sitemap in sitemaps:
        yield f"sitemap {sitemap.address} ({sitemap.kind}, {sitemap.links} addresses)"


def _id_of(host: str) -> str:
    """`www.kavir-news.ir` is kavir-news; a number on a private network is named by its port."""
    address = urlsplit(f"//{host}")
    if re.fullmatch(r"[\d.]+", address.hostname or ""):
        return f"site-{address.port or 80}"
    parts = [part for part in (address.hostname or "").split(".") if part not in SUFFIXES]
    return re.sub(r"[^a-z0-9-]+", "-", "-".join(parts).lower()).strip("-") or "site"


def _written(at: datetime, precision: Precision) -> str:
    """As its readers see it."""
    clock = f" {at.astimezone(TEHRAN):%H:%M}" if precision in (Precision.SECOND, Precision.MINUTE) else ""
    return f"{jalali_date_words(tehran_day(at))}{clock}"


def _text(value: str) -> str:
    """A JSON string is a YAML string, whatever stands in it."""
    return json.dumps(value, ensure_ascii=False)
