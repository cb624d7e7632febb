"""One source crawled from its address to its items: the flow of the station, read from the top."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from time import monotonic

from core.coverage import Probe, SourceDay, look_day
from core.outcomes import Outcome
from core.source_states import SourceState
from crawler.batch import BatchSource
from crawler.engine.pace import interval_after
from crawler.engine.portal_sample import SampleEnds, try_sample
from crawler.engine.source_pages import note_look, read_pages
from crawler.engine.states import base_interval, failed, read, unchanged
from crawler.engine.taking import take_items, take_links
from crawler.engine.troubles import Trouble, trouble_of
from crawler.engine.visit import Crawl, Visit
from crawler.identity import canonical
from crawler.kinds.found import Link
from crawler.spool import OutcomeRecord, ProbeRecord, SourceRecord


async def crawl_source(work: BatchSource, crawl: Crawl) -> SourceRecord:
    """Crawl one source to its end and hand over its account; only cancelling the crawl raises."""
    started = monotonic()
    visit = Visit.of(work, crawl)
    cancelled: asyncio.CancelledError | None = None
    result: Trouble | SourceState | None = None
    sample: SampleEnds | None = None
    try:
        result = await _visit_source(visit)
        if work.sample and isinstance(result, SourceState):
            sample = await try_sample(visit, work.sample)
    except asyncio.CancelledError as error:
        cancelled = error
        result = result or Trouble(Outcome.OUR_FAULT, "the crawl came to its time or memory limit")
    except Exception as error:
        # One failing source never disturbs the others.
        result = trouble_of(error)
    visit.tally.end_open_links("the crawl came to its limit before this link")
    record = _account(visit, result, monotonic() - started)
    crawl.spool.write(record)
    if work.is_probed:
        crawl.spool.write(ProbeRecord(probe=_probe(visit, record, sample)))
    if cancelled:
        raise cancelled
    return record


def account_unreached(work: BatchSource, crawl: Crawl) -> SourceRecord:
    """The account of a source that the crawl had no time for."""
    visit = Visit.of(work, crawl)
    trouble = Trouble(Outcome.OUR_FAULT, "the crawl came to its limit before this source")
    record = _account(visit, trouble, 0.0)
    crawl.spool.write(record)
    return record


async def _visit_source(visit: Visit) -> Trouble | SourceState:
    """Fetch the source's page, find what is on it, take what is new; the state to remember, or trouble."""
    source, state, crawl = visit.work.source, visit.work.state, visit.crawl
    answer = await visit.fetch(source.address, state=state)
    if isinstance(answer, Trouble):
        return answer
    visit.problems.extend(answer.notes)
    visit.certificate_ends = answer.certificate_ends
    if answer.page is None or answer.page.content_hash == state.body_hash:
        return unchanged(state, answer, **visit.schedule)
    links: list[Link] = []
    whole: list[str] = []
    positions: list[int] = []
    names_more = False
    async for each in read_pages(visit, answer.page):
        visit.problems.extend(each.found.problems)
        if each.found.unreadable:
            crawl.spool.write_page(each.page)
            return Trouble(Outcome.UNREADABLE, "; ".join(each.found.problems))
        take_items(visit, each.found.items, each.page)
        whole.extend(item.address for item in each.found.items)
        positions.extend(item.post.position for item in each.found.items if item.post)
        links.extend(each.found.links)
        names_more = names_more or bool(each.found.more)
    note_look(visit, answer.page.fetched_at, positions)
    for link in links:
        visit.note_published(link.published)
    await take_links(visit, links)
    # What a sitemap index leads to may change while the index stays the same.
    is_done = not visit.tally.is_worth_reading_again and not names_more
    return read(
        answer,
        answer.page.content_hash,
        is_done=is_done,
        is_whole=not visit.left_over,
        interval=_interval(visit, [*whole, *(link.address for link in links)]),
        **visit.schedule,
    )


def _interval(visit: Visit, named: Sequence[str]) -> timedelta:
    """When to come again, from how much of what the source names is new to us."""
    state, schedule, held = visit.work.state, visit.schedule, visit.held
    return interval_after(
        base_interval(state, schedule["every"]),
        named=len(named),
        new=sum(_key(address) not in held for address in named),
        since=state.last_success,
        **schedule,
    )


def _key(address: str) -> str:
    try:
        return canonical(address)
    except ValueError:
        return address


def _account(visit: Visit, result: Trouble | SourceState, seconds: float) -> SourceRecord:
    """The source's day, and the outcome of its own address."""
    source, state, tally = visit.work.source, visit.work.state, visit.tally
    if isinstance(result, Trouble):
        outcome, why = result.outcome, f"{result.outcome}: {result.detail}"
        new_state = failed(state, result, is_probed=visit.work.is_probed, **visit.schedule)
    else:
        outcome, why, new_state = _good_outcome(visit, result), "", result
    visit.crawl.spool.write(
        OutcomeRecord(source=source.id, address=source.address, outcome=outcome, detail=why)
    )
    day = SourceDay(
        source=source.id,
        day=look_day(visit.crawl.clock.now),
        expected=tally.expected,
        fetched=tally.fetched,
        failed=tally.failed,
        no_text=tally.unread,
        answered=_answered(result),
        why=why,
    )
    return SourceRecord(
        day=day, state=new_state, outcome=outcome, seconds=round(seconds, 3), problems=tuple(visit.problems)
    )


def _good_outcome(visit: Visit, state: SourceState) -> Outcome:
    if state.body_hash is not None and state.body_hash == visit.work.state.body_hash:
        return Outcome.UNCHANGED
    return Outcome.STORED if visit.tally.ends[Outcome.STORED] else _nothing_new(visit)


def _nothing_new(visit: Visit) -> Outcome:
    return Outcome.UNCHANGED if visit.tally.expected else Outcome.NOTHING_FOUND


def _answered(result: Trouble | SourceState) -> bool | None:
    """True when we saw what the source publishes; None when nobody asked it."""
    if isinstance(result, SourceState):
        return True
    return None if result.outcome in {Outcome.ROBOTS_DISALLOWED, Outcome.OUR_FAULT} else False


def _probe(visit: Visit, record: SourceRecord, sample: SampleEnds | None) -> Probe:
    return Probe(
        outlet=visit.work.source.outlet,
        at=visit.crawl.clock.time(),
        answered=record.day.answered is True,
        newest_item_at=visit.newest,
        why=record.day.why,
        certificate_ends=visit.certificate_ends,
        tried_links=sample.tried if sample else None,
        broken_links=sample.broken if sample else None,
    )
