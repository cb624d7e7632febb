"""The search for an agency: two letters are enough, and spelling is forgiven."""

from itertools import combinations
from pathlib import Path

import pytest

from core.agencies import AgencyKey
from rasad.home import SHIPPED_CONFIG
from rasad.load_config import load_methodology
from review.looking.agency_names import MOST_FOUND, AgencyNames


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> AgencyNames:
    overlay: Path = tmp_path_factory.mktemp("config")
    (overlay / "settings.yaml").write_text("profiles: [semnan-sample]\n", encoding="utf-8")
    return AgencyNames(load_methodology([SHIPPED_CONFIG, overlay]), ["semnan-sample"])


def found(names: AgencyNames, typed: str) -> list[str]:
    return [str(key) for key in names.found(typed, province="سمنان")]


def test_every_watched_agency_is_two_letters_and_a_digit_away(names: AgencyNames) -> None:
    too_far = []
    for key in names.watched:
        words = names.telling_words(key)
        starts = {word[:2] for word in words} | {a[0] + b[0] for a, b in combinations(words, 2)}
        if not any(str(key) in found(names, start) for start in starts):
            too_far.append(str(key))

    assert names.watched
    assert too_far == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("شهردری گرمسر", "municipality@سمنان/گرمسار"),
        ("شهرداري شاهرود", "municipality@سمنان/شاهرود"),
        ("امزش پروش", "education@سمنان"),
        ("گاز اصفهان", "gas@اصفهان"),
        ("آبفا", "water-wastewater@سمنان"),
        ("آب‌فاضلاب", "water-wastewater@سمنان"),
        ("فرمانداری دامغان", "county-governor@سمنان/دامغان"),
    ],
)
def test_what_was_meant_comes_first(names: AgencyNames, typed: str, meant: str) -> None:
    assert found(names, typed)[:1] == [meant]


@pytest.mark.parametrize("typed", ["", " ", "؟!", "\u200c", "«»", "𐏈"])
def test_what_has_no_letters_of_ours_finds_nothing_and_does_not_fail(names: AgencyNames, typed: str) -> None:
    assert found(names, typed) == []


def test_no_more_is_found_than_there_are_digit_keys(names: AgencyNames) -> None:
    assert len(names.found("ش")) == MOST_FOUND


def test_an_agency_nobody_watches_has_a_name_with_its_place(names: AgencyNames) -> None:
    assert names.name_of(AgencyKey("municipality", "فارس", "شیراز")) == "شهرداری شیراز"
    assert names.name_of(AgencyKey("gas", "اصفهان")) == "شرکت گاز استان اصفهان"
    assert names.name_of(AgencyKey("gas", None), "گاز") == "گاز"
