"""The spider: crawls every source of a batch side by side, within the batch's limits."""

import asyncio
import json
import resource
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy

from crawler.batch import Batch, BatchSource, Clock
from crawler.engine.source_crawl import account_unreached, crawl_source
from crawler.engine.visit import Crawl
from crawler.engine.workers import ExtractionWorkers
from crawler.spool import EndRecord, SourceRecord, SpoolWriter

PROCESS_STATUS = Path("/proc/self/status")
MEMORY_CHECK_SECONDS = 2.0


class BatchSpider(scrapy.Spider):
    """Scrapy gives the downloader and its middlewares; the flow of a source is one coroutine."""

    name = "batch"

    def __init__(self, batch: Batch, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._batch = batch

    async def start(self) -> AsyncIterator[Any]:
        """Everything happens here: requests go to the downloader directly, so none can be filtered away."""
        await self._crawl()
        return
        yield

    async def _crawl(self) -> None:
        batch = self._batch
        clock = Clock.starting_at(batch.now)
        spool = SpoolWriter(batch.spool)
        workers = ExtractionWorkers(batch.limits.extraction_processes, batch.limits.extraction_seconds)
        assert self.crawler.engine is not None
        crawl = Crawl(
            engine=self.crawler.engine,
            clock=clock,
            limits=batch.limits,
            spool=spool,
            workers=workers,
            known={outlet: dict(addresses) for outlet, addresses in batch.known.items()},
            allowed_private=frozenset(batch.allowed_private),
            recent={outlet: dict(addresses) for outlet, addresses in batch.recent.items()},
        )
        try:
            await _within_limits(batch, crawl)
        finally:
            workers.close()
            spool.write(
                EndRecord(
                    at=clock.time(),
                    seconds=round(clock.elapsed_seconds, 3),
                    pages=crawl.pages,
                    peak_memory_mb=peak_memory_mb(),
                )
            )
            spool.close()


async def _within_limits(batch: Batch, crawl: Crawl) -> None:
    """Crawl all sources; at the time or memory limit what is open ends as our fault, in order."""
    room = asyncio.Semaphore(batch.limits.sources_at_once)
    tasks = [asyncio.create_task(_crawl_with_room(work, crawl, room)) for work in batch.sources]
    waiting = set(tasks)
    # A task that is cancelled before it began leaves no account.
    await asyncio.sleep(0)
    while waiting and not _is_over(batch, crawl.clock):
        _, waiting = await asyncio.wait(waiting, timeout=_next_look(batch, crawl.clock))
    for task in waiting:
        task.cancel()
    for end in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(end, Exception):
            raise end


async def _crawl_with_room(work: BatchSource, crawl: Crawl, room: asyncio.Semaphore) -> None:
    try:
        await room.acquire()
    except asyncio.CancelledError:
        report(account_unreached(work, crawl))
        raise
    try:
        report(await crawl_source(work, crawl))
    finally:
        room.release()


def report(record: SourceRecord) -> None:
    """One line of progress for each source that is done."""
    line = {
        "source": record.day.source,
        "outcome": record.outcome.value,
        "expected": record.day.expected,
        "fetched": record.day.fetched,
        "failed": record.day.failed,
        "seconds": record.seconds,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def peak_memory_mb() -> int:
    """The most memory this process has had; the extraction processes have their own limit."""
    # The resource counter begins with the memory of whoever started us; the kernel's own line does not.
    if PROCESS_STATUS.exists():
        peak = next(line for line in PROCESS_STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) // 1024
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes // 1024 if sys.platform != "darwin" else kilobytes // 1024**2


def _is_over(batch: Batch, clock: Clock) -> bool:
    return clock.elapsed_seconds >= batch.limits.seconds or peak_memory_mb() > batch.limits.memory_mb


def _next_look(batch: Batch, clock: Clock) -> float:
    return max(0.01, min(MEMORY_CHECK_SECONDS, batch.limits.seconds - clock.elapsed_seconds))
