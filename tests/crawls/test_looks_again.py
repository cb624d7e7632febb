"""Looks again at items that came whole: only what is new is kept, and a post's views and end are shown."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quality.crawl_office import make_office
from quality.crawl_site import CrawlSite, Plan
from rasad.commands import app
from rasad.home import Home
from tests.crawls.loopback import Site, serving
from tests.crawls.preview_pages import Shown, telegram_page

pytestmark = pytest.mark.long

NIGHTS = [f"2025-11-2{number}T01:30" for number in range(1, 5)]
POSTED = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
TEXT = "دهیاری کلاته امروز دو کوچه را آسفالت کرد و به مردم گفت که کار تا پایان ماه ادامه دارد."


def entry(number: int) -> str:
    return (
        f"<item><title>خبر {number} کلاته</title><link>/{number}</link>"
        f"<description>{TEXT} شماره {number}</description></item>"
    )


def feed(*numbers: int, made: str) -> str:
    """A feed whose bytes differ at each look, although its entries may not."""
    entries = "".join(entry(number) for number in numbers)
    return f'<rss version="2.0"><channel><lastBuildDate>{made}</lastBuildDate>{entries}</channel></rss>'


def office(folder: Path, site: Site, source: str) -> Home:
    home = make_office(folder, CrawlSite(plan=Plan(), port=site.server.server_address[1]), 1)
    outlet = f"{{id: o0, name: آوای کلاته, tier: C, sources: [{source}]}}"
    path = folder / "config" / "provinces" / "watching" / "outlets.yaml"
    path.write_text(f"outlets:\n  - {outlet}\n", encoding="utf-8")
    return home


def crawl(home: Home, night: str) -> str:
    result = CliRunner().invoke(app, ["crawl", "s0", "--home", str(home.folder), "--now", night])
    assert result.exit_code == 0, result.output
    return result.stdout


def kept_pages(home: Home) -> int:
    return len(list(home.pages.rglob("*.gz")))


def test_a_look_at_a_feed_with_whole_texts_keeps_a_page_only_for_what_is_new(tmp_path: Path) -> None:
    with serving({"/feed": feed(1, made="one")}) as site:
        source = (
            f"{{id: s0, kind: feed, address: {site.url('/feed')!r}, delay_seconds: 0, text_in_feed: true}}"
        )
        home = office(tmp_path / "home", site, source)
        crawl(home, NIGHTS[0])
        site.pages["/feed"] = feed(1, 2, made="two")
        crawl(home, NIGHTS[1])
        before = kept_pages(home)
        site.pages["/feed"] = feed(1, 2, made="three")
        shown = crawl(home, NIGHTS[2])

    assert before == 2
    assert kept_pages(home) == 2
    assert "3 unchanged" in shown


def test_an_entry_whose_text_changed_is_still_seen(tmp_path: Path) -> None:
    with serving({"/feed": feed(1, made="one")}) as site:
        source = (
            f"{{id: s0, kind: feed, address: {site.url('/feed')!r}, delay_seconds: 0, text_in_feed: true}}"
        )
        home = office(tmp_path / "home", site, source)
        crawl(home, NIGHTS[0])
        site.pages["/feed"] = feed(1, made="two").replace("دو کوچه", "سه کوچه")
        shown = crawl(home, NIGHTS[1])

    assert "1 updated" in shown


def test_what_a_channel_showed_of_a_post_is_explained_with_its_views_and_its_end(tmp_path: Path) -> None:
    # The channel's clock: posts young enough for their views to be followed.
    posts = [Shown(number=n, text=f"{TEXT} شماره {n}", at=POSTED, views="12") for n in (1, 2, 3)]
    seen_more = [replace(post, views="1.2K") for post in posts]
    with serving({"/s/kalateh": telegram_page("kalateh", posts)}) as site:
        source = f"{{id: s0, kind: telegram, address: {site.url('/s/kalateh')!r}, delay_seconds: 0}}"
        home = office(tmp_path / "home", site, source)
        crawl(home, NIGHTS[0])
        site.pages["/s/kalateh"] = telegram_page("kalateh", seen_more)
        crawl(home, NIGHTS[1])
        site.pages["/s/kalateh"] = telegram_page("kalateh", [seen_more[0], seen_more[2]])
        crawl(home, NIGHTS[2])
    shown = explain(home, 2)
    standing = explain(home, 1)

    assert [line.split()[-1] for line in shown if line.startswith("views")] == ["12", "1.2K"]
    assert [line for line in shown if line.startswith("gone     2025-11-23 01:30+03:30")] != []
    assert [line for line in standing if line.startswith("gone")] == []
    assert "post     https://t.me/kalateh/2" in shown


def explain(home: Home, item: int) -> list[str]:
    result = CliRunner().invoke(app, ["explain", "item", str(item), "--home", str(home.folder)])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()
