"""One crawl to be measured, in its own process: `python -m quality.crawl_runs KIND …` prints what it took.

`bare` and `trafilatura` are plain Scrapy spiders with Scrapy's own settings, `ours` is the crawl of a batch,
`unread` the same without reading the pages,
`taken` is the program taking in what a crawl handed over. All are kept to one core.
"""

import gc
import json
import os
import resource
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import scrapy
import trafilatura
from scrapy import Request
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from crawler.__main__ import main as crawl
from crawler.engine import taking
from crawler.engine.workers import Task
from crawler.extracted import Extracted
from rasad.collecting.spool import take_in
from rasad.home import Home
from rasad.wiring import open_office

CONNECTIONS = 64
NOW = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """CPU seconds from the moment everything is imported."""

    own: float
    workers: float
    """Of processes that were started on the way."""


def main(arguments: list[str]) -> int:
    kind, *rest = arguments
    if hasattr(os, "sched_setaffinity"):
        # The site that answers has another core.
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    work = KINDS[kind](*rest)
    started = process_time()
    work()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = Taken(own=process_time() - started, workers=children.ru_utime + children.ru_stime)
    print(json.dumps(asdict(taken)))
    return 0


def _ours(order: str) -> Callable[[], None]:
    def work() -> None:
        # What it says of each source is no part of what we print.
        with Path(os.devnull).open("w") as nowhere:
            shown, sys.stdout = sys.stdout, nowhere
            code = crawl([order])
            sys.stdout = shown
        assert code == 0

    return work


def _unread(order: str) -> Callable[[], None]:
    """The same crawl where reading a page costs nothing: every page gives a piece, none is looked at."""

    async def given(_workers: object, task: Task) -> Extracted:
        return Extracted(title=task.address, body=task.address, extractor="none")

    vars(taking)["read_page"] = given
    return _ours(order)


def _taken(folder: str, spool: str) -> Callable[[], None]:
    office = open_office(Home(folder=Path(folder), database_url=f"sqlite:///{folder}/rasad.sqlite"))
    gc.collect()
    return lambda: print(take_in(office, Path(spool), NOW))


def _plain(first: str, pages: str, links: str, *, reads: bool = False) -> Callable[[], None]:
    """Every page of the site once, by a spider that does nothing with it, or only trafilatura."""
    process = CrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "CONCURRENT_REQUESTS": CONNECTIONS,
            "CONCURRENT_REQUESTS_PER_DOMAIN": CONNECTIONS,
        }
    )
    addresses = [f"{first}/news/{source}/{place}" for source, place in _pieces(int(pages), int(links))]
    came: list[int] = []
    process.crawl(PlainSpider, addresses=addresses, reads=reads, came=came)

    def work() -> None:
        process.start()
        assert len(came) == len(addresses), f"{len(came)} of {len(addresses)} pages came"

    return work


def _pieces(pages: int, links: int) -> list[tuple[int, int]]:
    return [divmod(number, links) for number in range(pages)]


class PlainSpider(scrapy.Spider):
    """The least a spider can be; with `reads`, the usual next step."""

    name = "plain"

    def __init__(self, addresses: Sequence[str], reads: bool, came: list[int], **arguments: Any) -> None:
        super().__init__(**arguments)
        self._addresses, self._reads, self._came = addresses, reads, came

    async def start(self) -> AsyncIterator[Request]:
        for address in self._addresses:
            yield Request(address)

    def parse(self, response: Response) -> None:
        self._came.append(len(trafilatura.extract(response.text) or "") if self._reads else 1)


KINDS: dict[str, Callable[..., Callable[[], None]]] = {
    "bare": _plain,
    "trafilatura": lambda *arguments: _plain(*arguments, reads=True),
    "ours": _ours,
    "unread": _unread,
    "taken": _taken,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
