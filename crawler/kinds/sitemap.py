"""Sitemaps: news sitemaps, plain ones and sitemap indexes, also gzipped."""

import zlib
from datetime import datetime

from lxml import etree

from core.moments import Moment
from core.outlets import Source
from core.pages import Page
from crawler.dates import read_date
from crawler.decode import decode
from crawler.kinds.found import Discovered, Link

MOST_LINKS = 1000
MOST_SITEMAPS = 20
MOST_BYTES = 8 * 1024 * 1024


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The newest addresses of a sitemap, or the newest sitemaps of an index."""
    body = _unpacked(page.body)
    if body is None:
        return Discovered(unreadable=True, problems=("the gzipped sitemap is broken or larger than 8 MiB",))
    root = _parsed(decode(body, page.content_type).text)
    if root is None or _name(root) not in {"urlset", "sitemapindex"}:
        return Discovered(unreadable=True, problems=("not a sitemap: no urlset or sitemapindex element",))
    entries = [_fields(entry) for entry in root if _name(entry) in {"url", "sitemap"}]
    newest = sorted(entries, key=lambda fields: fields.get("lastmod", ""), reverse=True)
    if _name(root) == "sitemapindex":
        return Discovered(more=tuple(fields["loc"] for fields in newest[:MOST_SITEMAPS] if "loc" in fields))
    links = tuple(_link(fields, now) for fields in newest[:MOST_LINKS] if "loc" in fields)
    problems = (f"only the newest {MOST_LINKS} of {len(newest)} addresses were read",)
    return Discovered(links=links, problems=problems if len(newest) > MOST_LINKS else ())


def _link(fields: dict[str, str], now: datetime) -> Link:
    return Link(address=fields["loc"], title=fields.get("title"), published=_published(fields, now))


def _published(fields: dict[str, str], now: datetime) -> Moment | None:
    """Only a news sitemap says when a piece was published; lastmod is when its page last changed."""
    moment = read_date(fields.get("publication_date", ""), now)
    if moment is None:
        return None
    return Moment(at=moment.at, precision=moment.precision, rule=f"sitemap:publication_date/{moment.rule}")


def _fields(entry: etree._Element) -> dict[str, str]:
    """The texts of an entry by element name, those of news:news included."""
    return {_name(each): each.text.strip() for each in entry.iter() if each.text and each.text.strip()}


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _parsed(text: str) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(text.encode(), parser) if text.strip() else None


def _unpacked(body: bytes) -> bytes | None:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        unpacker = zlib.decompressobj(wbits=31)
        unpacked = unpacker.decompress(body, MOST_BYTES)
    except zlib.error:
        return None
    return None if unpacker.unconsumed_tail else unpacked
