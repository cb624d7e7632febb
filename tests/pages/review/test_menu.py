"""The menu: everybody finds every screen he may open, and none that he may not."""

import re
from collections.abc import Callable

import pytest

from tests.pages.review.at_work import PEOPLE, Browser

MOST_AT_ONCE = 6
"""Words that stand on one line of a phone."""


def addresses(page: str) -> list[str]:
    [menu] = re.findall(r'<nav aria-label="بخش‌ها">(.*?)</nav>', page, flags=re.DOTALL)
    return re.findall(r'href="([^"]+)"', menu)


@pytest.mark.parametrize("name", PEOPLE)
def test_every_entry_opens(signed_in: Callable[[str], Browser], name: str) -> None:
    browser = signed_in(name)
    browser.open("/password")
    found = addresses(browser.page)

    assert len(found) == len(set(found)) >= 2
    assert {browser.open(path).status_code for path in found} == {200}


def test_a_lead_has_few_words_before_him_and_everything_behind_them(
    signed_in: Callable[[str], Browser],
) -> None:
    browser = signed_in("l.raha")
    browser.open("/password")
    top = re.sub(r"<ul>.*?</ul>", "", browser.page.partition("</nav>")[0], flags=re.DOTALL)
    words = re.findall(r"<summary>|<a href=", top.partition("<nav")[2])

    assert len(words) <= MOST_AT_ONCE
    assert {"/review", "/disagreements", "/trail", "/sources", "/clips"} <= set(addresses(browser.page))


def test_what_a_role_may_not_open_is_not_offered(signed_in: Callable[[str], Browser]) -> None:
    offered = {}
    for name in ("v.nima", "n.sahar", "o.bahar", "p.post"):
        browser = signed_in(name)
        browser.open("/password")
        offered[name] = set(addresses(browser.page))

    assert not offered["v.nima"] & {"/review", "/trail", "/users", "/disagreements"}
    assert "/users" in offered["o.bahar"]
    assert "/users" not in offered["n.sahar"]
    assert offered["p.post"] == {"/agency", "/records"}
