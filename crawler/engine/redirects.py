"""Redirects: followed a few times, never in a circle, never out of http, never into our network."""

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.engine.guard import RefusedAddressError

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RedirectLoopError(IgnoreRequest):
    """An address that leads back to itself, or on without end."""


class CarefulRedirects(RedirectMiddleware):
    """Scrapy's redirects, with circles counted: its duplicate filter would drop them without a word."""

    def process_response(
        self, request: Request, response: Response, spider: Any = None
    ) -> Request | Response:
        if response.status not in REDIRECTS or "Location" not in response.headers:
            return response
        redirected = super().process_response(request, response)
        if not isinstance(redirected, Request):
            raise RefusedAddressError(f"redirect to {response.headers['Location']!r}, which is not http")
        return self._checked(redirected, request, response)

    def _checked(self, redirected: Request, request: Request, response: Response) -> Request:
        been = set(redirected.meta["redirect_urls"])
        redirected.dont_filter = True
        redirected.meta.pop("download_slot", None)
        if _origin(redirected.url) != _origin(request.url):
            redirected.meta["allowed_private"] = frozenset()
        if redirected.url not in been:
            return redirected
        cookies = response.headers.getlist("Set-Cookie")
        if redirected.url == request.url and cookies and not request.headers.get("Cookie"):
            return _with_cookies(redirected, cookies)
        wall = " (cookie wall)" if cookies else ""
        raise RedirectLoopError(f"redirected in a circle at {redirected.url}{wall}")

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        try:
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest as error:
            raise RedirectLoopError(
                f"more than {self.max_redirect_times} redirects from {request.url}"
            ) from error

    def handle_referer(self, request: Request, response: Response) -> None:
        """We say nowhere where we come from."""
        request.headers.pop("Referer", None)


def _with_cookies(request: Request, cookies: list[bytes]) -> Request:
    pairs = [cookie.split(b";", 1)[0].strip() for cookie in cookies]
    request.headers["Cookie"] = b"; ".join(pairs)
    return request


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port
