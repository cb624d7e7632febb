"""Pages in quarantine are read again as soon as there are other extractors than those that failed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from core.outcomes import Outcome, StageOutcome
from core.outlets import Source
from core.quarantine import KeptInQuarantine
from crawler.engine.set_aside import UNREAD
from crawler.extractors.versions import reading_of
from crawler.kinds.found import Link
from rasad.collecting.kept_pages import KeptPage, ReadAgain, read_pages_again, source_or_gone
from rasad.run_stage import StageReport
from rasad.wiring import Office
from storage.database import Connection
from storage.items import items_by_key
from storage.quarantine import note_attempts, quarantined_pages, release_pages
from storage.stage_outcomes import record_outcomes
from storage.store_items import store_items

STAGE = "quarantine"
PAGES_AT_ONCE = 200


def read_quarantine_again(office: Office, now: datetime) -> StageReport:
    """Try the pages that only other extractors have tried; what can be read is stored and released."""
    started = perf_counter()
    sources = {s.id: s for outlet in office.methodology.outlets.values() for s in outlet.sources}
    with office.database.read() as connection:
        waiting = [one for one in quarantined_pages(connection) if _is_worth_trying(one, sources)]
    outcomes: Counter[Outcome] = Counter()
    work = [(one, _kept_page(one, sources)) for one in waiting]
    read = read_pages_again(office.home.pages, work) if work else []
    for start in range(0, len(read), PAGES_AT_ONCE):
        outcomes += _store(office, read[start : start + PAGES_AT_ONCE], sources, now)
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _is_worth_trying(one: KeptInQuarantine, sources: dict[str, Source]) -> bool:
    return one.page.read_by != _reading(one, sources)


def _reading(one: KeptInQuarantine, sources: dict[str, Source]) -> str:
    return reading_of(source_or_gone(sources, one.page.source, one.page.outlet).selectors)


def _kept_page(one: KeptInQuarantine, sources: dict[str, Source]) -> KeptPage:
    page = one.page
    return KeptPage(
        source=source_or_gone(sources, page.source, page.outlet),
        link=Link(
            address=page.address, title=page.title, lead=page.lead, published=page.published, tags=page.tags
        ),
        final_address=page.final_address,
        content_hash=page.content_hash,
        content_type=page.content_type,
        fetched_at=page.fetched_at,
        origin=page.origin,
    )


def _store(
    office: Office,
    read: Sequence[tuple[KeptInQuarantine, ReadAgain]],
    sources: dict[str, Source],
    now: datetime,
) -> Counter[Outcome]:
    outcomes: Counter[Outcome] = Counter()
    with office.database.begin() as connection:
        for one, again in read:
            outcome = _end(connection, one, again)
            end = StageOutcome(
                input=f"{one.page.source} {one.page.address}", outcome=outcome, detail=again.why
            )
            record_outcomes(connection, STAGE, _reading(one, sources), [end], at=now)
            outcomes[outcome] += 1
        unread = [(one, again) for one, again in read if again.outcome in UNREAD]
        note_attempts(connection, [_tried(one, again, sources) for one, again in unread])
        # What has turned out to be an error page or a wall is no piece, and no reader will make it one.
        release_pages(connection, [one.id for one, again in read if again.outcome not in UNREAD])
    return outcomes


def _end(connection: Connection, one: KeptInQuarantine, again: ReadAgain) -> Outcome:
    """Store what was read, unless a later look has brought the piece already: its text is the newer one."""
    if again.item is None:
        return again.outcome
    item = replace(again.item, outlet=one.page.outlet)
    if items_by_key(connection, item.outlet, [item.key]):
        return Outcome.DUPLICATE
    return store_items(connection, [item])[0][1]


def _tried(one: KeptInQuarantine, again: ReadAgain, sources: dict[str, Source]) -> KeptInQuarantine:
    page = replace(
        one.page,
        outcome=again.outcome,
        why=again.why,
        exception=again.exception,
        read_by=_reading(one, sources),
    )
    return replace(one, page=page)
