"""Every number that counts items opens a list with exactly the items counted."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

import pytest

from reports.formats.html_pages import report_pages
from reports.numbers import NOTHING, ListBook, Number
from tests.pages.reports.sample_month import sample_report

_LINK = re.compile(r'href="((?:\.\./)?lists/([^"]+)\.html)" data-count="(\d+)"')


def _numbers(value: object) -> Iterator[Number]:
    """Every Number inside a record, however deep."""
    if isinstance(value, Number):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _numbers(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _numbers(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _numbers(part)


@cache
def _pages() -> dict[str, str]:
    return dict(report_pages(sample_report()))


def test_every_number_of_the_report_equals_the_length_of_its_list() -> None:
    report = sample_report()
    numbers = [*_numbers(report.sections), *_numbers(report.agencies)]

    assert len(numbers) > 150
    assert [n for n in numbers if report.lists[n.list_id].size != n.value] == []


def test_every_item_of_every_list_has_a_view() -> None:
    report = sample_report()

    assert {i for each in report.lists.values() for i in each.item_ids} <= report.items.keys()


def test_every_link_on_every_page_leads_to_as_many_items_as_it_says() -> None:
    pages = _pages()
    shown: Counter[str] = Counter()
    for name, page in pages.items():
        if name.startswith("lists/"):
            # The further pages of a long list are `all--2.html`.
            list_id = name.removeprefix("lists/").removesuffix(".html").partition("--")[0]
            shown[list_id] += page.count('<article class="item"') + page.count('<li class="line"')
    links = [match for page in pages.values() for match in _LINK.findall(page)]

    assert len(links) > 150
    assert [(list_id, count) for _, list_id, count in links if shown[list_id] != int(count)] == []


def test_a_zero_opens_the_empty_list_that_says_what_zero_means() -> None:
    number = ListBook({}).number("anything", "هر چه", [])

    assert (number.value, number.text, number.list_id) == (0, "۰", NOTHING)
    assert "سنجیده نشد" in _pages()[f"lists/{NOTHING}.html"]


def test_one_list_id_cannot_stand_for_two_sets_of_items() -> None:
    lists = ListBook({1: 0, 2: 1})
    lists.number("same", "یک", [1])

    with pytest.raises(ValueError, match="same"):
        lists.number("same", "دو", [1, 2])


def test_a_list_shows_the_newest_first_and_each_item_once() -> None:
    lists = ListBook({7: 2, 8: 0, 9: 1})
    number = lists.number("some", "چند", [7, 9, 8, 7])

    assert number.value == 3
    assert lists.lists["some"].item_ids == (8, 9, 7)


def test_list_ids_that_no_file_system_takes_are_changed_and_stay_apart() -> None:
    lists = ListBook({1: 0})
    slash, space = lists.number("outlet-a/b", "یک", [1]), lists.number("outlet-a b", "دو", [1])

    assert slash.list_id != space.list_id
    assert re.fullmatch(r"outlet-a-b-[0-9a-f]{8}", slash.list_id)
