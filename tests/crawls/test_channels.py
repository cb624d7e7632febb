"""Real crawls of channels on loopback: posts, views, edits and deletions as they happen night after night."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.items import Origin
from core.outcomes import Outcome
from core.posts import Post
from crawler.batch import BatchSource
from crawler.spool import LookRecord, PostRecord
from rasad.collecting.spool import take_in
from rasad.home import Home
from rasad.wiring import Office, open_office
from storage.items import items_by_key, known_addresses
from storage.posts import gone_posts, view_series
from tests.crawls.crawling import NOW, Crawled, again, crawl, source
from tests.crawls.loopback import Reply, Site, serving
from tests.crawls.preview_pages import Shown, telegram_page

pytestmark = pytest.mark.long

PATH = "/s/nemooneh"


def posts_of(crawled: Crawled) -> list[Post]:
    return [record.post for record in crawled.records if isinstance(record, PostRecord)]


def shown(number: int, *, days_ago: float = 1, text: str = "", **more: object) -> Shown:
    at = NOW - timedelta(days=days_ago)
    return Shown(number=number, text=text or f"خبر شماره {number}", at=at, **more)  # type: ignore[arg-type]


def show(site: Site, *pages: Iterable[Shown]) -> None:
    """The newest page at the channel's address, each older one before the oldest number of the last."""
    path = PATH
    for page in pages:
        posts = list(page)
        site.pages[path] = telegram_page("nemooneh", posts)
        path = f"{PATH}?before={min(post.number for post in posts)}" if posts else path


def test_the_second_night_brings_new_posts_and_the_views_of_all(tmp_path: Path) -> None:
    with serving() as site:
        one = source(site.url(PATH), kind="telegram")
        show(site, [shown(1, days_ago=9, views="999"), shown(2, views="10")])
        first = crawl(tmp_path, [one], allowed=[site.pair])
        known = {"outlet": {item.key: item.text_hash for item in first.items}}
        show(site, [shown(1, days_ago=9, views="1K"), shown(2, views="25"), shown(3, views="3")])
        second = crawl(
            tmp_path,
            [again(first.sources["source"], one)],
            allowed=[site.pair],
            known=known,
            now=NOW + timedelta(hours=12),
        )

    assert [item.origin for item in first.items] == [Origin.BASELINE] * 2
    assert [(item.key, item.origin) for item in second.items] == [("https://t.me/nemooneh/3", Origin.CRAWL)]
    assert [post.facts.views for post in posts_of(second)] == ["1K", "25", "3"]
    assert second.sources["source"].day.failed == 0


def test_a_channel_is_read_back_to_the_last_look_and_no_further(tmp_path: Path) -> None:
    with serving() as site:
        one = source(site.url(PATH), kind="telegram")
        show(site, [shown(1, days_ago=20)])
        first = crawl(tmp_path, [one], allowed=[site.pair], now=NOW - timedelta(days=10))
        site.requests.clear()
        show(
            site,
            [shown(8), shown(9)],
            [shown(6, days_ago=6), shown(7, days_ago=5)],
            [shown(4, days_ago=12), shown(5, days_ago=9)],
            [shown(2, days_ago=30), shown(3, days_ago=25)],
        )
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair])
    look = next(record.look for record in second.records if isinstance(record, LookRecord))

    assert site.paths() == [PATH, f"{PATH}?before=8", f"{PATH}?before=6"]
    assert sorted(item.key.rpartition("/")[2] for item in second.items) == ["4", "5", "6", "7", "8", "9"]
    assert (look.first, look.last) == (4, 9)


def test_an_older_page_that_cannot_be_had_is_a_failed_link_and_loses_nothing_else(tmp_path: Path) -> None:
    with serving() as site:
        show(site, [shown(8), shown(9)])
        site.pages[f"{PATH}?before=8"] = Reply(status=500)
        crawled = crawl(tmp_path, [source(site.url(PATH), kind="telegram")], allowed=[site.pair])
    record = crawled.sources["source"]

    assert len(crawled.items) == 2
    assert crawled.outcomes[site.url(f"{PATH}?before=8")] is Outcome.SERVER_ERROR
    assert (record.day.expected, record.day.fetched, record.day.failed) == (3, 2, 1)


def test_a_page_that_names_itself_as_older_is_not_read_for_ever(tmp_path: Path) -> None:
    with serving() as site:
        show(site, [shown(8)])
        site.pages[f"{PATH}?before=8"] = telegram_page("nemooneh", [shown(8)])
        crawl(tmp_path, [source(site.url(PATH), kind="telegram")], allowed=[site.pair])

    assert site.paths() == [PATH, f"{PATH}?before=8"]


def test_every_post_ends_with_one_outcome_with_text_or_without(tmp_path: Path) -> None:
    with serving() as site:
        show(site, [shown(1, text="فوری"), Shown(number=2, media=("photo",), at=NOW - timedelta(days=9))])
        crawled = crawl(tmp_path, [source(site.url(PATH), kind="telegram")], allowed=[site.pair])

    assert crawled.outcomes["https://t.me/nemooneh/1"] is Outcome.STORED
    assert crawled.outcomes["https://t.me/nemooneh/2"] is Outcome.NOTHING_FOUND
    assert crawled.sources["source"].day.failed == 0
    assert len(posts_of(crawled)) == 2


def test_a_channel_without_preview_is_unreadable_and_nothing_of_it_is_gone(tmp_path: Path) -> None:
    with serving({PATH: '<div class="tgme_page"><div class="tgme_page_title">کانال</div></div>'}) as site:
        crawled = crawl(tmp_path, [source(site.url(PATH), kind="telegram")], allowed=[site.pair])

    assert crawled.sources["source"].outcome is Outcome.UNREADABLE
    assert not [record for record in crawled.records if isinstance(record, LookRecord)]


def test_a_bale_channel_that_shows_only_later_posts_says_that_some_may_be_missed(tmp_path: Path) -> None:
    at = int((NOW - timedelta(hours=1)).timestamp() * 1000)
    message = {"rid": "-1", "date": at, "message": {"textMessage": {"text": "خبر"}}}
    row = json.dumps("9:" + json.dumps({"messages": [message]}))
    with serving({PATH: f"<script>self.__next_f.push([1,{row}])</script>"}) as site:
        one = source(site.url(PATH), kind="bale")
        first = crawl(tmp_path, [one], allowed=[site.pair], now=NOW - timedelta(days=1))
        site.pages[PATH] = str(site.pages[PATH]) + " "
        second = crawl(tmp_path, [again(first.sources["source"], one)], allowed=[site.pair])

    assert first.sources["source"].problems == ()
    assert "look more often" in second.sources["source"].problems[0]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(Home(folder=tmp_path / "home", database_url=f"sqlite:///{tmp_path / 'rasad.sqlite'}"))


def test_edits_are_versions_and_deletions_are_noticed(office: Office, tmp_path: Path) -> None:
    with serving() as site:
        one = source(site.url(PATH), kind="telegram")
        show(site, [shown(1, text="پل بسته شد"), shown(2, text="راه باز است"), shown(3)])
        state = _night(office, tmp_path / "nights", site, BatchSource(source=one, outlet_name="کانال"), NOW)
        later = NOW + timedelta(hours=1)
        show(site, [shown(1, text="پل باز شد", edited=True, views="20"), shown(3)])
        _night(office, tmp_path / "nights", site, again(state.sources["source"], one), later)
    with office.database.read() as connection:
        edited = items_by_key(connection, "outlet", ["https://t.me/nemooneh/1"])["https://t.me/nemooneh/1"]
        views = view_series(connection, "outlet", ["https://t.me/nemooneh/1", "https://t.me/nemooneh/3"])
        gone = gone_posts(connection, "outlet")

    assert (edited.version, edited.item.title) == (2, "پل باز شد")
    assert [len(series) for series in views.values()] == [2, 1]
    assert [one.post.key for one in gone] == ["https://t.me/nemooneh/2"]
    assert gone[0].gone_at is not None
    assert gone[0].gone_at >= later


def _night(office: Office, folder: Path, site: Site, work: BatchSource, now: datetime) -> Crawled:
    folder.mkdir(exist_ok=True)
    with office.database.read() as connection:
        known = {"outlet": known_addresses(connection, "outlet")}
    crawled = crawl(folder, [work], allowed=[site.pair], known=known, now=now)
    take_in(office, max(folder.iterdir()), now)
    return crawled
