"""Kept pages read again by the extractors of today, as the crawl would have read them."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from core.errors import StorageError
from core.items import Item, Origin
from core.outcomes import Outcome
from core.outlets import Selectors, Source
from core.pages import Page
from crawler.engine.items import completed, make_item, why_no_item
from crawler.engine.workers import ExtractionError, ExtractionWorkers, Task
from crawler.kinds.found import Link
from storage.pages import read_page

PROCESSES = 2
SECONDS_A_PAGE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """One page to read again, with what the list that led to it said of the piece."""

    source: Source
    link: Link
    final_address: str
    content_hash: str
    content_type: str
    fetched_at: datetime
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgain:
    """What reading a page again gave: an item, or why there is none."""

    item: Item | None
    outcome: Outcome
    why: str = ""
    exception: str | None = None


def read_pages_again[Name](
    folder: Path, pages: Iterable[tuple[Name, KeptPage]]
) -> list[tuple[Name, ReadAgain]]:
    """Each page read in a process with a time limit: these pages have already troubled an extractor."""
    return asyncio.run(_read_all(folder, list(pages)))


async def _read_all[Name](
    folder: Path, pages: Sequence[tuple[Name, KeptPage]]
) -> list[tuple[Name, ReadAgain]]:
    workers = ExtractionWorkers(PROCESSES, SECONDS_A_PAGE)
    # As many bodies in memory as there are processes to read them.
    room = asyncio.Semaphore(PROCESSES)

    async def read(kept: KeptPage) -> ReadAgain:
        async with room:
            return await _read_again(workers, folder, kept)

    try:
        read_again = await asyncio.gather(*(read(kept) for _, kept in pages))
    finally:
        workers.close()
    return [(name, result) for (name, _), result in zip(pages, read_again, strict=True)]


def source_or_gone(sources: dict[str, Source], name: str | None, outlet: str) -> Source:
    """The source as it is configured now; one that is no longer there reads by the general rules."""
    gone = Source(id=name or "", outlet=outlet, kind="listing", address="", selectors=Selectors())
    return sources.get(name or "", gone)


async def _read_again(workers: ExtractionWorkers, folder: Path, kept: KeptPage) -> ReadAgain:
    try:
        body = read_page(folder, kept.content_hash)
    except StorageError as error:
        return ReadAgain(item=None, outcome=Outcome.UNREADABLE, why=str(error))
    task = Task(body, kept.final_address, kept.content_type, kept.source.selectors, kept.fetched_at)
    try:
        extracted = await workers.extract(task)
    except ExtractionError as error:
        return ReadAgain(item=None, outcome=Outcome.UNREADABLE, why=str(error), exception=error.trace)
    extracted = completed(extracted, kept.link)
    trouble = why_no_item(extracted, _page(kept, body), kept.link)
    if trouble is not None:
        return ReadAgain(item=None, outcome=trouble.outcome, why=trouble.detail)
    item, note = make_item(
        extracted,
        link=kept.link.address,
        final=kept.final_address,
        source=kept.source,
        origin=kept.origin,
        seen=kept.fetched_at,
        page_hash=kept.content_hash,
    )
    return ReadAgain(item=replace(item, source=kept.source.id or None), outcome=Outcome.STORED, why=note)


def _page(kept: KeptPage, body: bytes) -> Page:
    return Page(
        address=kept.link.address,
        final_address=kept.final_address,
        source=kept.source.id,
        status=200,
        fetched_at=kept.fetched_at,
        content_type=kept.content_type,
        body=body,
    )
