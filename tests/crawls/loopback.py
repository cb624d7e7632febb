"""A small web server on loopback whose every answer a test writes."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer; `raw` takes the connection over and writes what it likes."""

    status: int = 200
    body: bytes | str = b""
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[Any], None] | None = None


Answer = Reply | str | bytes | Callable[[BaseHTTPRequestHandler], Reply]


@dataclass
class Site:
    """A running server: set `pages[path]`, read `requests`."""

    server: ThreadingHTTPServer
    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scheme: str = "http"

    @property
    def pair(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.pair}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


@contextmanager
def serving(
    pages: Mapping[str, Answer] | None = None, *, tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1 until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server, dict(pages or {}), scheme="https" if tls else "http")
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.requests.append((self.path, dict(self.headers.items())))
        answer = site.pages.get(self.path, Reply(status=404, body="nothing here"))
        reply = answer(self) if callable(answer) else answer
        self._send(reply if isinstance(reply, Reply) else Reply(body=reply))

    def _send(self, reply: Reply) -> None:
        if reply.raw is not None:
            self.close_connection = True
            reply.raw(self.wfile)
            return
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
            self.send_header(name, value)
        if reply.status != 304 and "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """A test server has nothing to say."""
