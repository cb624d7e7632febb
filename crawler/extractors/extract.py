"""The one door: a page's bytes and address become its parts."""

from datetime import datetime

from lxml.html import HtmlElement

from core.outlets import Selectors
from crawler.dates import moment_text
from crawler.decode import decode, looks_binary
from crawler.extracted import Extracted
from crawler.extractors.cleaner import clean_body
from crawler.extractors.families import family_of, may_be_of_family
from crawler.extractors.general import VERSION, general_body
from crawler.extractors.headline import is_site_name, lead_of, title_of
from crawler.extractors.html import MOST_CHARACTERS, parse_html
from crawler.extractors.metadata import Metadata, read_metadata
from crawler.extractors.published import published_moment
from crawler.extractors.rules import Parts, Rules, read_parts, rules_from
from crawler.extractors.stub import is_scrap


def extract(
    html: bytes | str, url: str, *, selectors: Selectors, now: datetime, content_type: str = ""
) -> Extracted:
    """Read a page by the outlet's selectors, else by its CMS family, else by the general extractor."""
    if isinstance(html, bytes) and looks_binary(html):
        return Extracted(extractor=VERSION, problems=("the page is not text",))
    text = html if isinstance(html, str) else decode(html, content_type).text
    tree = parse_html(text)
    rules, parts = _by_rules(tree, selectors)
    metadata = read_metadata(tree)
    if parts.body and rules:
        return _assembled(tree, parts, metadata, rules, url=url, now=now)
    body = general_body(tree, text[:MOST_CHARACTERS])
    parts = Parts(
        title=parts.title,
        kicker=parts.kicker,
        lead=parts.lead,
        body=body,
        byline=parts.byline,
        tags=parts.tags,
    )
    return _assembled(tree, parts, metadata, rules, url=url, now=now, extractor=VERSION)


def extract_by_rules(
    html: bytes, url: str, *, selectors: Selectors, now: datetime, content_type: str = ""
) -> Extracted | None:
    """The same where selectors find the text: a thousandth of a second; None where there is more to do."""
    if looks_binary(html) or not (rules_from(selectors) or may_be_of_family(html)):
        return None
    tree = parse_html(decode(html, content_type).text)
    rules, parts = _by_rules(tree, selectors)
    if rules is None or not parts.body:
        return None
    return _assembled(tree, parts, read_metadata(tree), rules, url=url, now=now)


def extract_file(body: bytes, url: str, now: datetime) -> dict[str, object]:
    """What would be stored of a saved page, as plain values, for `rasad extract FILE --url URL`."""
    extracted = extract(body, url, selectors=Selectors(), now=now)
    published = extracted.published
    return {
        "title": extracted.title,
        "kicker": extracted.kicker,
        "lead": extracted.lead,
        "body": extracted.body,
        "published": moment_text(published) if published else None,
        "published_precision": published.precision.value if published else None,
        "published_rule": published.rule if published else None,
        "byline": extracted.byline,
        "extractor": extracted.extractor,
    }


def _by_rules(tree: HtmlElement, selectors: Selectors) -> tuple[Rules | None, Parts]:
    """The rules that fit a page and what they find; no rules where they find only a scrap of it."""
    own = rules_from(selectors)
    rules = own or family_of(tree)
    parts = read_parts(tree, rules) if rules else Parts()
    if own is None and parts.body and is_scrap(tree, parts.body):
        return None, Parts()
    return rules, parts


def _assembled(
    tree: HtmlElement,
    parts: Parts,
    metadata: Metadata,
    rules: Rules | None,
    *,
    url: str,
    now: datetime,
    extractor: str | None = None,
) -> Extracted:
    title = parts.title
    if not title or is_site_name(title, tree, metadata):
        title = title_of(tree, metadata) or title
    lead = parts.lead or lead_of(tree, metadata, parts.body, title=None if rules else title)
    kicker = parts.kicker if parts.kicker != title else None
    body = clean_body(parts.body, title=title, lead=lead, kicker=kicker)
    return Extracted(
        title=title,
        kicker=kicker,
        lead=lead if lead != title else None,
        body="\n".join(body) or None,
        byline=parts.byline or metadata.author,
        section=parts.section or metadata.section,
        tags=parts.tags or metadata.tags,
        published=published_moment(tree, metadata, rules, now, url=url, title=title),
        extractor=extractor or (rules.extractor if rules else VERSION),
    )
