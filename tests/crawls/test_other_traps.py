"""The traps that need more than one answer: certificates, downgrades, calendars, names that change."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from core.outcomes import Outcome
from core.outlets import Selectors
from crawler.batch import Clock
from crawler.engine.certificates import trouble_of_certificate
from crawler.engine.fetch import Answer, fetch
from crawler.engine.guard import GuardedResolver, RefusedAddressError
from crawler.engine.redirects import CarefulRedirects
from crawler.identity import canonical
from tests.crawls.crawling import NOW, again, crawl, source
from tests.crawls.hostile import TEXT, article, feed_of
from tests.crawls.loopback import Reply, serving

DAY = timedelta(days=1)
KEY = ec.generate_private_key(ec.SECP256R1())


def certificate(
    *,
    since: datetime = NOW - 30 * DAY,
    until: datetime = NOW + 30 * DAY,
    host: str = "a.example",
    issuer: str = "مرجع گواهی",
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(KEY.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(KEY, hashes.SHA256())
    )


def expired_tls(folder: Path) -> ssl.SSLContext:
    """A server's side with a certificate that ran out long ago."""
    path = folder / "expired.pem"
    old = certificate(since=datetime(2019, 1, 1, tzinfo=UTC), until=datetime(2020, 3, 20, tzinfo=UTC))
    private = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + old.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


class Served:
    """An engine that gives one answer."""

    def __init__(self, response: Response) -> None:
        self._response = response

    async def download_async(self, request: Request) -> Response:
        return self._response


@pytest.mark.long
def test_a_site_with_an_expired_certificate_is_read_and_said_to_have_one(tmp_path: Path) -> None:
    with serving({"/feed": feed_of("/1"), "/1": article()}, tls=expired_tls(tmp_path)) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])
    [end] = [end for end in crawled.ends if end.address == site.url("/1")]

    assert [item.body for item in crawled.items] == [TEXT]
    assert (end.outcome, end.detail.split("; ")[-1]) == (
        Outcome.STORED,
        "the certificate expired on 2020-03-20",
    )
    assert "the certificate expired on 2020-03-20" in crawled.sources["source"].problems


@pytest.mark.parametrize(
    ("given", "host", "said"),
    [
        (certificate(), "a.example", ""),
        (certificate(host="*.a.example"), "yazd.a.example", ""),
        (certificate(host="b.example"), "a.example", "the certificate is for b.example"),
        (certificate(issuer="a.example"), "a.example", "the certificate is signed by itself"),
        (certificate(since=NOW + DAY), "a.example", "the certificate begins on 2026-11-22"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_said(given: x509.Certificate, host: str, said: str) -> None:
    assert trouble_of_certificate(given, host, NOW) == said


def test_a_redirect_from_https_to_http_is_followed_for_a_public_host() -> None:
    redirects = CarefulRedirects.from_crawler(get_crawler(settings_dict={"REDIRECT_MAX_TIMES": 6}))
    answer = Response("https://a.example/1", status=301, headers={"Location": "http://a.example/news/1"})
    followed = redirects.process_response(Request("https://a.example/1"), answer)

    assert isinstance(followed, Request)
    assert followed.url == "http://a.example/news/1"


def test_a_downgrade_is_said_and_never_reaches_the_key_of_an_item() -> None:
    served = Served(HtmlResponse("http://a.example/news/1", body=article().encode()))
    answer = asyncio.run(
        fetch(served, "https://a.example/1", source("https://a.example"), Clock.starting_at(NOW))
    )

    assert isinstance(answer, Answer)
    assert answer.page is not None
    assert answer.notes == ("led from https to http",)
    assert canonical(answer.page.final_address) == "https://a.example/news/1"


def test_a_name_that_first_is_public_and_then_private_is_refused_when_it_turns() -> None:
    resolver = GuardedResolver(None, 10, 1.0, frozenset())

    assert resolver._public_or_raise("8.8.8.8", "turncoat.example") == "8.8.8.8"
    with pytest.raises(RefusedAddressError, match="not a public address"):
        resolver._public_or_raise("127.0.0.1", "turncoat.example")


@pytest.mark.long
def test_a_calendar_without_end_costs_one_page_for_each_link_of_the_list(tmp_path: Path) -> None:
    def day(handler: BaseHTTPRequestHandler) -> Reply:
        number = int(handler.path.rpartition("/")[2])
        links = "".join(
            f'<a class="day" href="/day/{n}">رویدادهای روز {n}</a>' for n in (number + 1, number + 2)
        )
        return Reply(body=article(f"{TEXT} روز {number}.{links}", title=f"رویدادهای روز {number}"))

    pages = {f"/day/{number}": day for number in range(60)}
    with serving(pages) as site:
        calendar = source(site.url("/day/1"), kind="listing", selectors=Selectors(links="a.day"))
        crawl(tmp_path, [calendar], allowed=[site.pair])

    assert sorted(site.paths()) == ["/day/1", "/day/2", "/day/3"]


@pytest.mark.long
def test_sitemaps_that_name_sitemaps_without_end_are_left_after_forty(tmp_path: Path) -> None:
    def index(handler: BaseHTTPRequestHandler) -> Reply:
        number = int(handler.path.rpartition("/")[2])
        return Reply(body=f"<sitemapindex><sitemap><loc>/map/{number + 1}</loc></sitemap></sitemapindex>")

    with serving({f"/map/{number}": index for number in range(100)}) as site:
        crawl(tmp_path, [source(site.url("/map/0"), kind="sitemap")], allowed=[site.pair])

    assert len(site.paths()) <= 42


def feed_with_guids(look: int, *, link: bool) -> str:
    entries = "".join(
        f"<item><title>آگهی {n}</title><guid isPermaLink='false'>{look}-{n}</guid>"
        f"{f'<link>/{n}</link>' if link else ''}<description>{TEXT} شماره {n}</description></item>"
        for n in (1, 2)
    )
    return f'<rss version="2.0"><channel><title>ر</title>{entries}</channel></rss>'


@pytest.mark.long
@pytest.mark.parametrize("link", [True, False])
@pytest.mark.parametrize("remembered", ["known", "recent"])
def test_names_that_change_at_every_look_make_no_new_items(
    tmp_path: Path, link: bool, remembered: str
) -> None:
    with serving({"/feed": feed_with_guids(1, link=link)}) as site:
        one = source(site.url("/feed"), text_in_feed=True)
        first = crawl(tmp_path, [one], allowed=[site.pair])
        site.pages["/feed"] = feed_with_guids(2, link=link)
        held: dict[str, Any] = {remembered: {"outlet": {item.key: item.text_hash for item in first.items}}}
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair], **held)
    keys = {item.key for item in first.items}

    assert len(keys) == 2
    assert {item.key for item in second.items} <= keys


@pytest.mark.long
def test_session_ids_that_change_every_night_make_no_new_items(tmp_path: Path) -> None:
    with serving({"/feed": feed_of("/1?sid=a"), "/1?sid=a": article(), "/1?sid=b": article()}) as site:
        one = source(site.url("/feed"))
        first = crawl(tmp_path, [one], allowed=[site.pair])
        site.pages["/feed"] = feed_of("/1?sid=b")
        recent = {"outlet": {item.key: item.text_hash for item in first.items}}
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair], recent=recent)

    assert second.items == []
    assert second.outcomes[site.url("/1?sid=b")] is Outcome.DUPLICATE
