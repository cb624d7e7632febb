"""Five items of a site as the crawl would read them, and the rules that read them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from core.outlets import Selectors
from core.pages import Page
from crawler.dates.guard import trusted
from crawler.decode import decode
from crawler.engine.items import completed, why_no_item
from crawler.engine.troubles import Trouble
from crawler.extracted import Extracted
from crawler.extractors.families import FAMILIES
from crawler.extractors.html import parse_html
from crawler.identity import canonical
from crawler.kinds.found import Link
from crawler.probe.eyes import Eyes
from crawler.probe.item_rules import ReadSample, item_selectors, reads_as_well, with_listed_title
from crawler.probe.probed import Sample

SAMPLES = 5
LEAST_TO_LEARN_FROM = 2


@dataclass(frozen=True, slots=True)
class ReadItems:
    """The samples, the family that read most of them, else the selectors that fit them."""

    samples: tuple[Sample, ...]
    family: str | None
    selectors: Selectors


@dataclass(frozen=True, slots=True)
class _ItemPage:
    """One sample's page with the link that led to it, and what the extractors read of it."""

    link: Link
    page: Page
    extracted: Extracted


async def read_items(eyes: Eyes, links: Sequence[Link], now: datetime) -> ReadItems:
    """Look at five items; where no family reads them, learn selectors and read them again by these."""
    looks = [(link, await _look(eyes, link)) for link in _first_of_each(links)[:SAMPLES]]
    pages = [look for _, look in looks if isinstance(look, _ItemPage)]
    family = _family_of([one.extracted.extractor for one in pages])
    own = Selectors() if family else await _fitting_selectors(eyes, pages)
    samples = []
    for link, look in looks:
        if isinstance(look, Trouble):
            samples.append(Sample(address=link.address, trouble=f"{look.outcome}: {look.detail}"))
        elif own.body:
            again = await eyes.read(look.page, own)
            samples.append(
                _sample(look if isinstance(again, Trouble) else replace(look, extracted=again), now)
            )
        else:
            samples.append(_sample(look, now))
    return ReadItems(tuple(samples), family, own)


def missing_of(read: ReadItems) -> list[str]:
    """What could not be found about the items, in words."""
    good = [one for one in read.samples if not one.trouble]
    if not good:
        return ["no item that could be read"]
    missing = []
    if read.family is None and not read.selectors.body:
        missing.append("no family we know and no selectors that fit: the general extractor reads its items")
    if len(good) > 1 and len({one.title for one in good}) == 1:
        missing.append("no title of its own on each item: write selectors.title")
    if undated := sum(one.published is None for one in good):
        missing.append(f"no date of publication on {undated} of {len(good)} items")
    return missing


def _first_of_each(links: Sequence[Link]) -> list[Link]:
    """One link an item, in the order of the lists."""
    unique: dict[str, Link] = {}
    for link in links:
        try:
            unique.setdefault(canonical(link.address), link)
        except ValueError:
            continue
    return list(unique.values())


async def _look(eyes: Eyes, link: Link) -> _ItemPage | Trouble:
    page = await eyes.page(link.address)
    if isinstance(page, Trouble):
        return page
    extracted = await eyes.read(page, Selectors())
    if isinstance(extracted, Trouble):
        return extracted
    return why_no_item(completed(extracted, link), page, link) or _ItemPage(link, page, extracted)


def _sample(one: _ItemPage, now: datetime) -> Sample:
    whole = completed(one.extracted, one.link)
    return Sample(
        address=one.link.address,
        title=whole.title,
        published=trusted(whole.published, now) if whole.published else None,
        extractor=whole.extractor,
        characters=len(whole.body or whole.lead or ""),
    )


async def _fitting_selectors(eyes: Eyes, pages: Sequence[_ItemPage]) -> Selectors:
    """Selectors that read every sample no worse; none when they do not."""
    if len(pages) < LEAST_TO_LEARN_FROM:
        return Selectors()
    samples = [with_listed_title(ReadSample(_tree(one.page), one.extracted), one.link.title) for one in pages]
    own = item_selectors(samples)
    if not (own.title and own.body):
        return Selectors()
    for one, sample in zip(pages, samples, strict=True):
        again = await eyes.read(one.page, own)
        if isinstance(again, Trouble) or not reads_as_well(again, sample.extracted):
            return Selectors()
    return own


def _tree(page: Page) -> HtmlElement:
    return parse_html(decode(page.body, page.content_type).text)


def _family_of(extractors: Sequence[str]) -> str | None:
    """The family that read most of the samples."""
    names = Counter(name.partition("/")[0] for name in extractors if name)
    name, count = names.most_common(1)[0] if names else ("", 0)
    return name if name in FAMILIES and count * 2 > names.total() else None
