"""Hostile answers, each under a name: the inputs of the list in ../shared/checks, served on loopback."""

import gzip
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import brotli  # type: ignore[import-untyped]
from backports import zstd

from tests.crawls.loopback import Answer, Reply

BOMB_BYTES = 32 * 1024 * 1024
TEXT = (
    "مدیرکل راه استان نمونه گفت که پل تازه‌ی روستای سپیدار تا پایان سال آماده می‌شود"
    " و مردم از راه کوتاه‌تری می‌گذرند. او افزود که هزینه‌ی کار از بودجه‌ی استانی پرداخت شده است."
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What one site of the list serves: `pages` by path; the feed links to `link`."""

    row: int
    pages: Mapping[str, Answer] = field(default_factory=dict)
    link: str = "/item"
    feed: Answer | None = None
    robots: Answer | None = None


def article(text: str = TEXT, *, title: str = "پل سپیدار آماده می‌شود", head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>"
        f"<article><p>{text}</p></article></body></html>"
    )


def feed_of(*links: str, date: str = "Fri, 20 Nov 2026 10:00:00 +0330") -> Reply:
    entries = "".join(
        f"<item><title>خبر {number}</title><link>{link.replace('&', '&amp;')}</link>"
        f"<pubDate>{date}</pubDate></item>"
        for number, link in enumerate(links)
    )
    return Reply(
        body=f'<?xml version="1.0"?><rss version="2.0"><channel><title>ر</title>{entries}</channel></rss>',
        content_type="application/rss+xml",
    )


def redirect(to: str, **headers: str) -> Reply:
    return Reply(status=302, headers={"Location": to, **headers})


def encoded(body: bytes, encoding: str) -> Reply:
    return Reply(body=body, headers={"Content-Encoding": encoding})


def raw(write: Callable[[Any], None]) -> Reply:
    return Reply(raw=write)


def zeros(compress: Callable[[bytes], bytes]) -> bytes:
    return compress(b"<p>" + b" " * BOMB_BYTES)


def endless_redirects(handler: BaseHTTPRequestHandler) -> Reply:
    number = int(handler.path.rpartition("/")[2] or 0) if handler.path.startswith("/more/") else 0
    return redirect(f"/more/{number + 1}")


def cookie_wall(handler: BaseHTTPRequestHandler) -> Reply:
    if "seen=1" in (handler.headers.get("Cookie") or ""):
        return Reply(body=article())
    return redirect(handler.path, **{"Set-Cookie": "seen=1; path=/"})


def identity_only(handler: BaseHTTPRequestHandler) -> Reply:
    if handler.headers.get("Accept-Encoding") == "identity":
        return Reply(body=article())
    return encoded(article().encode(), "gzip")


def endless_body(out: Any) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    piece = b"<p>" + b"a" * 65533
    for _ in range(400):
        out.write(b"%x\r\n%s\r\n" % (len(piece), piece))


def slow_body(out: Any) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n")
    for _ in range(30):
        time.sleep(0.2)
        out.write(b"a")
        out.flush()


def slow_headers(out: Any) -> None:
    out.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(30):
        time.sleep(0.2)
        out.write(b"X-%d: a\r\n" % number)
        out.flush()


def long_header(out: Any) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 200_000 + b"\r\nContent-Length: 0\r\n\r\n")


def many_headers(out: Any) -> None:
    body = article().encode()
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n")
    out.write(b"".join(b"X-%d: a\r\n" % number for number in range(20_000)))
    out.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


def persian_location(out: Any) -> None:
    out.write("HTTP/1.1 302 Found\r\nLocation: /خبر/۱۲\r\nContent-Length: 0\r\n\r\n".encode())


def short_body(out: Any) -> None:
    body = article().encode()
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n")
    out.write(b"Content-Length: %d\r\n\r\n%s" % (len(body) + 500, body))


def first_then(first: Reply, then: Reply) -> Callable[[BaseHTTPRequestHandler], Reply]:
    """The first request gets one answer, every later one the other."""
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked.append(handler.path)
        return first if len(asked) == 1 else then

    return answer


def page(name: str, answer: Answer, row: int, **more: Any) -> tuple[str, Case]:
    return name, Case(row=row, pages={"/item": answer}, **more)


def cases(secret: str) -> dict[str, Case]:
    """Every case by name; `secret` is a private address that must never be asked."""
    cp1256 = article().replace("\u200c", " ").replace("ی", "ي").replace("ک", "ك").encode("cp1256", "replace")
    twin = article(title="خبر یکسان")
    return dict(
        [
            page("private", redirect("http://127.0.0.2/secret"), 1),
            page("other-allowed-pair", redirect(f"{secret}secret"), 1),
            page("decimal-host", redirect("http://2130706434/"), 2),
            page("mapped-host", redirect("http://[::ffff:127.0.0.2]/"), 3),
            page("meta-refresh", f'<meta http-equiv="refresh" content="0;url={secret}secret"><p>…</p>', 4),
            page("to-file", redirect("file:///etc/hostname"), 5),
            ("file-link", Case(row=6, link="file:///etc/passwd")),
            page("to-data", redirect("data:text/html,hello"), 7),
            ("resolves-private", Case(row=8, link=secret.replace("127.0.0.1", "localhost") + "secret")),
            page("private-picture", article(f'{TEXT}<img src="{secret}secret.jpg">'), 9),
            ("circle", Case(row=10, pages={"/item": redirect("/b"), "/b": redirect("/item")})),
            (
                "endless-redirects",
                Case(
                    row=11,
                    pages={f"/more/{n}": endless_redirects for n in range(30)} | {"/item": endless_redirects},
                ),
            ),
            page("cookie-wall", cookie_wall, 12),
            page("cookie-wall-forever", redirect("/item", **{"Set-Cookie": "a=1"}), 12),
            (
                "persian-location",
                Case(
                    row=13,
                    pages={
                        "/item": raw(persian_location),
                        "/%D8%AE%D8%A8%D8%B1/%DB%B1%DB%B2": article(),
                    },
                ),
            ),
            page("gzip-bomb", encoded(zeros(gzip.compress), "gzip"), 15),
            page("double-gzip-bomb", encoded(gzip.compress(zeros(gzip.compress)), "gzip, gzip"), 16),
            page("brotli-bomb", encoded(zeros(lambda body: brotli.compress(body, quality=4)), "br"), 17),
            page("zstd-bomb", encoded(zeros(zstd.compress), "zstd"), 18),
            page("deflate-bomb", encoded(zeros(zlib.compress), "deflate"), 19),
            page("wrong-encoding-once", identity_only, 20),
            page("wrong-encoding-always", encoded(article().encode(), "gzip"), 20),
            page("endless-body", raw(endless_body), 21),
            page("long-header", raw(long_header), 24),
            page("many-headers", raw(many_headers), 25),
            page("short-body", raw(short_body), 26),
            page("garbage", raw(lambda out: out.write(b"this is not http\r\n\r\n")), 27),
            page("reset", raw(lambda out: None), 27),
            page("soft-404", article("به صفحه‌ی نخست بازگردید.", title="صفحه مورد نظر یافت نشد"), 31),
            page("captcha", article("لطفاً کد امنیتی را وارد کنید.", title="من ربات نیستم"), 32),
            page("forbidden", Reply(status=403, body="no"), 32),
            ("robots-html", Case(row=35, pages={"/item": article()}, robots=article())),
            ("robots-long", Case(row=36, pages={"/item": article()}, robots=_long_robots())),
            (
                "session-twins",
                Case(
                    row=39,
                    pages={"/item?sid=1": twin, "/item?sid=2": twin},
                    feed=feed_of("/item?sid=1", "/item?sid=2"),
                ),
            ),
            ("long-address", Case(row=40, link="/" + "a" * 5000)),
            page("many-links", article("".join(f'<a href="/{n}">خبر {n}</a>' for n in range(200_000))), 41),
            page("many-paragraphs", article(f"<p>{TEXT[:60]}</p>" * 50_000), 45),
            page("nested-tables", _nested("<table><tr><td>", 300), 42),
            page("nested-divs", _nested("<div>", 50_000), 43),
            page("long-paragraph", article("سلام دنیا " * 550_000), 44),
            page("long-script", article(head=f"<script>{'a' * 2_900_000}</script>"), 46),
            page("control-characters", article(f"\x00{TEXT}\x0b\x1f"), 47),
            page("picture", Reply(body=b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8), 48),
            page("undeclared-cp1256", Reply(body=cp1256, content_type="text/html"), 49),
            page("cp1256-called-utf8", Reply(body=cp1256, content_type="text/html; charset=utf-8"), 50),
            page(
                "utf8-called-cp1256",
                Reply(body=article(), content_type="text/html; charset=windows-1256"),
                51,
            ),
            page(
                "utf8-called-latin1", Reply(body=article(), content_type="text/html; charset=iso-8859-1"), 52
            ),
            page(
                "other-canonical", article(head='<link rel="canonical" href="https://other.example/1">'), 69
            ),
        ]
    )


def _nested(opening: str, times: int) -> str:
    return f"<html><head><title>خبر تودرتو</title></head><body>{opening * times}<p>{TEXT}</p></body></html>"


def _long_robots() -> bytes:
    return b"User-agent: *\nDisallow: /private\n" + b"# nothing\n" * 1_000_000
