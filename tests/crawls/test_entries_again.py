"""Entries of feeds and posts of channels are read again from kept pages when their reader has changed."""

from pathlib import Path

import pytest
from sqlalchemy import update

from core.items import text_hash
from core.outcomes import Outcome
from core.outlets import Source
from rasad.collecting.reextract import read_archive_again
from rasad.collecting.spool import take_in
from rasad.home import Home
from rasad.wiring import Office, open_office
from storage.items import item_version, items_by_key
from storage.versions import versions_of
from tests.crawls.crawling import NOW, crawl, source
from tests.crawls.loopback import Answer, Reply, serving
from tests.crawls.preview_pages import Shown, telegram_page

pytestmark = pytest.mark.long

FEED = Reply(
    content_type="application/rss+xml",
    body="""<?xml version="1.0"?><rss version="2.0"><channel><title>ر</title>
<item><title>آب به چنار رسید</title><link>https://a.example/1</link>
<description>&lt;p&gt;لولهٔ تازه ساخته شد.&lt;/p&gt;&lt;p&gt;روستا آب دارد.&lt;/p&gt;</description></item>
<item><title>راه سرخه باز شد</title><link>https://a.example/2</link>
<description>گردنه پس از دو روز باز است.</description></item>
</channel></rss>""",
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(Home(folder=tmp_path / "home", database_url=f"sqlite:///{tmp_path / 'rasad.sqlite'}"))


def crawled(office: Office, tmp_path: Path, path: str, answer: Answer, **more: object) -> None:
    """One look at a source, taken in."""
    spools = tmp_path / "spools"
    spools.mkdir()
    with serving({path: answer}) as site:
        one: Source = source(site.url(path), **more)  # type: ignore[arg-type]
        crawl(spools, [one], allowed=[site.pair])
    take_in(office, next(spools.iterdir()), NOW)


def read_once_by(office: Office, extractor: str, key: str, *, title: str, body: str | None) -> None:
    """As if an older version of the program had read the item, and so."""
    with office.database.begin() as connection:
        stored = items_by_key(connection, "outlet", [key])[key]
        values = {"title": title, "body": body, "text_hash": text_hash(title, None, body)}
        of_item = item_version.c.id == stored.version_id
        connection.execute(update(item_version).where(of_item).values(extractor=extractor, **values))


def texts(office: Office, key: str) -> list[tuple[str | None, str | None]]:
    with office.database.read() as connection:
        stored = items_by_key(connection, "outlet", [key])[key]
        return [(one.item.title, one.item.body) for one, _ in versions_of(connection, stored.id)]


def test_an_entry_read_otherwise_by_now_gets_a_version_and_the_others_are_left(
    office: Office, tmp_path: Path
) -> None:
    crawled(office, tmp_path, "/feed", FEED, text_in_feed=True)
    first, second = "https://a.example/1", "https://a.example/2"
    read_once_by(
        office, "feed/0.1", first, title="آب به چنار رسید", body="لولهٔ تازه ساخته شد. روستا آب دارد."
    )
    read_once_by(office, "feed/0.1", second, title="راه سرخه باز شد", body="گردنه پس از دو روز باز است.")
    done = read_archive_again(office, NOW)
    again = read_archive_again(office, NOW)

    assert done.outcomes == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 1}
    assert again.outcomes == {}
    assert texts(office, first)[-1] == ("آب به چنار رسید", "لولهٔ تازه ساخته شد.\nروستا آب دارد.")
    assert len(texts(office, second)) == 1


def test_an_entry_of_today_is_not_read_again_unless_everything_is(office: Office, tmp_path: Path) -> None:
    crawled(office, tmp_path, "/feed", FEED, text_in_feed=True)

    assert read_archive_again(office, NOW).outcomes == {}
    assert read_archive_again(office, NOW, everything=True).outcomes == {Outcome.UNCHANGED: 2}


def test_posts_of_a_channel_are_read_again_though_its_source_is_gone(office: Office, tmp_path: Path) -> None:
    page = telegram_page(
        "nemooneh", [Shown(number=7, text="پل بسته شد<br/>تا فردا صبح"), Shown(number=8, text="راه باز است")]
    )
    crawled(office, tmp_path, "/s/nemooneh", page, kind="telegram")
    key = "https://t.me/nemooneh/7"
    read_once_by(office, "telegram/1", key, title="پل بسته شد تا فردا صبح", body=None)
    done = read_archive_again(office, NOW)

    assert done.outcomes == {Outcome.UPDATED: 1}
    assert texts(office, key) == [("پل بسته شد تا فردا صبح", None), ("پل بسته شد", "تا فردا صبح")]


def test_an_item_that_its_page_does_not_show_by_todays_reading_keeps_its_text(
    office: Office, tmp_path: Path
) -> None:
    crawled(office, tmp_path, "/feed", FEED, text_in_feed=True)
    key = "https://a.example/1"
    with office.database.begin() as connection:
        stored = items_by_key(connection, "outlet", [key])[key]
        other = update(item_version).where(item_version.c.id == stored.version_id)
        connection.execute(other.values(extractor="aparat/0.1"))
    done = read_archive_again(office, NOW)

    assert done.outcomes == {Outcome.UNREADABLE: 1}
    assert len(texts(office, key)) == 1
