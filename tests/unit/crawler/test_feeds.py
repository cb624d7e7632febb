"""Feeds, however badly made, give their entries; what is no feed says so."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from core.outlets import Source
from core.pages import Page
from crawler.kinds import feed
from crawler.kinds.feed import parse_feed_file
from crawler.kinds.found import Discovered

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def read(body: str | bytes, *, text_in_feed: bool = False, content_type: str = "") -> Discovered:
    source = Source(
        id="s", outlet="o", kind="feed", address="https://a.example/rss", text_in_feed=text_in_feed
    )
    page = Page(
        address=source.address,
        final_address=source.address,
        source="s",
        status=200,
        fetched_at=NOW,
        content_type=content_type,
        body=body if isinstance(body, bytes) else body.encode(),
    )
    return feed.discover(page, source, NOW)


def rss(items: str, head: str = HEAD) -> str:
    return f'{head}<rss version="2.0"><channel><title>رسانه</title>{items}</channel></rss>'


def item(title: str = "خبر", link: str = "/1", **fields: str) -> str:
    more = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def titles(found: Discovered) -> list[str | None]:
    return [link.title for link in found.links]


FEEDS = {
    "rss": rss(item("خبر نخست") + item("خبر میانی", "/2") + item("خبر واپسین", "/3")),
    "rdf": f'{HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/">'
    + item("خبر نخست")
    + item("خبر میانی", "/2")
    + item("خبر واپسین", "/3")
    + "</rdf:RDF>",
    "atom": f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom">'
    + "".join(
        f'<entry><title>خبر {name}</title><link href="/{n}"/></entry>'
        for n, name in enumerate(("نخست", "میانی", "واپسین"), start=1)
    )
    + "</feed>",
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [
                {"id": str(n), "url": f"/{n}", "title": f"خبر {name}"}
                for n, name in enumerate(("نخست", "میانی", "واپسین"), start=1)
            ],
        },
        ensure_ascii=False,
    ),
}


@pytest.mark.parametrize(
    "feed_text",
    [
        '<CHANNEL HREF="https://a.example/"><ITEM HREF="https://a.example/1"><TITLE>خبر</TITLE></ITEM></CHANNEL>',
        '<r:rss xmlns:r="urn:r" version="2.0"><channel><item><title>خبر</title>'
        "<link>https://a.example/1</link></item></channel></r:rss>",
        '<rss version="2.0"><channel><item><title>خبر</title><guid>HTTPS://a.example/1</guid></item></channel></rss>',
    ],
    ids=["channel definition", "prefixed root", "guid in capitals"],
)
def test_rare_forms_of_feeds_give_their_entries(feed_text: str) -> None:
    (entry,) = parse_feed_file(feed_text.encode(), "https://a.example/feed", NOW)

    assert (entry["title"], str(entry["url"]).lower()) == ("خبر", "https://a.example/1")


def test_dates_of_an_old_saved_feed_are_read() -> None:
    (entry,) = parse_feed_file(rss(item(pubDate="Thu, 01 Jan 2004 19:48:21 GMT")).encode(), None, NOW)

    assert entry["published"] == "2004-01-01T23:18:21+03:30"


def test_links_are_absolute_and_carry_title_lead_and_time() -> None:
    found = read(
        rss(item("آغاز کار", "/news/1", description="<p>متن</p>", pubDate="Fri, 20 Nov 2026 10:00:00 +0330"))
    )
    link = found.links[0]

    assert (link.address, link.title, link.lead) == ("https://a.example/news/1", "آغاز کار", "متن")
    assert link.published is not None
    assert link.published.at == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
    assert link.published.rule == "feed:published/gregorian-words"


def test_atom_and_rdf_and_json_feeds_are_read() -> None:
    atom = (
        f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>الف</title>'
        '<link href="https://a.example/1"/><published>2026-11-20T10:00:00+03:30</published></entry></feed>'
    )
    rdf = (
        f'{HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<item><title>ب</title><link>https://a.example/2</link></item></rdf:RDF>"
    )
    as_json = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/3", "title": "پ"}]}
    )

    assert [titles(read(body)) for body in (atom, rdf, as_json)] == [["الف"], ["ب"], ["پ"]]


@pytest.mark.parametrize(
    "body",
    [
        rss(item("آب & برق", "/1") + item("خبر دوم", "/2")),
        rss(item("خبر&nbsp;نخست", "/1") + item("خبر دوم", "/2")),
        rss(item("خبر", "/1", description="<p>باز مانده") + item("خبر دوم", "/2")),
        rss(item("خبر\x08 نخست", "/1") + item("خبر دوم", "/2")),
        rss(item("خبر", "/1") + item("خبر دوم", "/2")).replace("</channel></rss>", ""),
        "Warning: mysql_connect() in /var/www on line 3\n\n" + rss(item() + item(link="/2")),
        "\n\n  " + rss(item() + item(link="/2")),
        rss(item() + item(link="/2"), head=f"{HEAD}<!DOCTYPE rss SYSTEM 'http://127.0.0.2/rss.dtd'>"),
    ],
)
def test_a_broken_feed_loses_no_entry(body: str) -> None:
    assert len(read(body).links) == 2


def test_one_bad_byte_loses_no_feed() -> None:
    body = rss(item("خبر نخست") + item("خبر دوم", "/2", description="متن دراز " * 9)).encode()

    assert titles(read(body.replace("نخست".encode(), b"\xff\xfe" + "نخست".encode())))[1] == "خبر دوم"


@pytest.mark.parametrize(
    "bad",
    [b"\xff", b"\x00", b"\x1b[0m", b"\xc3", b"&#x0;", b"&#55296;", b"&nbsp;", b"<", b"]]>", b"\xef\xbf\xbf"],
)
@pytest.mark.parametrize("kind", ["rss", "rdf", "atom", "json"])
def test_one_bad_byte_in_a_title_loses_no_entry_of_any_format(kind: str, bad: bytes) -> None:
    feed = FEEDS[kind].encode()
    broken = feed.replace("میانی".encode(), "میا".encode() + bad + "نی".encode())

    assert broken != feed
    assert [link.address for link in read(broken).links] == [f"https://a.example/{n}" for n in (1, 2, 3)]


def test_a_json_feed_that_breaks_off_keeps_what_came_before() -> None:
    found = read(FEEDS["json"].encode()[:-25])

    assert [link.address for link in found.links] == ["https://a.example/1", "https://a.example/2"]
    assert found.problems[0].startswith("badly formed feed")


def test_a_gzipped_feed_is_unpacked_and_a_bomb_is_not() -> None:
    assert len(read(gzip.compress(FEEDS["rss"].encode())).links) == 3
    assert read(gzip.compress(b" " * 9_000_000)).unreadable


def test_the_charset_is_found_whatever_is_declared() -> None:
    cp1256 = rss(item("خبر استان")).replace("ی", "ي").encode("cp1256")
    utf8 = rss(item("خبر استان"), head='<?xml version="1.0" encoding="windows-1256"?>')

    assert titles(read(cp1256, content_type="application/rss+xml; charset=utf-8")) == ["خبر استان"]
    assert titles(read(utf8)) == ["خبر استان"]


def test_bombs_and_outside_entities_expand_to_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = rss(item("خبر &l9; &secret;"), head=f'{HEAD}<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>')
    stolen = rss(
        item("خبر &x;"),
        head=f'{HEAD}<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "1">]>',
    )

    assert all(len(title or "") < 40 for body in (bomb, stolen) for title in titles(read(body)))


def test_an_html_page_is_no_feed() -> None:
    found = read("<!doctype html><html><body><h1>خطا</h1></body></html>")

    assert found.unreadable
    assert found.problems == ("not a feed: there is neither an rss nor a feed element",)


def test_only_the_first_500_entries_of_a_dump_are_read() -> None:
    found = read(rss("".join(item(f"خبر {n}", f"/{n}") for n in range(3000))))

    assert len(found.links) == 500
    assert "only the first 500 entries were read" in found.problems


@pytest.mark.parametrize(
    "text",
    [
        "1400-08-24 20:14:00",
        "1400/08/24 20:14",
        "۲۴ آبان ۱۴۰۰ ۲۰:۱۴",
        "Mon, 15 Nov 2021 20:14:00",
        "Mon, 15 Nov 2021 20:14:00 IRST",
        "Mon, 15 Nov 2021 16:44:00 GMT",
    ],
)
def test_feed_dates_are_read_in_tehran_time_and_in_either_calendar(text: str) -> None:
    link = read(rss(item(pubDate=text))).links[0]

    assert link.published is not None
    assert link.published.at == datetime(2021, 11, 15, 16, 44, tzinfo=UTC)


def test_a_date_in_the_future_is_no_date() -> None:
    assert read(rss(item(pubDate="Mon, 06 Jan 2031 10:00:00 +0330"))).links[0].published is None


def test_scripts_and_markup_in_texts_are_gone_but_paragraphs_stay() -> None:
    text = "&lt;p&gt;بند یک&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;بند دو&lt;/p&gt;"
    found = read(rss(item(description=text)), text_in_feed=True)

    assert found.items[0].extracted.body == "بند یک\nبند دو"


def test_an_entry_without_link_but_with_its_text_is_still_an_item() -> None:
    body = rss("<item><title>آگهی</title><description>برق فردا می‌رود.</description><guid>a-7</guid></item>")
    found = read(body, text_in_feed=True)

    assert found.items[0].address == "https://a.example/rss#!/a-7"
    assert read(body).problems[-1] == "1 entries have no link and the feed is not marked text_in_feed"


def test_a_saved_feed_is_printed_as_plain_values() -> None:
    entry = parse_feed_file(
        rss(item("خبر", "/1", pubDate="۲۴ آبان ۱۴۰۰ ۲۰:۱۴")).encode(), "https://a.example/rss", NOW
    )[0]

    assert entry["url"] == "https://a.example/1"
    assert entry["published"] == "2021-11-15T20:14:00+03:30"
    assert entry["published_rule"] == "feed:published/jalali-words"
