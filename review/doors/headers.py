"""What every answer tells the browser: our own scripts and styles only, no other hosts, no framing."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SAVED_PAGE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A page as an outlet sent it: shown without its scripts, in an origin of its own."""

STATIC_PREFIXES = ("/static/", "/app/")

_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class SafeHeaders:
    """Adds the headers to every answer; a stricter policy of a page's own is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", POLICY)
                for name, value in _HEADERS.items():
                    headers[name] = value
                # What a signed-in person saw stays in no cache; files are asked for again only if changed.
                is_static = scope.get("path", "").startswith(STATIC_PREFIXES)
                headers["cache-control"] = "no-cache" if is_static else "no-store"
            await send(message)

        await self.app(scope, receive, send_safely)
