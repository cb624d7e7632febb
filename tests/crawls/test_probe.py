"""A probe finds what a site has, says what it has not, and is undisturbed by hostile ones."""

import gzip
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from core.calendar import JalaliMonth
from crawler.probe.probed import ProbedSite, ProbeRequest, request_adapter, site_adapter
from newsroom.server import Newsroom, free_base_port
from newsroom.sites import load_sites, port_of
from tests.crawls.crawling import NOW, ROOT
from tests.crawls.hostile import TEXT, article, encoded, feed_of, raw, redirect, slow_body, zeros
from tests.crawls.loopback import Answer, Reply, Site, serving

pytestmark = pytest.mark.long

FAMILIES = ROOT / "tests" / "outlets"
NEWSROOM_NOW = JalaliMonth(1404, 8).start + timedelta(days=20)


def probe(address: str, *, allowed: tuple[str, ...], **more: object) -> ProbedSite:
    """One look by the child process, as `rasad probe` starts it."""
    request = ProbeRequest(
        address=address, now=NOW, delay_seconds=0.0, request_seconds=2.0, allowed_private=allowed
    )
    request = request_adapter().validate_python({**request_adapter().dump_python(request), **more})
    done = subprocess.run(
        [sys.executable, "-m", "crawler.probe"],
        input=request_adapter().dump_json(request),
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return site_adapter().validate_json(done.stdout)


def look(site: Site, path: str = "/", **more: object) -> ProbedSite:
    return probe(site.url(path), allowed=(site.pair,), **more)


def front_page(*, box: str = "li", links: int = 6, head: str = "") -> str:
    lines = "".join(
        f'<{box} class="news"><a href="/news/1000{n}">آغاز کار پل شماره {n} روستای سپیدار</a></{box}>'
        for n in range(links)
    )
    return f"<html><head><title>آوای سپیدار</title>{head}</head><body>{lines}</body></html>"


def items(page: Answer, links: int = 6) -> dict[str, Answer]:
    return {f"/news/1000{n}": page for n in range(links)}


@pytest.fixture(scope="module")
def newsroom(worker_id: str) -> Iterator[Mapping[str, ProbedSite]]:
    """Each kind of site of the newsroom, looked at once."""
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1
    base_port = free_base_port(34000 + 2000 * number)
    seen = {}
    with Newsroom(base_port, lambda: NEWSROOM_NOW) as served:
        for name in ("kavirban", "navaye-mihan", "dasht-kohan", "sobh-bastam", "haft-cheshmeh"):
            allowed = (f"127.0.0.1:{port_of(name, base_port)}",)
            seen[name] = probe(served.address_of(name) + "/", allowed=allowed, now=NEWSROOM_NOW)
    yield seen


@pytest.mark.parametrize(
    ("site", "family", "links", "rule"),
    [
        ("kavirban", "nastooh", "div.desc a", "meta:article:published_time/iso"),
        ("navaye-mihan", "iransamaneh", "a.title5", "text:.news_pdate_c/jalali-words"),
        ("dasht-kohan", None, "td.newsLink a", "text:.newsDate/jalali-numbers"),
        ("sobh-bastam", "wordpress", "h2.entry-title a", "meta:article:published_time/iso"),
    ],
)
def test_a_newsroom_site_is_known_by_family_list_and_dates(
    newsroom: Mapping[str, ProbedSite], site: str, family: str | None, links: str, rule: str
) -> None:
    found = newsroom[site]
    rules = {sample.published.rule for sample in found.samples if sample.published}

    assert (found.name, found.family) == (load_sites()[site].name, family)
    assert found.listing is not None
    assert (found.listing.selectors.links, found.listing.dated) == (links, found.listing.links)
    assert len([sample for sample in found.samples if sample.title]) == 5
    assert rules == {rule}


def test_a_template_nobody_knows_gets_selectors_that_read_its_items(
    newsroom: Mapping[str, ProbedSite],
) -> None:
    found = newsroom["dasht-kohan"]
    own = found.item_selectors

    assert (own.title, own.lead, own.body) == ("td.newsTitle", "td.newsLead", "td.newsBody")
    assert {sample.extractor.partition("/")[0] for sample in found.samples} == {"selectors"}


def test_a_feed_is_told_with_its_dates_pace_and_whether_it_carries_the_text(
    newsroom: Mapping[str, ProbedSite],
) -> None:
    [short], [whole] = newsroom["kavirban"].feeds, newsroom["haft-cheshmeh"].feeds

    assert (short.entries, short.dated, short.date_rule) == (15, 15, "feed:published/gregorian-words")
    assert short.a_day is not None
    assert whole.date_rule == "feed:published/iso-jalali"
    assert "no feed, neither named by its pages nor in the usual places" in newsroom["dasht-kohan"].missing


@pytest.mark.parametrize(
    "family", ["asam", "iransamaneh", "nastooh", "raakcms", "studiokhabar", "websamaneh", "wordpress"]
)
def test_every_family_is_recognised(family: str) -> None:
    page = (FAMILIES / family / "page.html").read_bytes()
    with serving({"/": front_page(), **items(page)}) as site:
        found = look(site)

    assert found.family == family


def test_robots_delay_and_rules_are_told_and_kept(tmp_path: Path) -> None:
    robots = "User-agent: *\nCrawl-delay: 0.3\nDisallow: /admin\nDisallow: /news/\nSitemap: {}\n"
    with serving({"/": front_page(), **items(article())}) as site:
        site.pages["/robots.txt"] = robots.format(site.url("/map.xml.gz"))
        sitemap = f"<urlset><url><loc>{site.url('/about/10001')}</loc></url></urlset>"
        site.pages["/map.xml.gz"] = Reply(
            body=gzip.compress(sitemap.encode()), content_type="application/gzip"
        )
        started = time.monotonic()
        found = look(site)

    assert found.robots is not None
    assert (found.robots.delay_seconds, found.robots.disallowed) == (0.3, ("/admin", "/news/"))
    assert [(one.address, one.kind) for one in found.sitemaps] == [(site.url("/map.xml.gz"), "pages")]
    assert not [path for path in site.paths() if path.startswith("/news/")]
    assert {sample.trouble.partition(":")[0] for sample in found.samples} == {"robots_disallowed"}
    assert time.monotonic() - started > 0.3 * (found.requests - 6)


def test_a_feed_named_by_its_page_is_found_and_its_comments_are_not() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="/fa/own-feed">'
    )
    pages = {"/fa/own-feed": feed_of("/news/10001", "/news/10002"), "/comments/feed/": feed_of("/c/1")}
    with serving({"/": front_page(head=head), **pages, **items(article())}) as site:
        found = look(site)

    assert [feed.address for feed in found.feeds] == [site.url("/fa/own-feed")]
    assert "/comments/feed/" not in site.paths()
    assert "/rss" not in site.paths()


def test_the_list_may_stand_behind_a_link_of_the_front_page() -> None:
    front = '<html><body><a href="/archive">آرشیو</a><p>به پایگاه ما خوش آمدید.</p></body></html>'
    with serving({"/": front, "/archive": front_page(), **items(article())}) as site:
        found = look(site)

    assert found.listing is not None
    assert found.listing.address == site.url("/archive")


HOSTILE: dict[str, tuple[Answer, str]] = {
    "private": (redirect("http://127.0.0.2/secret"), "refused_address"),
    "circle": (redirect("/"), "redirect_loop"),
    "bomb": (encoded(zeros(gzip.compress), "gzip"), "too_large"),
    "slow": (raw(slow_body), "timed_out"),
    "garbage": (raw(lambda out: out.write(b"no http\r\n\r\n")), "unreachable"),
    "forbidden": (Reply(status=403), "blocked"),
    "wall": ("<title>لطفا کد امنیتی را وارد کنید</title><p>من ربات نیستم</p>", "blocked"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_site_that_cannot_be_looked_at_says_why(name: str) -> None:
    answer, trouble = HOSTILE[name]
    with serving({"/": answer}) as site:
        found = look(site)

    assert found.trouble.startswith(trouble)
    assert found.listing is None


def test_a_private_address_is_not_asked_even_when_a_page_names_it_as_its_feed() -> None:
    with ExitStack() as stack:
        secret = stack.enter_context(serving({"/feed": feed_of("/1")}))
        head = f'<link rel="alternate" type="application/rss+xml" href="{secret.url("/feed")}">'
        site = stack.enter_context(serving({"/": front_page(head=head), **items(article())}))
        found = look(site)

    assert secret.requests == []
    assert found.feeds == ()


@pytest.mark.parametrize(
    "page",
    [
        Reply(body=b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8),
        "<html></html>",
        "<html><body>" + "<div>" * 20_000,
        "<html><body>"
        + "".join(f'<a href="/n/{n}00">خبر بلند شماره {n} از روستا</a>' for n in range(60_000)),
        "<html><body>" + f"<p>{TEXT}</p>" * 3,
    ],
    ids=["picture", "empty", "nested", "links", "text"],
)
def test_a_strange_front_page_ends_the_look_with_what_is_missing(page: Answer) -> None:
    with serving({"/": page}) as site:
        found = look(site)

    assert not found.trouble
    assert "no item that could be read" in found.missing


def test_the_look_makes_no_more_requests_than_it_may() -> None:
    with serving({"/": front_page(), **items(article())}) as site:
        found = look(site, most_requests=4)

    assert found.requests == 4
    assert len(site.paths()) == 4
