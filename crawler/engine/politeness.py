"""Politeness: one request at a time and a pause between two for each host, longer when it asks for it."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

PAUSING = frozenset({429, 503})
LONGEST_PAUSE_SETTING = "RASAD_LONGEST_PAUSE_SECONDS"
DEFAULT_PAUSE_SECONDS = 5.0
LEAST_DELAY_SECONDS = 0.002
"""Without any delay Scrapy 2.19 begins all that waits for a host at once: it counts a request only in the
event loop's next round."""


class PolitenessMiddleware:
    """Gives each host and port its own download slot, and keeps Retry-After."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest_pause = crawler.settings.getfloat(LONGEST_PAUSE_SETTING)
        self._paused_until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        slot = slot_of(request.url)
        request.meta["download_slot"] = slot
        set_delay(self._crawler, slot, request.meta.get("delay_seconds", 0.0))
        while (wait := self._paused_until.get(slot, 0.0) - monotonic()) > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in PAUSING:
            return response
        wait = retry_after_seconds(response)
        if wait is None and response.status != 429:
            return response
        wait = DEFAULT_PAUSE_SECONDS if wait is None else wait
        if wait > self._longest_pause or request.meta.get("has_waited"):
            return response
        slot = slot_of(request.url)
        self._paused_until[slot] = max(self._paused_until.get(slot, 0.0), monotonic() + wait)
        return request.replace(dont_filter=True, meta={**request.meta, "has_waited": True})


def slot_of(address: str) -> str:
    """The slot of an address: its host and port."""
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def set_delay(crawler: Crawler, slot: str, seconds: float) -> None:
    """Set the pause between two requests of a slot; it is never shortened."""
    assert crawler.engine is not None
    downloader = crawler.engine.downloader
    settings = downloader.per_slot_settings
    known = settings.get(slot)
    seconds = max(seconds, LEAST_DELAY_SECONDS)
    if known is not None and seconds <= known["delay"]:
        return
    settings[slot] = {"concurrency": 1, "delay": seconds, "jitter": 0.0}
    if slot in downloader.slots:
        downloader.slots[slot].delay = seconds


def retry_after_seconds(response: Response) -> float | None:
    """What Retry-After asks for, from seconds or from a date by the server's own clock."""
    value = _header(response, "Retry-After")
    if value.isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        server_now = parsedate_to_datetime(_header(response, "Date"))
    except ValueError:
        return None
    return max(0.0, (_aware(until) - _aware(server_now)).total_seconds())


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
