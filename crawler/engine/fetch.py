"""One address fetched: an answer with its page, or the trouble that came instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from core.outlets import Source
from core.pages import Page
from core.source_states import SourceState
from crawler.batch import Clock
from crawler.engine.certificates import certificate_end, certificate_trouble
from crawler.engine.politeness import retry_after_seconds
from crawler.engine.troubles import Trouble, is_bad_encoding, trouble_of, trouble_of_status


class Engine(Protocol):
    """The part of Scrapy's engine we use: a request through the downloader middlewares."""

    async def download_async(self, request: Request) -> Response: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server gave us; `page` is None when it says that nothing has changed."""

    page: Page | None
    etag: str | None = None
    last_modified: str | None = None
    notes: tuple[str, ...] = ()
    """What is worth saying of the answer, although it can be read."""
    certificate_ends: datetime | None = None


async def fetch(
    engine: Engine, address: str, source: Source, clock: Clock, *, state: SourceState | None = None
) -> Answer | Trouble:
    """Fetch an address; with a state, only if it has changed since then."""
    headers = _conditions(state) if state else {}
    try:
        response = await _download(engine, address, source, headers)
    except Exception as error:
        return trouble_of(error)
    trouble = trouble_of_status(response.status)
    if trouble is not None:
        return _with_pause(trouble, response, clock)
    return Answer(
        page=_page(response, address, source, clock) if response.status != 304 else None,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        notes=tuple(_notes(response, address, clock)),
        certificate_ends=certificate_end(response),
    )


def _notes(response: Response, address: str, clock: Clock) -> Iterator[str]:
    if "dataloss" in response.flags:
        yield "the body is shorter than the server announced"
    if address.startswith("https:") and response.url.startswith("http:"):
        yield "led from https to http"
    if trouble := certificate_trouble(response, clock.time()):
        yield trouble


async def _download(engine: Engine, address: str, source: Source, headers: dict[str, str]) -> Response:
    try:
        return await engine.download_async(_request(address, source, headers))
    except Exception as error:
        if not is_bad_encoding(error):
            raise
    return await engine.download_async(_request(address, source, {**headers, "Accept-Encoding": "identity"}))


def _request(address: str, source: Source, headers: dict[str, str]) -> Request:
    meta = {"delay_seconds": source.delay_seconds}
    return Request(address, headers=headers, meta=meta, callback=NO_CALLBACK, dont_filter=True)


def _conditions(state: SourceState) -> dict[str, str]:
    """Both validators, as RFC 9110 wants; without a body that was read to its end there are none."""
    if state.body_hash is None:
        return {}
    headers = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in headers.items() if value}


def _page(response: Response, address: str, source: Source, clock: Clock) -> Page:
    return Page(
        address=address,
        final_address=response.url,
        source=source.id,
        status=response.status,
        fetched_at=clock.time(),
        content_type=_header(response, "Content-Type") or "",
        body=response.body,
    )


def _with_pause(trouble: Trouble, response: Response, clock: Clock) -> Trouble:
    wait = retry_after_seconds(response)
    if not wait:
        return trouble
    return Trouble(trouble.outcome, trouble.detail, clock.time() + timedelta(seconds=min(wait, 86400.0)))


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
