"""The newsroom on loopback: one port a site, showing at each moment what is published until the clock."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, SHUT_RDWR, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from threading import Thread
from types import TracebackType
from typing import Any, Self

from core.errors import InputError
from newsroom.answers import Answer, answer_at
from newsroom.sites import DEFAULT_BASE_PORT, Site, load_sites, port_of, root_of

LOOPBACK = "127.0.0.1"
TICK_SECONDS = 0.1
"""How often a server looks whether it should stop."""


class Newsroom:
    """Serves every site from `base_port` on; `clock` says what time it is in the newsroom."""

    def __init__(self, base_port: int, clock: Callable[[], datetime]) -> None:
        self.base_port = base_port
        self._clock = clock
        self._servers: list[ThreadingHTTPServer] = []

    def __enter__(self) -> Self:
        try:
            for site in load_sites().values():
                self._servers.append(self._start(site))
        except OSError as trouble:
            self._stop()
            raise InputError(
                f"newsroom: a port between {self.base_port} and {self.base_port + len(load_sites()) - 1} "
                f"is taken ({trouble.strerror}); choose another first port"
            ) from trouble
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def address_of(self, site_id: str) -> str:
        """The address of a site without a slash at its end."""
        return root_of(site_id, self.base_port)

    def _start(self, site: Site) -> ThreadingHTTPServer:
        server = _Server((LOOPBACK, port_of(site.id, self.base_port)), self._handler(site))
        serve = partial(server.serve_forever, poll_interval=TICK_SECONDS)
        Thread(target=serve, name=f"newsroom {site.id}", daemon=True).start()
        return server

    def _handler(self, site: Site) -> type[BaseHTTPRequestHandler]:
        newsroom = self

        class SiteHandler(_Handler):
            def answer(self) -> Answer | None:
                return answer_at(newsroom._clock(), site, self.path, base_port=newsroom.base_port)

        return SiteHandler

    def _stop(self) -> None:
        if self._servers:
            # Each shutdown waits for its server's next tick, so they wait together.
            with ThreadPoolExecutor(len(self._servers)) as pool:
                list(pool.map(lambda server: server.shutdown(), self._servers))
        for server in self._servers:
            server.server_close()
        self._servers.clear()


def free_base_port(start: int = DEFAULT_BASE_PORT) -> int:
    """The first port from which on there is room for every site."""
    count = len(load_sites())
    for base_port in range(start, 60_000, count):
        if all(_is_free(base_port + n) for n in range(count)):
            return base_port
    raise InputError(f"newsroom: no {count} free ports in a row from {start} on; close other servers")


def _is_free(port: int) -> bool:
    with socket(AF_INET, SOCK_STREAM) as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who leaves early is no event; a fault of the newsroom is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Gives the answer of one site, or 304 to those who already have it."""

    server_version = "newsroom"
    sys_version = ""

    def answer(self) -> Answer | None:
        raise NotImplementedError

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet: the demo prints its own progress."""

    def _send(self, *, with_body: bool) -> None:
        answer = self.answer()
        if answer is None:
            self.close_connection = True
            self.connection.shutdown(SHUT_RDWR)
            return
        body = answer.text.encode()
        not_modified = answer.status == 200 and self._has_it(body, answer.changed)
        self.send_response(304 if not_modified else answer.status)
        self.send_header("Content-Type", answer.content_type)
        if answer.changed is not None:
            self.send_header("ETag", _etag(body))
            self.send_header("Last-Modified", format_datetime(answer.changed, usegmt=True))
        if not not_modified:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and not not_modified:
            self.wfile.write(body)

    def _has_it(self, body: bytes, changed: datetime | None) -> bool:
        """Whether the visitor's copy is the present one; only feeds say when they changed."""
        if changed is None:
            return False
        if known := self.headers.get("If-None-Match"):
            return known == _etag(body)
        if since := self.headers.get("If-Modified-Since"):
            return changed <= parsedate_to_datetime(since)
        return False


def _etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:20]}"'
