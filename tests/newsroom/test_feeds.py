"""Feeds: three kinds, three ways to write a time, and a text that changes only with its items."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from newsroom.answers import Answer, answer_at
from newsroom.jalali import read_instant
from newsroom.shown import listed_at
from newsroom.sites import load_sites

NOW = read_instant("1404-08-20 23:00")
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def feed_of(site_id: str) -> Answer:
    answer = answer_at(NOW, load_sites()[site_id], "/feed/", base_port=18401)
    assert answer is not None
    return answer


def test_rss_dates_are_rfc_822_with_the_offset_of_tehran() -> None:
    newest = listed_at(NOW, "kavirban")[0]
    written = ElementTree.fromstring(feed_of("kavirban").text.encode()).findtext("channel/item/pubDate")

    assert written is not None
    assert written.endswith("+0330")
    assert parsedate_to_datetime(written) == newest.published


def test_one_feed_writes_jalali_dates_and_the_whole_text() -> None:
    newest = listed_at(NOW, "haft-cheshmeh")[0]
    item = ElementTree.fromstring(feed_of("haft-cheshmeh").text.encode()).find("channel/item")
    assert item is not None

    assert (item.findtext("pubDate") or "").startswith("1404/08/20 ")
    for paragraph in newest.publication.paragraphs:
        assert f"<p>{paragraph}</p>" in (item.findtext(CONTENT) or "")


def test_one_feed_is_atom() -> None:
    newest = listed_at(NOW, "sobh-bastam")[0]
    entry = ElementTree.fromstring(feed_of("sobh-bastam").text.encode()).find(f"{ATOM}entry")
    assert entry is not None

    assert entry.findtext(f"{ATOM}title") == newest.title
    assert (entry.findtext(f"{ATOM}published") or "").endswith("+03:30")


def test_the_links_of_a_feed_lead_to_pages() -> None:
    for site in [site for site in load_sites().values() if site.feed in ("rss", "rss-jalali")]:
        for link in ElementTree.fromstring(feed_of(site.id).text.encode()).iterfind("channel/item/link"):
            path = (link.text or "").partition("127.0.0.1:")[2].partition("/")[2]
            answer = answer_at(NOW, site, f"/{path}", base_port=18401)
            assert answer is not None
            assert answer.status == 200


def test_a_feed_without_news_is_the_same_text_an_hour_later() -> None:
    site = load_sites()["semnan-miras"]
    later = answer_at(NOW + timedelta(hours=1), site, "/feed/", base_port=18401)

    assert later == feed_of("semnan-miras")
