"""Listings, sitemaps and channels give what stands on them; every kind is in the table."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

from core.outlets import Selectors, Source
from core.pages import Page
from crawler import kinds
from crawler.kinds import KINDS
from crawler.kinds.found import Discovered

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NO_KIND = {"__init__", "found", "feed_entries"}
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def read(kind: str, body: str | bytes, selectors: Selectors | None = None) -> Discovered:
    source = Source(
        id="s", outlet="o", kind=kind, address="https://a.example/fa/list", selectors=selectors or Selectors()
    )
    page = Page(
        address=source.address,
        final_address=source.address,
        source="s",
        status=200,
        fetched_at=NOW,
        content_type="",
        body=body if isinstance(body, bytes) else body.encode(),
    )
    return KINDS[kind](page, source, NOW)


def test_every_file_of_a_kind_is_in_the_table() -> None:
    files = {path.stem for path in Path(kinds.__file__).parent.glob("*.py")}

    assert files - NO_KIND == set(KINDS)


def test_a_listing_gives_each_piece_once_with_the_title_and_date_beside_it() -> None:
    body = """<div class="list">
      <div class="box"><a href="/fa/news/1/x"><img src="1.jpg"></a><h3><a href="/fa/news/1/x">پل تازه</a></h3>
        <span class="date">۲۹ آبان ۱۴۰۵ - ۱۰:۳۰</span></div>
      <div class="box"><h3><a href="news.aspx?newsid=7">راه تازه</a></h3>
        <time datetime="2026-11-19T08:00:00Z"></time></div>
      <a href="javascript:void(0)">بیشتر</a><a href="#top">بالا</a></div>"""
    found = read("listing", body, Selectors(links=".list a", published=".date"))

    assert [(link.address, link.title) for link in found.links] == [
        ("https://a.example/fa/news/1/x", "پل تازه"),
        ("https://a.example/fa/news.aspx?newsid=7", "راه تازه"),
    ]
    assert [link.published.rule if link.published else None for link in found.links] == [
        "list:.date/jalali-words",
        "list:time/iso",
    ]


def test_a_selector_may_name_the_boxes_instead_of_the_links() -> None:
    found = read("listing", '<li class="n"><b>خبر</b> <a href="/1">ادامه</a></li>', Selectors(links="li.n"))

    assert [link.address for link in found.links] == ["https://a.example/1"]


def test_a_listing_without_matches_says_that_its_template_may_have_changed() -> None:
    found = read("listing", "<p>…</p>", Selectors(links=".news a"))

    assert found.problems == ("no link matches '.news a': the template may have changed",)


def test_a_listing_without_selector_cannot_be_read() -> None:
    assert read("listing", "<p>…</p>").unreadable


def test_a_news_sitemap_gives_titles_and_times_and_an_index_its_newest_sitemaps() -> None:
    news = (
        f'<urlset xmlns="{SITEMAP}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        "<loc>https://a.example/1</loc><news:news><news:publication_date>2026-11-20T10:00:00+03:30"
        "</news:publication_date><news:title>پل تازه</news:title></news:news></url></urlset>"
    )
    index = (
        f'<sitemapindex xmlns="{SITEMAP}"><sitemap><loc>https://a.example/old.xml</loc>'
        "<lastmod>2020-01-01</lastmod></sitemap><sitemap><loc>https://a.example/new.xml</loc>"
        "<lastmod>2026-11-01</lastmod></sitemap></sitemapindex>"
    )
    link = read("sitemap", gzip.compress(news.encode())).links[0]

    assert (link.address, link.title) == ("https://a.example/1", "پل تازه")
    assert link.published is not None
    assert read("sitemap", index).more == ("https://a.example/new.xml", "https://a.example/old.xml")
    assert read("sitemap", "<html></html>").unreadable
    assert read("sitemap", gzip.compress(b" " * 9_000_000)).unreadable


def post(number: int, text: str, *, service: str = "") -> str:
    return (
        '<div class="tgme_widget_message_wrap">'
        f'<div class="tgme_widget_message {service}" data-post="nemooneh/{number}">'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div><span>'
        '<a class="tgme_widget_message_date" href="#"><time datetime="2026-11-20T06:30:00+00:00">'
        "10:00</time></a>"
        "</span></div></div>"
    )


def test_the_posts_of_a_channel_are_whole_items() -> None:
    body = (
        post(1, "کانال ساخته شد", service="service_message")
        + post(2, "<b>پل تازه</b><br/>کار تمام شد.")
        + post(3, "")
    )
    found = read("telegram", body)

    assert [item.address for item in found.items] == ["https://t.me/nemooneh/2"]
    assert (found.items[0].extracted.title, found.items[0].extracted.body) == ("پل تازه", "کار تمام شد.")
    assert found.items[0].extracted.published is not None
    assert found.items[0].extracted.published.at == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
    assert found.problems == ("1 posts have no text",)


def test_a_channel_without_preview_is_unreadable_and_says_why() -> None:
    found = read("telegram", '<div class="tgme_page"><div class="tgme_page_title">کانال</div></div>')

    assert (found.unreadable, found.problems) == (True, ("the channel has no public preview",))
