"""Links that lead to a piece under another address: one item, and no visit once that is known."""

from pathlib import Path

import pytest

from core.outcomes import Outcome
from core.redirects import Redirect
from crawler.spool import RedirectRecord
from tests.crawls.crawling import Crawled, again, crawl, source
from tests.crawls.hostile import article, feed_of, redirect
from tests.crawls.loopback import Answer, serving

pytestmark = pytest.mark.long


def redirects(crawled: Crawled) -> list[Redirect]:
    return [record.redirect for record in crawled.records if isinstance(record, RedirectRecord)]


def key(address: str) -> str:
    return address.replace("http://", "https://")


def test_a_short_link_is_told_with_the_piece_it_led_to_and_then_needs_no_visit(tmp_path: Path) -> None:
    with serving({"/feed": feed_of("/s/7"), "/s/7": redirect("/news/7"), "/news/7": article()}) as site:
        one = source(site.url("/feed"))
        first = crawl(tmp_path, [one], allowed=[site.pair])
        [led] = redirects(first)
        [item] = first.items
        site.pages["/feed"] = feed_of("/s/7", date="Fri, 20 Nov 2026 10:00:01 +0330")
        site.requests.clear()
        known = {"outlet": {item.key: item.text_hash, led.address: item.text_hash}}
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair], known=known)

    assert (led.address, led.key) == (key(site.url("/s/7")), key(site.url("/news/7")))
    assert item.url == site.url("/s/7")
    assert site.paths() == ["/feed"]
    assert second.outcomes[site.url("/s/7")] is Outcome.UNCHANGED


def test_a_second_link_to_a_piece_we_hold_is_told_too(tmp_path: Path) -> None:
    with serving({"/feed": feed_of("/s/7"), "/s/7": redirect("/news/7"), "/news/7": article()}) as site:
        first = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])
        site.pages["/feed"] = feed_of("/x/9")
        site.pages["/x/9"] = redirect("/news/7")
        known = {"outlet": {item.key: item.text_hash for item in first.items}}
        second = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair], known=known)

    assert second.items == []
    assert [led.address for led in redirects(second)] == [key(site.url("/x/9"))]


def test_two_short_links_of_one_crawl_are_one_item(tmp_path: Path) -> None:
    pages: dict[str, Answer] = {
        "/s/7": redirect("/news/7"),
        "/x/9": redirect("/news/7"),
        "/news/7": article(),
    }
    with serving({"/feed": feed_of("/s/7", "/x/9"), **pages}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])

    assert len(crawled.items) == 1
    assert sorted(led.address for led in redirects(crawled)) == [key(site.url("/s/7")), key(site.url("/x/9"))]


def test_a_plain_link_is_no_redirect(tmp_path: Path) -> None:
    with serving({"/feed": feed_of("/news/7?utm_source=rss"), "/news/7?utm_source=rss": article()}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])

    assert len(crawled.items) == 1
    assert redirects(crawled) == []


@pytest.mark.parametrize("name", ["cid", "sid", "newsid", "newsview"])
def test_pieces_that_differ_by_a_query_stay_two_behind_their_redirects(tmp_path: Path, name: str) -> None:
    links = [f"/go/{number}" for number in (1, 2)]
    ends = [f"/index.aspx?siteid=1&{name}={number}" for number in (1, 2)]
    pages = {link: redirect(end) for link, end in zip(links, ends, strict=True)}
    pieces = {
        end: article(f"شهرداری کوی {n} گفت که پل دوم آماده شد.", title=f"خبر {n}")
        for n, end in enumerate(ends)
    }
    with serving({"/feed": feed_of(*links), **pages, **pieces}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])

    assert sorted(item.key for item in crawled.items) == sorted(
        key(site.url(f"/index.aspx?{name}={number}&siteid=1")) for number in (1, 2)
    )
