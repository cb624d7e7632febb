"""Polling histories of channels, shown again poll by poll as preview pages and taken in as a crawl does."""

import gzip
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from core.outlets import Source
from core.pages import Page
from core.source_states import SourceState
from crawler.batch import BatchSource, Clock, Limits
from crawler.engine.fetch import Engine
from crawler.engine.source_pages import note_look
from crawler.engine.taking import take_items
from crawler.engine.visit import Crawl, Visit
from crawler.engine.workers import ExtractionWorkers
from crawler.kinds import KINDS
from crawler.spool import ItemRecord, SpoolWriter, read_spool
from rasad.collecting.spool import take_in
from rasad.wiring import Office
from tests.crawls.preview_pages import Shown, as_html, telegram_page

OUTLET = "channel"
MEDIA = {"doc": "document"}
"""What the histories call otherwise than we do."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One post of a history, with the views it showed and when."""

    channel: str
    number: int
    text: str
    published: datetime
    forwarded_from: str | None
    media: tuple[str, ...]
    views: tuple[tuple[datetime, str], ...]
    first_seen: datetime
    last_seen: datetime

    @property
    def key(self) -> str:
        return f"https://t.me/{self.channel}/{self.number}"

    def shown_at(self, at: datetime) -> Shown:
        seen = bisect_right(self.views, at, key=lambda count: count[0])
        return Shown(
            number=self.number,
            text=as_html(self.text),
            views=self.views[seen - 1][1] if seen else None,
            at=self.published,
            media=self.media,
            forwarded=(self.forwarded_from, "https://t.me/c/1") if self.forwarded_from else None,
        )


def read_history(path: Path) -> list[Recorded]:
    """The posts of a history file, in the order of their channel."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sorted((_recorded(json.loads(line)) for line in file), key=lambda post: post.number)


def printed(number: int) -> str:
    """A count as the preview prints it: three digits and a letter from a thousand on."""
    if number < 1000:
        return str(number)
    for unit, size in (("M", 1_000_000), ("K", 1000)):
        if number >= size:
            # The history was read in floating point: 2.01K stands in it as 2009.
            tens = round(number / size, 2 if number < 10 * size else 1)
            return f"{tens:.2f}".rstrip("0").rstrip(".") + unit
    raise AssertionError(number)


def polls_of(history: Sequence[Recorded]) -> list[datetime]:
    """Every instant at which the channel was looked at."""
    times = {at for post in history for at, _ in post.views}
    return sorted(times | {at for post in history for at in (post.first_seen, post.last_seen)})


def gone_by(history: Sequence[Recorded], polls: Sequence[datetime]) -> set[str]:
    """The posts that a later poll did not show, although it showed older and newer ones."""
    gone: set[str] = set()
    for at, posts in _at_each(history, polls):
        start = bisect_right(history, posts[0].number, key=lambda post: post.number)
        end = bisect_left(history, posts[-1].number, key=lambda post: post.number)
        gone.update(post.key for post in history[start:end] if post.last_seen < at)
    return gone


def replay(history: Sequence[Recorded], polls: Sequence[datetime], office: Office, folder: Path) -> int:
    """Show the channel at each poll and take in what a crawl hands over; how many posts were shown in all."""
    channel = history[0].channel
    source = Source(id=OUTLET, outlet=OUTLET, kind="telegram", address=f"https://t.me/s/{channel}")
    known: dict[str, str] = {}
    spool = SpoolWriter(folder)
    offset = shown = 0
    for at, posts in _at_each(history, polls):
        page = _page(source, channel, posts, at)
        visit = _visit(source, known, spool, at)
        found = KINDS[source.kind](page, source, at)
        take_items(visit, found.items, page)
        note_look(visit, at, [item.post.position for item in found.items if item.post])
        assert visit.tally.ends.total() == len(posts)
        shown += len(posts)
        handed_over = list(read_spool(folder, offset))
        offset = handed_over[-1][1]
        items = [record.item for record, _ in handed_over if isinstance(record, ItemRecord)]
        known.update({item.key: item.text_hash for item in items})
        take_in(office, folder, at)
    spool.close()
    return shown


def _at_each(
    history: Sequence[Recorded], polls: Sequence[datetime]
) -> Iterator[tuple[datetime, list[Recorded]]]:
    waiting = sorted(history, key=lambda post: post.first_seen, reverse=True)
    standing: list[Recorded] = []
    for at in polls:
        while waiting and waiting[-1].first_seen <= at:
            standing.append(waiting.pop())
        standing = [post for post in standing if post.last_seen >= at]
        yield at, sorted(standing, key=lambda post: post.number)


def _page(source: Source, channel: str, posts: Sequence[Recorded], at: datetime) -> Page:
    return Page(
        address=source.address,
        final_address=source.address,
        source=source.id,
        status=200,
        fetched_at=at,
        content_type="text/html; charset=utf-8",
        body=telegram_page(channel, [post.shown_at(at) for post in posts]).encode(),
    )


def _visit(source: Source, known: dict[str, str], spool: SpoolWriter, at: datetime) -> Visit:
    """A visit whose page is at hand: nothing is fetched, and nothing needs extraction."""
    crawl = Crawl(
        engine=cast(Engine, None),
        clock=Clock.starting_at(at),
        limits=Limits(),
        spool=spool,
        workers=cast(ExtractionWorkers, None),
        known={source.outlet: known},
        allowed_private=frozenset(),
    )
    state = SourceState(last_success=at - timedelta(hours=1))
    return Visit.of(BatchSource(source=source, outlet_name="کانال", state=state), crawl)


def _recorded(record: dict[str, Any]) -> Recorded:
    channel, _, number = record["url"].removeprefix("https://t.me/").partition("/")
    return Recorded(
        channel=channel,
        number=int(number),
        text=record["body"] or "",
        published=datetime.fromisoformat(record["published"]).astimezone(UTC),
        forwarded_from=record["forwarded_from"],
        media=tuple(sorted(MEDIA.get(kind, kind) for kind in record["media"])),
        views=tuple((datetime.fromisoformat(at), printed(number)) for at, number in record["views"]),
        first_seen=datetime.fromisoformat(record["first_seen"]),
        last_seen=datetime.fromisoformat(record["last_seen"]),
    )
