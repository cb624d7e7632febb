"""One crawl to be measured, in a process of its own: `python -m quality.crawl_runs KIND …` prints what it took.

`bare` and `trafilatura` are plain Scrapy spiders with Scrapy's own settings; `ours` is the crawl of a batch.
"""

import json
import os
import resource
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time
from typing import Any

import scrapy
import trafilatura
from scrapy import Request
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

CONNECTIONS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """CPU seconds of one crawl, from the moment everything is imported."""

    own_seconds: float
    workers_seconds: float
    pages: int


def main(arguments: list[str]) -> int:
    kind, *rest = arguments
    _keep_to_one_core()
    taken = _ours(Path(rest[0])) if kind == "ours" else _plain(kind, rest[0], int(rest[1]), int(rest[2]))
    print(json.dumps(asdict(taken)))
    return 0


def _keep_to_one_core() -> None:
    """The first core; the site that answers has another."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _ours(order: Path) -> Taken:
    from crawler.__main__ import main as crawl

    started = process_time()
    # What it says of each source is no part of what we print.
    with Path(os.devnull).open("w") as nowhere:
        shown, sys.stdout = sys.stdout, nowhere
        code = crawl([str(order)])
        sys.stdout = shown
    assert code == 0
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Taken(
        own_seconds=process_time() - started,
        workers_seconds=children.ru_utime + children.ru_stime,
        pages=0,
    )


def _plain(kind: str, first: str, pages: int, links: int) -> Taken:
    """Every page of the site once, by a spider that does nothing with it, or only trafilatura."""
    counts: list[int] = []
    process = CrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "CONCURRENT_REQUESTS": CONNECTIONS,
            "CONCURRENT_REQUESTS_PER_DOMAIN": CONNECTIONS,
        }
    )
    process.crawl(PlainSpider, first=first, pages=pages, links=links, reads=kind == "trafilatura", counts=counts)
    started = process_time()
    process.start()
    assert len(counts) == pages, f"{len(counts)} of {pages} pages came"
    return Taken(own_seconds=process_time() - started, workers_seconds=0.0, pages=pages)


class PlainSpider(scrapy.Spider):
    """The least a spider can be; with `reads`, the usual next step."""

    name = "plain"

    def __init__(
        self, first: str, pages: int, links: int, reads: bool, counts: list[int], **arguments: Any
    ) -> None:
        super().__init__(**arguments)
        self._first, self._pages, self._links = first, pages, links
        self._reads, self._counts = reads, counts

    async def start(self) -> AsyncIterator[Request]:
        for number in range(self._pages):
            source, place = divmod(number, self._links)
            yield Request(f"{self._first}/news/{source}/{place}")

    def parse(self, response: Response) -> None:
        self._counts.append(len(trafilatura.extract(response.text) or "") if self._reads else 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
