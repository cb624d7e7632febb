"""Jalali times are read from the data and written in the styles of sites."""

from datetime import UTC, datetime

import pytest

from newsroom.date_styles import DATE_STYLES, written_time
from newsroom.jalali import read_day, read_instant
from newsroom.sites import DateStyle, load_sites

AFTERNOON = datetime(2025, 11, 6, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("iso", "۱۵ آبان ۱۴۰۴"),
        ("words-time", "۱۵ آبان ۱۴۰۴ - ۱۴:۳۰"),
        ("words-latin", "15 آبان 1404 ساعت 14:30"),
        ("long-words", "پنجشنبه، ۱۵ آبان ۱۴۰۴ | ۱۴:۳۰"),
        ("numbers", "1404/08/15"),
        ("arabic-digits", "١٤٠٤/٠٨/١٥ - ١٤:٣٠"),
        ("weekday", "پنجشنبه ۱۵ آبان"),
    ],
)
def test_each_style_writes_the_same_instant_in_its_way(style: DateStyle, written: str) -> None:
    assert written_time(AFTERNOON, style) == written


def test_every_style_is_used_by_a_site() -> None:
    assert {site.date_style for site in load_sites().values()} == set(DATE_STYLES)


def test_a_written_time_is_tehran_time() -> None:
    assert read_instant("1404-08-15 14:30") == AFTERNOON


@pytest.mark.parametrize("written", ["1404/08/15", "1404-08", "", "1404-13-01"])
def test_a_wrong_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"Jalali|month"):
        read_day(written)


def test_a_time_without_its_hour_is_refused() -> None:
    with pytest.raises(ValueError, match="write it like 1404-08-15 08:30"):
        read_instant("1404-08-15")
