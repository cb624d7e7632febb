"""A host is asked one thing at a time, whatever waits for it, and its connection is used again."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from core.outlets import Selectors
from tests.crawls.crawling import crawl, source
from tests.crawls.hostile import article
from tests.crawls.loopback import Answer, Reply, serving

pytestmark = pytest.mark.long

PAGES = [f"/{number}" for number in range(12)]


class Watch:
    """How many requests a server has in hand, and over how many connections they came."""

    def __init__(self) -> None:
        self.most = 0
        self.connections: set[int] = set()
        self._now = 0
        self._lock = threading.Lock()

    def slowly(self, body: str) -> Callable[[BaseHTTPRequestHandler], Reply]:
        def answer(handler: BaseHTTPRequestHandler) -> Reply:
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
                self.connections.add(handler.client_address[1])
            time.sleep(0.03)
            with self._lock:
                self._now -= 1
            return Reply(body=body)

        return answer


def pages_of(watch: Watch) -> dict[str, Answer]:
    links = "".join(f'<a href="{page}">خبر {page}</a>' for page in PAGES)
    pages: dict[str, Answer] = {"/list": watch.slowly(f'<div class="news">{links}</div>')}
    return pages | {page: watch.slowly(article(title=f"خبر {page}")) for page in PAGES}


def test_a_host_without_a_delay_is_asked_for_one_page_at_a_time(tmp_path: Path) -> None:
    watch = Watch()
    with serving(pages_of(watch)) as site:
        one = source(site.url("/list"), kind="listing", selectors=Selectors(links=".news a"))
        crawled = crawl(tmp_path, [one], allowed=[site.pair])

    assert len(crawled.items) == len(PAGES)
    assert watch.most == 1
    assert len(watch.connections) <= 2


def test_the_longest_delay_of_a_hosts_sources_is_kept(tmp_path: Path) -> None:
    watch = Watch()
    with serving(pages_of(watch)) as site:
        quick = source(site.url("/list"), kind="listing", name="a", selectors=Selectors(links=".news a"))
        slow = source(site.url("/0"), kind="listing", name="b", delay_seconds=0.3)
        started = time.monotonic()
        crawl(tmp_path, [quick, slow], allowed=[site.pair])

    assert time.monotonic() - started > 0.3 * len(PAGES)
