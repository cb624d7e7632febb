"""robots.txt as RFC 9309 says: obeyed, unreachable means no, its crawl-delay kept."""

import asyncio
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from core.outcomes import Outcome
from crawler.decode import decode
from crawler.engine.politeness import set_delay, slot_of
from crawler.engine.redirects import RedirectLoopError
from crawler.engine.troubles import Trouble, trouble_of

MOST_BYTES = 512 * 1024
LONGEST_FILE = 64 * 1024 * 1024
"""A longer file is announced than the half mebibyte that is read; it is cut, not refused."""
_INHERITED = ("allowed_private", "delay_seconds")
LONGEST_DELAY_SETTING = "RASAD_LONGEST_CRAWL_DELAY_SECONDS"


class RobotsError(IgnoreRequest):
    """We may not fetch an address, or could not learn whether we may."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.detail)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class _Permission:
    """What a host's robots.txt came to: rules, or the trouble that kept us from reading it."""

    rules: Protego | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A robots.txt as it was read, for a spider that wants to tell of it."""

    status: int
    text: str
    delay_seconds: float | None = None
    is_page: bool = False
    """A web page instead of rules."""


class RobotsMiddleware:
    """Reads each host's robots.txt once a crawl and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = str(crawler.settings["USER_AGENT"])
        self._longest_delay = crawler.settings.getfloat(LONGEST_DELAY_SETTING)
        self._permissions: dict[str, asyncio.Task[_Permission]] = {}
        crawler.signals.connect(self._stop_long_file, signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots"):
            return
        permission = await self._permission(request)
        if permission.trouble is not None:
            raise RobotsError(permission.trouble)
        if permission.rules is not None and not permission.rules.can_fetch(request.url, self._agent):
            raise RobotsError(Trouble(Outcome.ROBOTS_DISALLOWED, "robots.txt forbids the address"))

    async def _permission(self, request: Request) -> _Permission:
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._permissions:
            self._permissions[site] = asyncio.create_task(self._read(site, request))
        # Many requests wait for one reading; one that gives up must not take it from the others.
        return await asyncio.shield(self._permissions[site])

    async def _read(self, site: str, request: Request) -> _Permission:
        meta: dict[str, Any] = {"is_robots": True, "download_maxsize": LONGEST_FILE}
        meta |= {name: request.meta[name] for name in _INHERITED if name in request.meta}
        robots = Request(f"{site}/robots.txt", callback=NO_CALLBACK, meta=meta)
        try:
            assert self._crawler.engine is not None
            response = await self._crawler.engine.download_async(robots)
        except RedirectLoopError:
            return _Permission()
        except Exception as error:
            trouble = trouble_of(error)
            return _Permission(trouble=Trouble(trouble.outcome, f"robots.txt: {trouble.detail}"))
        return self._judged(site, response)

    def _judged(self, site: str, response: Response) -> _Permission:
        if response.status >= 500:
            return _Permission(
                trouble=Trouble(Outcome.SERVER_ERROR, f"robots.txt answered {response.status}")
            )
        if response.status == 429:
            return _Permission(trouble=Trouble(Outcome.TOO_MANY_REQUESTS, "robots.txt answered 429"))
        text = decode(response.body[:MOST_BYTES]).text if response.status == 200 else ""
        if "<html" in text[:1000].lower() or "<!doctype" in text[:1000].lower():
            self._tell(site, RobotsFile(response.status, "", is_page=True))
            return _Permission()
        rules = Protego.parse(text)
        delay = rules.crawl_delay(self._agent)
        self._tell(site, RobotsFile(response.status, text, float(delay) if delay else None))
        if delay:
            set_delay(self._crawler, slot_of(f"{site}/"), min(float(delay), self._longest_delay))
        return _Permission(rules=rules)

    def _tell(self, site: str, file: RobotsFile) -> None:
        note = getattr(self._crawler.spider, "note_robots", None)
        if note is not None:
            note(site, file)

    def _stop_long_file(self, data: bytes, request: Request, **_: Any) -> None:
        """Half a mebibyte is read; a robots.txt without end is cut there."""
        if not request.meta.get("is_robots"):
            return
        request.meta["robots_bytes"] = request.meta.get("robots_bytes", 0) + len(data)
        if request.meta["robots_bytes"] > MOST_BYTES:
            raise StopDownload(fail=False)
