"""Guards before any page: requests of other sites and bodies without end are refused."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from review.message_page import message_page
from review.records.uploads import LARGEST_UPLOAD

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 1_000_000
"""Bytes; the longest form is a note or a pasted clipping."""


UPLOADS = "/records/"
"""Where files are sent."""


class OriginGuard:
    """Refuses what another site's page sent in the name of somebody who is signed in here.

    A cookie with SameSite=Lax is sent from another port of the same host, so it does not suffice. What
    says nothing of where it comes from is no browser of today; the form's token still has to be right.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and _is_foreign(Headers(scope=scope))
        ):
            await HTMLResponse(message_page(403), status_code=403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class BodyLimit:
    """Refuses a body that says it is too large, and stops reading one that grows too large."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = LARGEST_UPLOAD if scope.get("path", "").startswith(UPLOADS) else LARGEST_BODY
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length[:12]) > most:
            await HTMLResponse(message_page(413), status_code=413)(scope, receive, send)
            return
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            # The rest is not asked for; the form is then incomplete and refused.
            return {"type": "http.disconnect"} if taken > most else message

        await self.app(scope, receive_some, send)


def _is_foreign(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")
