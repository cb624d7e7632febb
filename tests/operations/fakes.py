"""Stand-ins on loopback for what Rasad sends messages to: messengers' bots, and a mail server."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class BotApi:
    """What the API of Bale, Eitaa or Telegram was asked, and how it shall answer."""

    address: str = ""
    paths: list[str] = field(default_factory=list)
    messages: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    answer: dict[str, object] = field(default_factory=lambda: {"ok": True, "result": {}})
    redirect: str = ""


@contextmanager
def bot_api() -> Iterator[BotApi]:
    api = BotApi()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            api.paths.append(self.path)
            api.messages.append(json.loads(body))
            self.send_response(api.status)
            if api.redirect:
                self.send_header("Location", api.redirect)
            content = json.dumps(api.answer).encode()
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """The test asks what came; nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        api.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield api
        finally:
            server.shutdown()
            thread.join()


@dataclass
class MailServer:
    """What a mail server was handed."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    refuses: bool = False


@contextmanager
def mail_server() -> Iterator[MailServer]:
    mail = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 post.example")
            while line := self.rfile.readline():
                word = line.decode().split()[0].upper()
                if word == "DATA":
                    self._take()
                elif word == "QUIT":
                    self._say("221 bye")
                    return
                elif word == "RCPT" and mail.refuses:
                    self._say("550 nobody of that name")
                else:
                    self._say("250 ok")

        def _take(self) -> None:
            self._say("354 go on")
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line)
            mail.mails.append(b"".join(lines))
            self._say("250 taken")

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        mail.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield mail
        finally:
            server.shutdown()
            thread.join()
