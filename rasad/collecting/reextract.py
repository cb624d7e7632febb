"""Re-extraction: kept pages that another extractor read are read again; only what differs is touched."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from core.errors import InputError
from core.items import Item, StoredItem
from core.outcomes import Outcome, StageOutcome
from core.outlets import Selectors, Source
from crawler.extractors.versions import page_extractors, reading_of
from crawler.identity import canonical
from crawler.kinds.found import Link
from crawler.kinds.versions import OWN, extractor_of
from rasad.collecting.kept_pages import KeptPage, ReadAgain, read_pages_again, source_or_gone
from rasad.learning.kept_entries import kind_of, read_entries_again
from rasad.run_stage import StageReport
from rasad.wiring import Office, Progress, no_progress
from storage.database import Connection
from storage.fetches import fetches_of_page
from storage.kept_pages import facts_of_pages, versions_on_pages
from storage.stage_outcomes import inputs_done, record_outcomes
from storage.store_items import store_items

STAGE = "reextract"


def read_archive_again(
    office: Office,
    now: datetime,
    progress: Progress = no_progress,
    *,
    everything: bool = False,
    only: Sequence[str] = (),
) -> StageReport:
    """Read again what an extractor of another version read, or with `everything` all that was not yet.

    Each item ends once for the extractors of today: a second run meets nothing that the first one did.
    """
    started = perf_counter()
    sources = {s.id: s for outlet in office.methodology.outlets.values() for s in outlet.sources}
    if unknown := sorted(set(only) - set(sources)):
        raise InputError(f"there is no source {', '.join(unknown)}; their ids stand in config/")
    current = {e for s in sources.values() for e in page_extractors(s.selectors)}
    current |= page_extractors(Selectors()) | set(map(extractor_of, OWN))
    outcomes: Counter[Outcome] = Counter()
    after = 0
    while True:
        with office.database.read() as connection:
            found = versions_on_pages(
                connection, not_read_by=() if everything else current, sources=only or None, after=after
            )
            work = _work(connection, found, sources)
        if not found:
            break
        after = found[-1].version_id
        for read in _batches_read(office, work):
            outcomes += _store(office, read, sources, now)
            progress(STAGE, outcomes.total(), None)
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


type Read = tuple[StoredItem, ReadAgain]

ITEMS_AT_ONCE = 200


def _batches_read(office: Office, work: Sequence[tuple[StoredItem, KeptPage]]) -> list[list[Read]]:
    pages = [(one, kept) for one, kept in work if not kind_of(one.item.extractor)]
    entries = [(one, one.item.key, kept) for one, kept in work if kind_of(one.item.extractor)]
    read = [
        *read_pages_again(office.home.pages, pages),
        *read_entries_again(office.home.pages, entries),
    ]
    return [read[start : start + ITEMS_AT_ONCE] for start in range(0, len(read), ITEMS_AT_ONCE)]


def _work(
    connection: Connection, found: Collection[StoredItem], sources: dict[str, Source]
) -> list[tuple[StoredItem, KeptPage]]:
    """The pages of these items that the extractors of today have not ended with."""
    facts = facts_of_pages(connection, [one.item.page_hash for one in found if one.item.page_hash])
    by_reading: dict[str, list[StoredItem]] = {}
    for one in found:
        by_reading.setdefault(_reading(one, sources), []).append(one)
    work = []
    for reading, items in by_reading.items():
        done = inputs_done(connection, STAGE, reading, [str(one.version_id) for one in items])
        for one in items:
            page_hash = one.item.page_hash or ""
            if str(one.version_id) not in done and page_hash in facts:
                content_type = facts[page_hash].content_type
                work.append((one, _kept_page(connection, one.item, content_type, sources)))
    return work


def _reading(one: StoredItem, sources: dict[str, Source]) -> str:
    """One name for all that may read the item: what was done under it is done."""
    kind = kind_of(one.item.extractor)
    if kind is not None:
        return f"entries/{extractor_of(kind)}"
    return reading_of(source_or_gone(sources, one.item.source, one.item.outlet).selectors)


def _kept_page(connection: Connection, item: Item, content_type: str, sources: dict[str, Source]) -> KeptPage:
    """The page of an item as it was fetched; what the page lacks is what the item has already."""
    fetches = fetches_of_page(connection, item.page_hash or "")
    ours = [one for one in fetches if canonical(one.final_address) == item.key] or fetches
    address = item.url or item.key
    source = source_or_gone(sources, item.source, item.outlet)
    kind = kind_of(item.extractor)
    return KeptPage(
        source=replace(source, kind=kind) if kind else source,
        link=Link(
            address=address, title=item.title, lead=item.lead, published=item.published, tags=item.tags
        ),
        final_address=ours[-1].final_address if ours else address,
        content_hash=item.page_hash or "",
        content_type=content_type,
        fetched_at=ours[-1].fetched_at if ours else item.first_seen,
        origin=item.origin,
    )


def _store(
    office: Office, read: Sequence[Read], sources: dict[str, Source], now: datetime
) -> Counter[Outcome]:
    """Store the texts that differ; an item that reads no better keeps the text it has."""
    judged = [(one, again, _changed(one.item, again, now)) for one, again in read]
    changed = [item for _, _, item in judged if item is not None]
    ends: dict[str, list[StageOutcome]] = {}
    with office.database.begin() as connection:
        kept = iter(store_items(connection, changed))
        for one, again, item in judged:
            outcome = Outcome.UNCHANGED if again.item else again.outcome
            version_ids = [one.version_id]
            if item is not None:
                stored, outcome = next(kept)
                # The text of today is read by today's extractors: it is done as well.
                version_ids = sorted({one.version_id, stored.version_id})
            ends.setdefault(_reading(one, sources), []).extend(
                StageOutcome(input=str(version_id), outcome=outcome, detail=again.why)
                for version_id in version_ids
            )
        for reading, of_reading in ends.items():
            record_outcomes(connection, STAGE, reading, of_reading, at=now)
    return Counter(
        Outcome.UPDATED if item is not None else Outcome.UNCHANGED if again.item else again.outcome
        for _, again, item in judged
    )


def _changed(old: Item, again: ReadAgain, now: datetime) -> Item | None:
    """The item as it is to be stored; None when nothing of it would change.

    A known date stays: another date read from the same page is our doing, not the publisher's.
    """
    if again.item is None:
        return None
    new = replace(
        again.item,
        key=old.key,
        outlet=old.outlet,
        url=old.url,
        first_seen=now,
        published=old.published or again.item.published,
    )
    learned_date = old.published is None and new.published is not None
    return new if new.text_hash != old.text_hash or learned_date else None
