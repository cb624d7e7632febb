"""Takes in what a crawl handed over: records and the reached offset are stored in one transaction."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import batched
from pathlib import Path

import structlog

from core.coverage import Probe
from core.outcomes import Outcome, StageOutcome
from core.pages import Fetch, PageFacts
from crawler.spool import (
    PAGES,
    ItemRecord,
    LookRecord,
    OutcomeRecord,
    PageRecord,
    PostRecord,
    ProbeRecord,
    QuarantineRecord,
    RedirectRecord,
    SourceRecord,
    SpoolRecord,
    read_spool,
)
from rasad.wiring import Office
from storage.database import Connection
from storage.fetches import save_fetches, save_page_facts
from storage.items import newest_counted_at
from storage.pages import adopt_page, is_page_whole, settle_pages
from storage.posts import note_gone_posts, save_posts
from storage.probes import save_probes
from storage.quarantine import release_links, save_quarantined
from storage.redirects import save_redirects
from storage.source_days import save_source_days
from storage.source_states import save_source_states
from storage.spools import acknowledge_spool, spool_offset
from storage.stage_outcomes import record_outcomes
from storage.store_items import store_items

STAGE = "crawl"
RECORDS_AT_ONCE = 300

log = structlog.get_logger()


def take_in(office: Office, spool: Path, now: datetime, *, was_left_behind: bool = False) -> Counter[Outcome]:
    """Store every whole record that is not stored yet; how the links among them ended.

    The pages of a spool that was left behind are looked into: a power cut may have taken their bytes.
    """
    outcomes: Counter[Outcome] = Counter()
    with office.database.read() as connection:
        offset = spool_offset(connection, spool.name)
    for batch in batched(read_spool(spool, offset), RECORDS_AT_ONCE):
        records = [record for record, _ in batch]
        # The bytes first: a page that the database calls kept is always on disk.
        lost = _adopt_pages(office, spool, records, looked_into=was_left_behind)
        outcomes += _store(office, spool.name, records, lost, offset=batch[-1][1], now=now)
    return outcomes


def _adopt_pages(
    office: Office, spool: Path, records: Iterable[SpoolRecord], *, looked_into: bool
) -> set[str]:
    """Keep the pages of these records; gives the hashes of those whose bytes are lost."""
    hashes = {record.content_hash for record in records if isinstance(record, PageRecord)}
    lost: set[str] = set()
    for content_hash in sorted(hashes):
        spooled = spool / PAGES / f"{content_hash}.gz"
        if looked_into and not is_page_whole(spooled, content_hash):
            lost.add(content_hash)
            log.warning("page lost", page=content_hash, spool=spool.name)
        else:
            adopt_page(office.home.pages, spooled, content_hash)
    if hashes:
        settle_pages()
    return lost


def _store(
    office: Office,
    spool: str,
    records: Sequence[SpoolRecord],
    lost: Container[str],
    *,
    offset: int,
    now: datetime,
) -> Counter[Outcome]:
    items = [r.item for r in records if isinstance(r, ItemRecord)]
    pages = [r for r in records if isinstance(r, PageRecord)]
    ends = [r for r in records if isinstance(r, OutcomeRecord)]
    sources = [r for r in records if isinstance(r, SourceRecord)]
    with office.database.begin() as connection:
        stored = store_items(connection, items)
        save_posts(connection, [r.post for r in records if isinstance(r, PostRecord)])
        for look in [r.look for r in records if isinstance(r, LookRecord)]:
            note_gone_posts(connection, look)
        save_page_facts(connection, [_page_facts(page) for page in pages if page.content_hash not in lost])
        save_fetches(connection, [_fetch(page, is_lost=page.content_hash in lost) for page in pages])
        save_quarantined(connection, [r.page for r in records if isinstance(r, QuarantineRecord)])
        release_links(connection, {(item.outlet, item.url) for item in items if item.url})
        save_redirects(connection, [r.redirect for r in records if isinstance(r, RedirectRecord)])
        record_outcomes(connection, STAGE, spool, [_end(end) for end in ends], at=now)
        save_source_days(connection, [r.day for r in sources])
        save_source_states(connection, {r.day.source: r.state for r in sources})
        probes = [r.probe for r in records if isinstance(r, ProbeRecord)]
        save_probes(connection, [_with_newest(connection, probe) for probe in probes])
        acknowledge_spool(connection, spool, offset)
    return _counted(ends, stored)


def _with_newest(connection: Connection, probe: Probe) -> Probe:
    """A site's front page often shows no dates; then the newest of its items we hold tells how old it is."""
    if not probe.answered:
        return probe
    stored = newest_counted_at(connection, probe.outlet, probe.at)
    known = [at for at in (probe.newest_item_at, stored) if at is not None]
    return replace(probe, newest_item_at=max(known, default=None))


def _counted(ends: Sequence[OutcomeRecord], stored: Sequence[tuple[object, Outcome]]) -> Counter[Outcome]:
    """How links ended; for those handed over as items, what storing made of them."""
    others = Counter(end.outcome for end in ends if end.outcome is not Outcome.STORED)
    return others + Counter(outcome for _, outcome in stored)


def _end(end: OutcomeRecord) -> StageOutcome:
    return StageOutcome(input=f"{end.source} {end.address}", outcome=end.outcome, detail=end.detail)


def _page_facts(page: PageRecord) -> PageFacts:
    return PageFacts(content_hash=page.content_hash, size=page.size, content_type=page.content_type)


def _fetch(page: PageRecord, *, is_lost: bool) -> Fetch:
    return Fetch(
        source=page.source,
        address=page.address,
        final_address=page.final_address,
        status=page.status,
        fetched_at=page.fetched_at,
        outcome=Outcome.OUR_FAULT if is_lost else Outcome.STORED,
        content_hash=None if is_lost else page.content_hash,
        detail="the bytes were lost when the machine went down" if is_lost else "",
    )
