"""Selectors on a page name the elements that CSS says they name, in the order of the page."""

import pytest
from lxml.cssselect import CSSSelector

from crawler.extractors.html import first, parse_html, select

PAGE = """
<html><body class="page fa">
<div class="item" id="main"><h1 class="title big">پل تازه باز شد</h1>
  <div class="box"><p class="lead" itemprop="name">راه کوتاه شد</p>
  <div class="box"><a href="/1">یک</a><span>دو</span></div></div>
  <ul class="tags tags"><li><a>پل</a></li><li class="last"><a>راه</a></li></ul>
</div>
<aside class="item related"><h1>دیگر</h1><a href="/2">سه</a><p class="lead">از همه جا</p></aside>
</body></html>
"""
SELECTORS = [
    ".lead",
    "p.lead, h1",
    ".item .lead",
    "#main .lead",
    ".item h1.title",
    ".box a",
    ".box .box a, .box span",
    ".tags",
    ".title.big",
    ".big.small",
    "h1, .lead, a",
    ".item > h1",
    "li:last-child a",
    ".nowhere li:first-child a",
    "a[href]",
    ".lead:not(.nowhere)",
    "body .page",
    ".item .box .lead",
    ".box .item .lead",
    ".nowhere .lead, .item .box .box span",
    'p[itemprop="name"]',
    '[itemprop="name"], .last',
    '.box [itemprop="name"]',
    "*",
]


def as_css_says(tree: object, selector: str) -> list[object]:
    return list(CSSSelector(selector, translator="html")(tree))


@pytest.mark.parametrize("selector", SELECTORS)
def test_a_selector_names_what_css_says(selector: str) -> None:
    page = parse_html(PAGE)

    assert select(page, selector) == as_css_says(page, selector)


@pytest.mark.parametrize("selector", SELECTORS)
def test_in_a_part_of_the_page_it_names_what_stands_there(selector: str) -> None:
    page = parse_html(PAGE)
    parts = [*page.iter("div"), *page.iter("aside"), *page.iter("ul")]

    assert [select(part, selector) for part in parts] == [as_css_says(part, selector) for part in parts]


def test_the_first_alternative_that_is_on_the_page_wins() -> None:
    page = parse_html(PAGE)
    chosen = first(page, ".nowhere, .last, h1")

    assert chosen is not None
    assert chosen.text_content() == "راه"


def test_two_pages_in_turn_are_not_confused() -> None:
    one, two = parse_html(PAGE), parse_html(PAGE.replace("lead", "intro"))

    assert [len(select(page, ".lead")) for page in (one, two, one)] == [2, 0, 2]
