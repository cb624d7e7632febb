"""A news site on loopback for measurements: many sources, pages of one template, conditions honoured.

It is a process of its own, so that the work of answering is not counted with the crawl's.
"""

import asyncio
import json
import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from random import Random
from socket import socket
from urllib.request import urlopen

WORDS = """
شهردار فرماندار طرح بازسازی میدان روستا آب برق جاده مدرسه درمانگاه کشاورزان باغ قنات کارخانه بودجه اعتبار
افتتاح بهره‌برداری مردم شورا جلسه گزارش سال ماه هزینه ساختمان پارک بازار حمل‌ونقل اتوبوس گفت افزود یادآور
شد اعلام کرد بررسی می‌شود ادامه دارد آغاز شد در از به با برای این آن که و را
"""
DAY_SHOWN, DAY_IN_FEEDS = "۲۹ آبان ۱۴۰۵ - ۲۰:۱۴", "Fri, 20 Nov 2026 20:14:00 +0330"
BODIES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a site shows: `/feed/N` and `/list/N` lead to `/news/N/K`, a piece of about `page_bytes`."""

    links_a_source: int = 5
    page_bytes: int = 20_000
    lost_every: int = 0
    """The first piece of each source whose number this divides is gone; 0 when none is."""
    hosts: tuple[str, ...] = ("127.0.0.1",)
    """Addresses on loopback, all with one port: each is a host of its own to the crawl's politeness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSite:
    """A site that is being served."""

    plan: Plan
    port: int

    @property
    def pairs(self) -> tuple[str, ...]:
        return tuple(f"{host}:{self.port}" for host in self.plan.hosts)

    def address(self, path: str, number: int = 0) -> str:
        """An address on the site; numbers are dealt out to its hosts in turn."""
        return f"http://{self.pairs[number % len(self.pairs)]}{path}"

    def bodies_sent(self) -> Counter[str]:
        """How often each path was answered with a body until now."""
        with urlopen(self.address("/bodies-sent")) as answer:
            return Counter(json.load(answer))


@contextmanager
def serving(plan: Plan, *, on_last_core: bool = False) -> Iterator[CrawlSite]:
    """Serve until the block ends; with `on_last_core`, out of the way of what is measured on the first."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(plan, on_last_core, theirs), daemon=True
    )
    process.start()
    try:
        yield CrawlSite(plan=plan, port=ours.recv())
    finally:
        process.kill()
        process.join()


def _serve(plan: Plan, on_last_core: bool, pipe: Connection) -> None:
    if on_last_core and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    asyncio.run(_answer_for_ever(_Answers(plan), plan.hosts, pipe))


async def _answer_for_ever(answers: "_Answers", hosts: Sequence[str], pipe: Connection) -> None:
    loop = asyncio.get_running_loop()
    first = socket()
    first.bind((hosts[0], 0))
    port = first.getsockname()[1]
    servers = [await loop.create_server(lambda: _Connection(answers), sock=first, backlog=512)]
    servers += [await loop.create_server(lambda: _Connection(answers), host, port) for host in hosts[1:]]
    pipe.send(port)
    await asyncio.gather(*(server.serve_forever() for server in servers))


class _Connection(asyncio.Protocol):
    """One connection of a crawl: requests without bodies, answered in their order."""

    def __init__(self, answers: "_Answers") -> None:
        self._answers = answers
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._waiting = (self._waiting + data).split(b"\r\n\r\n")
        for request in requests:
            first, _, headers = request.partition(b"\r\n")
            path = first.split(b" ")[1].decode()
            self._transport.write(self._answers.answer(path, has_tag=b'"one"' in headers))


class _Answers:
    """The bytes of every answer; what can be made once is made once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._sent: Counter[str] = Counter()
        random = Random(7)
        self._bodies = [_paragraphs(random, 3 if plan.page_bytes < 5_000 else 9) for _ in range(BODIES)]
        bare = len(_item_page(0, 0, self._bodies[0], filling="").encode())
        self._filling = _menu(max(0, plan.page_bytes - bare))

    def answer(self, path: str, *, has_tag: bool) -> bytes:
        if path == "/bodies-sent":
            return _answer(json.dumps(self._sent), "application/json")
        if path == "/robots.txt":
            return _answer("User-agent: *\nDisallow: /admin/\n", "text/plain")
        if has_tag:
            return b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n'
        self._sent[path] += 1
        kind, *numbers = path.strip("/").split("/")
        return self._made(kind, [int(number) for number in numbers])

    def _made(self, kind: str, numbers: Sequence[int]) -> bytes:
        if kind == "feed":
            return _answer(_feed(numbers[0], self._plan.links_a_source), "application/rss+xml")
        if kind == "list":
            return _answer(_listing(numbers[0], self._plan.links_a_source), "text/html; charset=utf-8")
        source, place = numbers
        if self._plan.lost_every and place == 0 and source % self._plan.lost_every == 0:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        body = self._bodies[(source * 31 + place) % BODIES]
        return _answer(_item_page(source, place, body, filling=self._filling), "text/html; charset=utf-8")


def _answer(text: str, content_type: str) -> bytes:
    body = text.encode()
    head = f'HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nETag: "one"\r\nContent-Length: {len(body)}'
    return head.encode() + b"\r\n\r\n" + body


def _feed(source: int, links: int) -> str:
    entries = "".join(
        f"<item><title>{_title(source, place)}</title><link>/news/{source}/{place}</link>"
        f"<pubDate>{DAY_IN_FEEDS}</pubDate></item>"
        for place in range(links)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>خبرها</title>{entries}</channel></rss>'


def _listing(source: int, links: int) -> str:
    entries = "".join(
        f'<li><a href="/news/{source}/{place}">{_title(source, place)}</a></li>' for place in range(links)
    )
    return f'<html><body><ul class="news">{entries}</ul></body></html>'


def _title(source: int, place: int) -> str:
    return f"بازسازی میدان شماره {place} بخش {source} آغاز شد"


def _item_page(source: int, place: int, body: str, *, filling: str) -> str:
    """A page as the system of the large agencies makes it."""
    title = _title(source, place)
    return f"""<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta name="author" content="آوای قنات"></head>
<body><header><nav><ul>{filling}</ul></nav></header><main><div class="item">
<div class="item-nav"><span class="item-code">کد خبر {source}{place}</span>
<span class="item-date">{DAY_SHOWN}</span></div>
<div class="item-title"><h4 class="subtitle">در شورای بخش {source}</h4><h1 class="title">{title}</h1></div>
<p class="summary introtext">کار بازسازی میدان شماره {place} از امروز در بخش {source} آغاز شد.</p>
<div class="item-body"><div class="item-text" itemprop="articleBody">{body}
<p>این گزارش شماره {place} از بخش {source} است.</p></div></div>
<section class="item-tags tags"><ul>
<li><a href="/tag/1">میدان</a></li><li><a href="/tag/2">شورا</a></li></ul></section>
<aside class="related"><h3>مطالب مرتبط</h3>
<ul><li><a href="/news/1/1">قنات کهنه لایروبی شد</a></li></ul></aside>
</div></main><footer>همهٔ حقوق برای آوای قنات محفوظ است.</footer></body></html>"""


def _paragraphs(random: Random, count: int) -> str:
    return "".join(f"<p>{' '.join(random.choices(WORDS.split(), k=45))}.</p>" for _ in range(count))


def _menu(size: int) -> str:
    """Menus and scripts make up most of a real page."""
    random = Random(3)
    pieces: list[str] = []
    held = 0
    while held < size:
        words = " ".join(random.choices(WORDS.split(), k=4))
        pieces.append(
            f'<li class="menu-item"><a href="/service/{len(pieces)}" title="{words}">{words}</a></li>'
        )
        held += len(pieces[-1].encode())
    return "".join(pieces)
