"""The shipped places: how many there are, and how their names are spelled."""

import re
from pathlib import Path

import pytest

from core.places import Places
from rasad.load_config import load_methodology


@pytest.fixture(scope="module")
def places(checkout: Path) -> Places:
    return load_methodology([checkout / "config"]).places


def all_names(places: Places) -> set[str]:
    provinces = {province.name for province in places.provinces}
    return provinces | {county.name for county in places.counties} | {city.name for city in places.cities}


def test_there_are_31_provinces_482_counties_and_about_1450_cities(places: Places) -> None:
    assert len(places.provinces) == 31
    assert len(places.counties) == 482
    assert 1440 <= len(places.cities) <= 1460


def test_names_that_begin_with_alef_madde_are_spelled_so(places: Places) -> None:
    names = """
        آمل، آباده، آبادان، آستارا، آستانه، آستانه اشرفیه، آران و بیدگل، آرادان، آزادشهر، آق‌قلا، آبیک، آشتیان،
        آبدانان، آوج، آذرشهر، آذربایجان شرقی، آذربایجان غربی، آشخانه، آوه، آبعلی، آبسرد، آلاشت، آکند، آچاچی،
        آقکند، آجین، آسارا، آغاجاری، آبگرم، آلونی، آیسک، سرآسیاب یوسفی، خداآفرین، کلارآباد، زیرآب، مزدآوند
    """

    assert {name.strip() for name in names.split("،")} - all_names(places) == set()


def test_names_that_begin_with_a_plain_alef_stay_so(places: Places) -> None:
    names = "املش، اراک، ایلام، اردبیل، اصفهان، اهواز، اندیمشک، ارومیه، انار، اشتهارد، ابهر، اهر، اقلید، ازنا"

    assert {name.strip() for name in names.split("،")} - all_names(places) == set()


def test_the_ending_abad_has_its_madde_except_in_the_names_that_have_none(places: Places) -> None:
    without = {name for name in all_names(places) if re.search(r"اباد(?!ه)", name)}

    assert without == {"مهاباد", "گناباد", "بهاباد"}


def test_no_name_has_arabic_letters_digits_or_doubled_spaces(places: Places) -> None:
    odd = {
        name for name in all_names(places) if re.search(r"[يكةۀ0-9۰-۹_]|\s\s|^\s|\s$|\u200c\s|\s\u200c", name)
    }

    assert odd == set()


def test_a_half_space_stands_only_after_a_letter_that_joins(places: Places) -> None:
    assert {name for name in all_names(places) if re.search("[اآدذرزژو]\u200c", name)} == set()


def test_usual_spellings_are_the_names_and_others_lead_to_them(places: Places) -> None:
    counties = {county.name: county for county in places.counties}

    assert "طوالش" in counties["تالش"].other_names
    assert "قایم‌شهر" in counties["قائم‌شهر"].other_names
    assert {"بوئین‌زهرا", "چابهار", "گنبد کاووس", "اسلام‌آباد غرب", "خرم‌آباد"} <= counties.keys()


def test_every_county_has_a_city(places: Places) -> None:
    with_city = {(city.province, city.county) for city in places.cities}

    assert {(county.province, county.name) for county in places.counties} == with_city


def test_capitals_are_those_of_the_provinces(places: Places) -> None:
    capitals = {province.name: province.capital for province in places.provinces}

    assert capitals["لرستان"] == "خرم‌آباد"
    assert capitals["گلستان"] == "گرگان"
    assert capitals["کهگیلویه و بویراحمد"] == "یاسوج"
