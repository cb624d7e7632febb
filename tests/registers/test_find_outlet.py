"""Which outlet an item comes from, and for which province it was written."""

from pathlib import Path

import pytest

from core.methodology import Methodology
from rasad.collecting.find_outlet import home_province_of, outlet_of
from rasad.load_config import load_methodology
from tests.unit.rasad.load_config_samples import FILES, write_config


@pytest.fixture
def methodology(tmp_path: Path) -> Methodology:
    return load_methodology([write_config(tmp_path)])


def found(methodology: Methodology, name: str | None = None, url: str | None = None) -> str | None:
    outlet = outlet_of(methodology, name=name, url=url)
    return outlet.id if outlet else None


@pytest.mark.parametrize("name", ["کویر", "كوير", "Kavir (kavir.example)", "KAVIR(kavir.example)", "kavir"])
def test_an_outlet_is_known_by_any_spelling_of_its_names_and_by_its_id(
    methodology: Methodology, name: str
) -> None:
    assert found(methodology, name) == "kavir"


@pytest.mark.parametrize(
    "url",
    [
        "https://nava.example/news/1",
        "http://www.nava.example",
        "https://yazd.nava.example/a",
        "https://t.me/nava/434950",
        "https://t.me/s/Nava/434950",
        "nava.example/news",
    ],
)
def test_an_outlet_is_known_by_its_addresses(methodology: Methodology, url: str) -> None:
    assert found(methodology, url=url) == "nava"


@pytest.mark.parametrize(
    "url", ["https://t.me/other/1", "https://notnava.example/", "http://[", "mailto:a", "", None]
)
def test_other_addresses_are_nobodys(methodology: Methodology, url: str | None) -> None:
    assert found(methodology, url=url) is None


def test_the_name_comes_before_the_address(methodology: Methodology) -> None:
    assert found(methodology, "نوا", "https://kavir.example/1") == "nava"
    assert found(methodology, "ناشناس", "https://kavir.example/1") == "kavir"


@pytest.mark.parametrize(
    ("name", "url", "province"),
    [
        ("کویر", None, "سمنان"),
        ("نوا", None, None),
        ("نوا یزد", None, "یزد"),
        ("نوا - استان یزد", None, "یزد"),
        ("کویر (یزد)", None, "یزد"),
        (None, "https://yazd.nava.example/1", "یزد"),
        (None, "https://yazdprovince.nava.example/1", "یزد"),
        (None, "https://sport.nava.example/1", None),
        ("کویر", "https://yazd.nava.example/1", "سمنان"),
        (None, "https://yazd.unknown.example/1", None),
        (None, None, None),
    ],
)
def test_the_home_province_is_the_narrowest_that_is_said(
    methodology: Methodology, name: str | None, url: str | None, province: str | None
) -> None:
    assert home_province_of(methodology, name=name, url=url) == province


def test_the_outlets_of_real_archives_are_known(checkout: Path) -> None:
    shipped = load_methodology([checkout / "config"])
    archives = {
        "ISNA (isna.ir)": "isna",
        "Asr Iran (asriran.com)": "asriran",
        "Hamshahri newspaper": "hamshahri",
        "Hamshahri Online (hamshahrionline.ir)": "hamshahrionline",
        "Fars News Agency Telegram @farsna": "fars",
        "Akhbar-e Fori Telegram @akhbarefori": "akhbarefori",
        "Varzesh3 (varzesh3.com)": "varzesh3",
    }

    assert {name: found(shipped, name) for name in archives} == archives
    assert home_province_of(shipped, name=None, url="https://yazd.irna.ir/news/1") == "یزد"
    assert home_province_of(shipped, name="ایسنا (منطقه خراسان رضوی)", url=None) == "خراسان رضوی"


def test_two_methodologies_are_not_confused(methodology: Methodology, tmp_path: Path) -> None:
    renamed = FILES["outlets/press.yaml"].replace("name: نوا", "name: آوا")
    other = load_methodology([write_config(tmp_path / "b", FILES | {"outlets/press.yaml": renamed})])

    assert (found(methodology, "نوا"), found(other, "نوا"), found(other, "آوا")) == ("nava", None, "nava")
