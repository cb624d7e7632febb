"""The spider of a probe: one site, a few requests, within a time limit."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from time import monotonic
from typing import Any

import scrapy

from core.outcomes import Outcome
from core.outlets import Selectors, Source
from core.pages import Page
from crawler.batch import Clock
from crawler.engine.fetch import fetch
from crawler.engine.robots import RobotsFile
from crawler.engine.troubles import Trouble, trouble_of
from crawler.engine.workers import ExtractionError, ExtractionWorkers, Task
from crawler.extracted import Extracted
from crawler.probe.look import look_at
from crawler.probe.probed import ProbedSite, ProbeRequest

EXTRACTION_SECONDS = 10.0


class ProbeSpider(scrapy.Spider):
    """Scrapy gives the downloader and its middlewares; the look itself is one coroutine."""

    name = "probe"

    def __init__(self, request: ProbeRequest, tell: Callable[[ProbedSite], None], **arguments: Any) -> None:
        super().__init__(**arguments)
        self._request = request
        self._tell = tell
        self.robots: dict[str, RobotsFile] = {}

    def note_robots(self, site: str, file: RobotsFile) -> None:
        """Called by the robots middleware, which reads each site's file once."""
        self.robots[site] = file

    async def start(self) -> AsyncIterator[Any]:
        site = await self._look()
        self._tell(site)
        return
        yield

    async def _look(self) -> ProbedSite:
        request, started = self._request, monotonic()
        workers = ExtractionWorkers(1, EXTRACTION_SECONDS)
        looker = Looker(self, request, workers)
        try:
            site = await asyncio.wait_for(look_at(looker, request), request.seconds)
        except TimeoutError:
            seconds = f"the look took longer than {request.seconds:.0f} s and was ended"
            site = ProbedSite(address=request.address, trouble=seconds)
        except Exception as error:
            # Whatever a site does to the look, it ends with words and not with a traceback.
            site = ProbedSite(address=request.address, trouble=trouble_of(error).detail)
        finally:
            workers.close()
        return replace(site, requests=looker.requests, seconds=round(monotonic() - started, 1))


class Looker:
    """The eyes of a look: a page fetched politely, a page read in a process of its own."""

    def __init__(self, spider: ProbeSpider, request: ProbeRequest, workers: ExtractionWorkers) -> None:
        self._spider = spider
        self._request = request
        self._workers = workers
        self._clock = Clock.starting_at(request.now)
        self._seen: dict[str, Page | Trouble] = {}
        self.requests = 0

    @property
    def robots(self) -> dict[str, RobotsFile]:
        return self._spider.robots

    async def page(self, address: str) -> Page | Trouble:
        """A page, asked for once; trouble when the look has made its requests."""
        if address not in self._seen:
            self._seen[address] = await self._fetched(address)
        return self._seen[address]

    async def read(self, page: Page, selectors: Selectors) -> Extracted | Trouble:
        """The parts of an item page."""
        task = Task(page.body, page.final_address, page.content_type, selectors, page.fetched_at)
        try:
            return await self._workers.extract(task)
        except ExtractionError as error:
            return Trouble(Outcome.UNREADABLE, str(error))

    async def _fetched(self, address: str) -> Page | Trouble:
        if self.requests >= self._request.most_requests:
            return Trouble(Outcome.OUR_FAULT, "not asked: the look had made its requests")
        self.requests += 1
        assert self._spider.crawler.engine is not None
        source = Source(
            id="probe",
            outlet="probe",
            kind="listing",
            address=address,
            delay_seconds=self._request.delay_seconds,
        )
        answer = await fetch(self._spider.crawler.engine, address, source, self._clock)
        if isinstance(answer, Trouble):
            return answer
        return answer.page or Trouble(Outcome.UNREADABLE, "the server sent no body")
