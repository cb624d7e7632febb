"""Feeds: RSS, RDF, Atom and JSON feeds, however badly made, into links or whole items."""

from datetime import datetime

from core.moments import Moment
from core.outlets import Source
from core.pages import Page
from crawler.dates import moment_text, read_date
from crawler.dates.guard import trusted
from crawler.decode import decode, looks_binary
from crawler.extracted import Extracted
from crawler.extractors.blocks import plain_text
from crawler.identity import resolve
from crawler.kinds.feed_entries import Entry, read_entries
from crawler.kinds.found import Discovered, FoundItem, Link
from crawler.kinds.gzipped import unpacked
from crawler.kinds.versions import extractor_of

MOST_ENTRIES = 500
"""A feed of 100,000 entries is a dump, not news; reading it whole takes 17 seconds."""

EXTRACTOR = extractor_of("feed")


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The entries of a feed: whole items when the feed carries the text, else links."""
    body = unpacked(page.body)
    if body is None or looks_binary(body):
        return Discovered(unreadable=True, problems=("not a feed: the body is not text",))
    entries, problems = read_entries(decode(body, page.content_type).text, most=MOST_ENTRIES)
    if entries is None:
        return Discovered(unreadable=True, problems=tuple(problems))
    if source.text_in_feed:
        found = tuple(_item(entry, page.final_address, now) for entry in entries)
        return Discovered(items=found, problems=tuple(problems))
    links = tuple(_link(entry, page.final_address, now) for entry in entries if entry.link)
    without = len(entries) - len(links)
    if without:
        problems.append(f"{without} entries have no link and the feed is not marked text_in_feed")
    return Discovered(links=links, problems=tuple(problems))


def parse_feed_file(body: bytes, url: str | None, now: datetime) -> list[dict[str, object]]:
    """The entries of a saved feed as plain values, for `rasad feed FILE`."""
    entries, _ = read_entries(decode(unpacked(body) or b"").text, most=MOST_ENTRIES)
    return [_plain(entry, url or "", now) for entry in entries or ()]


def _link(entry: Entry, base: str, now: datetime) -> Link:
    return Link(
        address=resolve(base, entry.link or ""),
        title=plain_text(entry.title),
        lead=plain_text(entry.summary),
        published=_published(entry, now),
        tags=entry.tags,
    )


def _item(entry: Entry, base: str, now: datetime) -> FoundItem:
    body = plain_text(entry.content) or plain_text(entry.summary)
    lead = plain_text(entry.summary) if entry.content else None
    address = resolve(base, entry.link) if entry.link else f"{base}#!/{entry.id or entry.title}"
    return FoundItem(
        address=address,
        extracted=Extracted(
            title=plain_text(entry.title),
            lead=lead if lead != body else None,
            body=body,
            byline=plain_text(entry.author),
            tags=entry.tags,
            published=_published(entry, now),
            extractor=EXTRACTOR,
        ),
    )


def _published(entry: Entry, now: datetime) -> Moment | None:
    """The claimed date; the guard decides later, when it is known when the item was first seen."""
    for name, text in (("published", entry.published), ("updated", entry.updated)):
        moment = read_date(text, now) if text else None
        if moment is not None:
            return Moment(at=moment.at, precision=moment.precision, rule=f"feed:{name}/{moment.rule}")
    return None


def _plain(entry: Entry, base: str, now: datetime) -> dict[str, object]:
    moment = _published(entry, now)
    # When a saved feed was first seen nobody knows, so how far back its dates lie says nothing.
    believed = trusted(moment, now, furthest=None) if moment else None
    return {
        "id": entry.id,
        "url": resolve(base, entry.link) if entry.link else None,
        "title": plain_text(entry.title),
        "lead": plain_text(entry.summary),
        "body": plain_text(entry.content),
        "published": moment_text(believed) if believed else None,
        "published_precision": believed.precision.value if believed else None,
        "published_rule": believed.rule if believed else None,
        "published_text": entry.published or entry.updated,
        "byline": plain_text(entry.author),
        "tags": list(entry.tags),
    }
