"""Canonical addresses merge what is the same piece and never what is not."""

import json
from pathlib import Path

import pytest

from crawler.identity import canonical, is_front_page, resolve

CHECKS = Path(__file__).parents[4] / "shared" / "checks" / "mediacloud_metadata-lib_urls.json"

SAME = [
    ("http://www.a.example/news/12", "https://a.example/news/12/"),
    ("https://a.example/news/12?utm_source=x&UTM_medium=y", "https://a.example/news/12"),
    ("https://a.example/news/12?fbclid=1&gclid=2&ref=rss", "https://a.example/news/12"),
    ("https://a.example:443/news/12#comments", "https://a.example/news/12"),
    ("https://a.example/news/12/amp", "https://a.example/news/12"),
    ("https://a.example/amp/news/12", "https://a.example/news/12"),
    ("https://a.example/news/12?amp=1", "https://a.example/news/12"),
    ("https://a-example.cdn.ampproject.org/c/s/a.example/news/12/amp", "https://a.example/news/12"),
    ("https://m.a.example/news/12", "https://a.example/news/12"),
    ("https://a.example/خبر/سلام", "https://a.example/%D8%AE%D8%A8%D8%B1/%D8%B3%D9%84%D8%A7%D9%85"),
    ("https://a.example/علي-كريمي", "https://a.example/علی-کریمی"),
    ("https://a.example/می‌شود", "https://a.example/میشود"),
    ("https://a.example/a.php;jsessionid=1F", "https://a.example/a.php"),
    ("https://a.example//news///12", "https://a.example/news/12"),
    ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2"),
    ("http:\\\\www.a.example\\news\\12", "https://a.example/news/12"),
    ("//www.a.example/news/12", "https://a.example/news/12"),
    ("https://a.example/?id=1&amp;utm_medium=x", "https://a.example/?id=1"),
]

DIFFERENT = [
    ("http://a.example/index.aspx?siteid=1&cid=100", "http://a.example/index.aspx?siteid=1&cid=200"),
    ("http://a.example/?newsid=1", "http://a.example/?newsid=2"),
    ("http://a.example/page.php?sid=1", "http://a.example/page.php?sid=2"),
    ("https://yazd.a.example/news/1", "https://a.example/news/1"),
    ("https://t.me/s/one", "https://t.me/s/two"),
    ("https://a.example/Ab3", "https://a.example/ab3"),
    ("https://a.example/#!/news/1", "https://a.example/#!/news/2"),
    ("http://127.0.0.1:8001/1", "http://127.0.0.1:8002/1"),
    ("https://a.example/news/12", "https://a.example/news/12/gallery"),
    ("https://amp.ir/1", "https://ir/1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_addresses_of_one_piece_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_of_two_pieces_stay_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("address", sorted({address for pair in (*SAME, *DIFFERENT) for address in pair}))
def test_a_canonical_address_is_its_own_canonical_address(address: str) -> None:
    assert canonical(canonical(address)) == canonical(address)


def test_links_are_resolved_as_templates_write_them() -> None:
    base = "https://a.example/fa/list"

    assert resolve(base, " /news/\n12 ") == "https://a.example/news/12"
    assert resolve(base, "?id=3") == "https://a.example/fa/list?id=3"


def test_front_pages_are_known() -> None:
    assert is_front_page("https://www.a.example/fa/")
    assert not is_front_page("https://a.example/?newsid=3")
    assert not is_front_page("https://a.example/news")


def test_the_reference_pairs_are_merged_but_for_habits_that_lose_persian_pieces() -> None:
    if not CHECKS.exists():
        pytest.skip(f"{CHECKS} is not beside the checkout")
    pairs = json.loads(CHECKS.read_text(encoding="utf-8"))["normalize_url"]
    different = [
        each["url"]
        for each in pairs
        if "expected" in each and canonical(each["url"]) != canonical(each["expected"])
    ]

    # Lower-cased paths would merge short links, and other ports are other servers.
    assert different == ["https://www.gpo.gov:/fdsys/pkg/PL", "https://do.ma.in:442/what/ever"]
