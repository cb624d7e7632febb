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
NO_KIND = {
    "__init__",
    "channel_widget",
    "feed_entries",
    "found",
    "gzipped",
    "next_payload",
    "post_text",
    "printed_views",
    "versions",
}
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


def test_the_pictures_of_a_page_are_not_taken_for_the_page() -> None:
    body = (
        f'<urlset xmlns="{SITEMAP}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<image:image><image:loc>https://a.example/pic.jpg</image:loc><image:title>عکس</image:title>"
        "</image:image><loc>https://a.example/1</loc><lastmod>2026-11-01</lastmod></url></urlset>"
    )
    unbound = body.replace(' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"', "")

    assert [(link.address, link.title) for link in read("sitemap", body).links] == [
        ("https://a.example/1", None)
    ]
    assert [link.address for link in read("sitemap", unbound).links] == ["https://a.example/1"]


def test_a_sitemap_survives_bad_bytes_a_wrong_charset_and_a_broken_end() -> None:
    urls = "".join(f"<url><loc>https://a.example/خبر-{n}</loc></url>" for n in range(30))
    whole = f'<?xml version="1.0" encoding="windows-1256"?><urlset xmlns="{SITEMAP}">{urls}</urlset>'
    broken = b"\n\nWarning: line 3\n" + whole.encode()[:-60].replace(b"/1", b"/\xff1", 1)

    assert read("sitemap", whole).links[0].address == "https://a.example/خبر-0"
    assert len(read("sitemap", broken).links) >= 29
    assert len(read("sitemap", gzip.compress(whole.encode())[:-9]).links) >= 29


def test_addresses_of_a_sitemap_may_be_relative() -> None:
    body = f'<sitemapindex xmlns="{SITEMAP}"><sitemap><loc>/news.xml.gz</loc></sitemap></sitemapindex>'

    assert read("sitemap", body).more == ("https://a.example/news.xml.gz",)
