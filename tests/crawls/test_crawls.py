"""Real crawls of well-meaning sites: what is new is fetched once, and nobody is pressed."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from core.items import Origin
from core.outcomes import Outcome
from core.outlets import Selectors
from crawler.batch import Batch, BatchSource, Limits, write_batch
from crawler.spool import ItemRecord, SourceRecord, read_spool
from tests.crawls.crawling import FAST, NOW, ROOT, again, crawl, source
from tests.crawls.hostile import TEXT, article, feed_of, first_then
from tests.crawls.loopback import Reply, serving

pytestmark = pytest.mark.long

LISTING = Selectors(links=".news a")


def listing(*links: str) -> str:
    return (
        '<ul class="news">' + "".join(f'<li><a href="{link}">خبر {link}</a></li>' for link in links) + "</ul>"
    )


def only_if_changed(body: Reply) -> Callable[[BaseHTTPRequestHandler], Reply]:
    """A server that honours conditions."""

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        if handler.headers.get("If-None-Match") == '"one"':
            return Reply(status=304, headers={"ETag": '"one"'})
        return Reply(body=body.body, content_type=body.content_type, headers={"ETag": '"one"'})

    return answer


def test_the_first_crawl_is_a_baseline_and_the_second_brings_only_what_is_new(tmp_path: Path) -> None:
    with serving(
        {"/list": listing("/1"), "/1": article(title="خبر یک"), "/2": article(title="خبر دو")}
    ) as site:
        one = source(site.url("/list"), kind="listing", selectors=LISTING)
        first = crawl(tmp_path, [one], allowed=[site.pair])
        site.pages["/list"] = listing("/2", "/1")
        site.requests.clear()
        known = {"outlet": {item.key: item.text_hash for item in first.items}}
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair], known=known)

    assert [(item.title, item.origin) for item in first.items] == [("خبر یک", Origin.BASELINE)]
    assert [(item.title, item.origin) for item in second.items] == [("خبر دو", Origin.CRAWL)]
    assert site.paths() == ["/list", "/2"]
    assert second.outcomes[site.url("/1")] is Outcome.UNCHANGED


def test_a_feed_that_has_not_changed_is_not_sent_twice(tmp_path: Path) -> None:
    with serving({"/feed": only_if_changed(feed_of("/1")), "/1": article()}) as site:
        one = source(site.url("/feed"))
        first = crawl(tmp_path, [one], allowed=[site.pair])
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair])

    assert second.sources["source"].outcome is Outcome.UNCHANGED
    assert second.sources["source"].day.answered is True
    assert second.items == []


def test_a_crawl_at_night_shows_the_day_that_has_ended(tmp_path: Path) -> None:
    night = datetime.fromisoformat("2026-11-23T01:30+03:30")
    with serving({"/feed": feed_of("/1"), "/1": article()}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair], now=night)

    assert crawled.sources["source"].day.day == date(2026, 11, 22)


def test_a_listing_whose_bytes_are_the_same_is_unchanged_without_any_validator(tmp_path: Path) -> None:
    with serving({"/list": listing("/1"), "/1": article()}) as site:
        one = source(site.url("/list"), kind="listing", selectors=LISTING)
        first = crawl(tmp_path, [one], allowed=[site.pair])
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair])

    assert second.sources["source"].outcome is Outcome.UNCHANGED


def test_a_link_that_failed_is_tried_again_although_the_listing_has_not_changed(tmp_path: Path) -> None:
    with serving({"/list": listing("/1"), "/1": Reply(status=500)}) as site:
        one = source(site.url("/list"), kind="listing", selectors=LISTING)
        first = crawl(tmp_path, [one], allowed=[site.pair])
        site.pages["/1"] = article()
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair])

    assert (first.sources["source"].day.expected, first.sources["source"].day.failed) == (1, 1)
    assert first.outcomes[site.url("/1")] is Outcome.SERVER_ERROR
    assert second.outcomes[site.url("/1")] is Outcome.STORED


def test_the_date_of_the_feed_is_kept_when_the_page_has_none(tmp_path: Path) -> None:
    feed = feed_of("/1", date="۲۹ آبان ۱۴۰۵ ۲۰:۱۴")
    with serving({"/feed": feed, "/1": article()}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])

    assert crawled.items[0].published is not None
    assert crawled.items[0].published.at == datetime(2026, 11, 20, 16, 44, tzinfo=UTC)
    assert crawled.items[0].published.rule == "feed:published/jalali-words"


def test_a_feed_with_the_whole_text_needs_no_visit_to_its_pages(tmp_path: Path) -> None:
    body = (
        '<rss version="2.0"><channel><item><title>آگهی</title><link>/1</link>'
        f"<description>{TEXT}</description></item></channel></rss>"
    )
    with serving({"/feed": body}) as site:
        one = source(site.url("/feed"), text_in_feed=True)
        first = crawl(tmp_path, [one], allowed=[site.pair])
        site.pages["/feed"] = body + " "
        known = {"outlet": {item.key: item.text_hash for item in first.items}}
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair], known=known)

    assert [item.body for item in first.items] == [TEXT]
    assert site.paths() == ["/feed", "/feed"]
    assert second.outcomes[site.url("/1")] is Outcome.UNCHANGED


def test_what_robots_forbids_is_not_fetched_and_says_so(tmp_path: Path) -> None:
    robots = "User-agent: *\nDisallow: /private\n"
    pages = {"/robots.txt": robots, "/list": listing("/private/1", "/2"), "/2": article()}
    with serving(pages) as site:
        crawled = crawl(
            tmp_path, [source(site.url("/list"), kind="listing", selectors=LISTING)], allowed=[site.pair]
        )

    assert crawled.outcomes[site.url("/private/1")] is Outcome.ROBOTS_DISALLOWED
    assert site.paths() == ["/list", "/2"]


def test_a_robots_file_the_server_cannot_give_forbids_everything(tmp_path: Path) -> None:
    with serving({"/robots.txt": Reply(status=503), "/feed": feed_of("/1")}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])

    assert crawled.sources["source"].outcome is Outcome.SERVER_ERROR
    assert crawled.sources["source"].day.answered is False
    assert site.paths() == []


def test_the_crawl_delay_of_robots_is_kept(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": "User-agent: *\nCrawl-delay: 0.4\n",
        "/list": listing("/1", "/2"),
        "/1": article(),
    }
    with serving(pages) as site:
        started = time.monotonic()
        crawl(tmp_path, [source(site.url("/list"), kind="listing", selectors=LISTING)], allowed=[site.pair])

    assert time.monotonic() - started > 1.2


def test_retry_after_is_waited_for_once(tmp_path: Path) -> None:
    busy = Reply(status=429, headers={"Retry-After": "1"})
    times: list[float] = []

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        times.append(time.monotonic())
        return busy if len(times) == 1 else feed_of("/1")

    with serving({"/feed": answer, "/1": article()}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])

    assert times[1] - times[0] >= 1.0
    assert crawled.outcomes[site.url("/1")] is Outcome.STORED


def test_a_date_in_retry_after_is_read_by_the_servers_clock(tmp_path: Path) -> None:
    busy = Reply(
        status=503,
        headers={"Retry-After": "Sat, 21 Nov 2026 12:00:01 GMT", "Date": "Sat, 21 Nov 2026 12:00:00 GMT"},
    )
    with serving({"/feed": first_then(busy, feed_of("/1")), "/1": article()}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])

    assert crawled.outcomes[site.url("/1")] is Outcome.STORED


def test_a_long_retry_after_is_left_to_the_next_crawl(tmp_path: Path) -> None:
    with serving({"/feed": Reply(status=429, headers={"Retry-After": "90000"})}) as site:
        crawled = crawl(tmp_path, [source(site.url("/feed"))], allowed=[site.pair])
    record = crawled.sources["source"]

    assert record.outcome is Outcome.TOO_MANY_REQUESTS
    assert record.state.next_due is not None
    assert (record.state.next_due - NOW).total_seconds() >= 86400


def test_slow_servers_are_given_up_and_do_not_hold_up_the_others(tmp_path: Path) -> None:
    from tests.crawls.hostile import raw, slow_body, slow_headers

    with (
        serving({"/feed": raw(slow_body)}) as slow,
        serving({"/feed": raw(slow_headers)}) as slower,
        serving({"/feed": feed_of("/1"), "/1": article()}) as quick,
    ):
        sources = [
            source(site.url("/feed"), name=name)
            for name, site in zip("abc", (slow, slower, quick), strict=True)
        ]
        crawled = crawl(tmp_path, sources, allowed=[slow.pair, slower.pair, quick.pair])
    order = [record.day.source for record in crawled.records if isinstance(record, SourceRecord)]

    assert crawled.sources["a"].outcome is crawled.sources["b"].outcome is Outcome.TIMED_OUT
    assert order[0] == "c"


def test_pages_beyond_the_budget_are_accounted_for_and_taken_the_next_time(tmp_path: Path) -> None:
    pages = {f"/{number}": article(title=f"خبر شماره {number}") for number in range(5)}
    with serving({"/list": listing(*pages), **pages}) as site:
        one = source(site.url("/list"), kind="listing", selectors=LISTING)
        limits = Limits(pages_per_source=3, extraction_processes=1)
        first = crawl(tmp_path, [one], allowed=[site.pair], limits=limits)
        known = {"outlet": {item.key: item.text_hash for item in first.items}}
        second = crawl(
            tmp_path, [again(first.sources["source"], one)], allowed=[site.pair], limits=limits, known=known
        )

    assert (len(first.items), len(second.items)) == (3, 2)
    assert list(first.outcomes.values()).count(Outcome.OUR_FAULT) == 2


def test_a_crawl_at_its_time_limit_accounts_for_what_it_did_not_reach(tmp_path: Path) -> None:
    pages = {f"/{number}": article(title=f"خبر شماره {number}") for number in range(9)}
    with serving({"/robots.txt": "User-agent: *\nCrawl-delay: 1", "/list": listing(*pages), **pages}) as site:
        crawled = crawl(
            tmp_path,
            [source(site.url("/list"), kind="listing", selectors=LISTING)],
            allowed=[site.pair],
            limits=Limits(seconds=3.5, extraction_processes=1),
        )
    record = crawled.sources["source"]

    assert crawled.end is not None
    assert record.day.expected == 9
    assert record.day.fetched + record.day.failed == 9
    assert record.outcome is Outcome.OUR_FAULT
    assert record.day.answered is None


def test_an_agency_site_is_probed(tmp_path: Path) -> None:
    page = article(head='<meta property="article:published_time" content="1405-08-20T10:00:00+03:30">')
    with serving({"/list": listing("/1"), "/1": page}) as site:
        one = source(site.url("/list"), kind="listing", selectors=LISTING)
        crawled = crawl(
            tmp_path, [BatchSource(source=one, outlet_name="اداره", is_probed=True)], allowed=[site.pair]
        )

    assert crawled.probes[0].probe.answered is True
    assert crawled.probes[0].probe.newest_item_at == datetime(2026, 11, 11, 6, 30, tzinfo=UTC)


def test_a_killed_crawl_leaves_whole_records_and_its_successor_ends_with_the_same_items(
    tmp_path: Path,
) -> None:
    pages = {f"/{number}": article(title=f"خبر شماره {number}") for number in range(30)}
    with serving({"/list": listing(*pages), **pages}) as site:
        one = source(site.url("/list"), kind="listing", selectors=LISTING)
        killed = _killed_after_items(
            tmp_path,
            Batch(
                now=NOW,
                sources=(BatchSource(source=one, outlet_name="رسانه"),),
                spool=tmp_path / "killed",
                limits=FAST,
                allowed_private=(site.pair,),
            ),
        )
        known = {"outlet": {record.item.key: record.item.text_hash for record in killed}}
        rest = crawl(tmp_path, [one], allowed=[site.pair], known=known)
    keys = [record.item.key for record in killed] + [item.key for item in rest.items]

    assert 0 < len(killed) < 30
    assert len(keys) == len(set(keys)) == 30


def _killed_after_items(tmp_path: Path, batch: Batch, *, items: int = 5) -> list[ItemRecord]:
    batch.spool.mkdir()
    write_batch(batch, tmp_path / "killed.json")
    child = subprocess.Popen(
        [sys.executable, "-m", "crawler", str(tmp_path / "killed.json")], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    while child.poll() is None and len(_items(batch.spool)) < items:
        time.sleep(0.01)
    child.kill()
    child.wait()
    return _items(batch.spool)


def _items(spool: Path) -> list[ItemRecord]:
    return [record for record, _ in read_spool(spool) if isinstance(record, ItemRecord)]
