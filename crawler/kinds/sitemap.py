"""Sitemaps: news sitemaps, plain ones and sitemap indexes, also gzipped."""

import re
from datetime import datetime
from itertools import chain

from lxml import etree

from core.moments import Moment
from core.outlets import Source
from core.pages import Page
from crawler.dates import read_date
from crawler.decode import decode
from crawler.identity import resolve
from crawler.kinds.found import Discovered, Link
from crawler.kinds.gzipped import unpacked

MOST_LINKS = 1000
MOST_SITEMAPS = 20
_ROOT = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_NEWS = "sitemap-news"
"""Part of the namespace of news sitemaps, whichever year's."""


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The newest addresses of a sitemap, or the newest sitemaps of an index."""
    body = unpacked(page.body)
    if body is None:
        return Discovered(unreadable=True, problems=("the gzipped sitemap is broken or larger than 8 MiB",))
    root = _parsed(decode(body, page.content_type).text)
    if root is None or _name(root) not in {"urlset", "sitemapindex"}:
        return Discovered(unreadable=True, problems=("not a sitemap: no urlset or sitemapindex element",))
    entries = [_fields(entry) for entry in root if _name(entry) in {"url", "sitemap"}]
    newest = sorted(entries, key=lambda fields: fields.get("lastmod", ""), reverse=True)
    base = page.final_address
    if _name(root) == "sitemapindex":
        newest = [fields for fields in newest[:MOST_SITEMAPS] if "loc" in fields]
        return Discovered(more=tuple(resolve(base, fields["loc"]) for fields in newest))
    links = tuple(_link(fields, base, now) for fields in newest[:MOST_LINKS] if "loc" in fields)
    problems = (f"only the newest {MOST_LINKS} of {len(newest)} addresses were read",)
    return Discovered(links=links, problems=problems if len(newest) > MOST_LINKS else ())


def _link(fields: dict[str, str], base: str, now: datetime) -> Link:
    return Link(
        address=resolve(base, fields["loc"]), title=fields.get("title"), published=_published(fields, now)
    )


def _published(fields: dict[str, str], now: datetime) -> Moment | None:
    """Only a news sitemap says when a piece was published; lastmod is when its page last changed."""
    moment = read_date(fields.get("publication_date", ""), now)
    if moment is None:
        return None
    return Moment(at=moment.at, precision=moment.precision, rule=f"sitemap:publication_date/{moment.rule}")


def _fields(entry: etree._Element) -> dict[str, str]:
    """The texts of an entry by element name: its own, and those of news:news.

    The pictures and videos of a page have addresses and titles too (`image:loc`), which are not the page's.
    """
    news = (each for part in entry if _name(part) == "news" for each in part.iter())
    own = (part for part in entry if not len(part) and not _is_foreign(part))
    named = ((_name(each), each.text.strip()) for each in chain(own, news) if each.text and each.text.strip())
    fields: dict[str, str] = {}
    for name, text in named:
        fields.setdefault(name, text)
    return fields


def _is_foreign(element: etree._Element) -> bool:
    """Whether it belongs to an extension other than news, by its namespace or by a prefix nobody declared."""
    space, _, name = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    prefix = name.rpartition(":")[0]
    return ("sitemap-" in space and _NEWS not in space) or prefix not in {"", "news"}


def _name(element: etree._Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _parsed(text: str) -> etree._Element | None:
    """The tree from the first element on: what stands before it, also a wrong charset, is no part of it."""
    start = _ROOT.search(text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(text[start.start() :].encode(), parser) if start else None
