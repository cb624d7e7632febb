"""Jalali months as periods, and dates as words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import (
    JalaliMonth,
    day_start,
    jalali_date_numbers,
    jalali_date_words,
    jalali_instant_words,
    tehran_minute,
)
from core.errors import InputError

months = st.builds(JalaliMonth, st.integers(1350, 1450), st.integers(1, 12))


def test_a_month_is_read_from_its_number() -> None:
    assert JalaliMonth.parse("1404-07") == JalaliMonth(1404, 7)


@pytest.mark.parametrize("text", ["1404-13", "1404-00", "2025-07", "1404", "مهر ۱۴۰۴", "", "1404-7-1"])
def test_what_is_no_month_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="1404-07"):
        JalaliMonth.parse(text)


def test_mehr_1404_has_thirty_days_from_23_september() -> None:
    mehr = JalaliMonth(1404, 7)

    assert (mehr.first_day, mehr.last_day, len(mehr.days)) == (date(2025, 9, 23), date(2025, 10, 22), 30)


@pytest.mark.parametrize(("year", "days"), [(1403, 30), (1404, 29)])
def test_esfand_is_longer_in_a_leap_year(year: int, days: int) -> None:
    assert len(JalaliMonth(year, 12).days) == days


@given(months)
def test_the_next_month_begins_where_this_one_ends(month: JalaliMonth) -> None:
    assert month.end == month.next().start
    assert month.next().previous() == month
    assert month.next().first_day - month.last_day == timedelta(days=1)


@given(months)
def test_a_month_written_and_read_is_the_same_month(month: JalaliMonth) -> None:
    assert JalaliMonth.parse(str(month)) == month


def test_an_instant_belongs_to_the_month_of_its_day_in_tehran() -> None:
    before_midnight = datetime(2025, 10, 22, 20, 29, tzinfo=UTC)

    assert JalaliMonth.of(before_midnight) == JalaliMonth(1404, 7)
    assert JalaliMonth.of(before_midnight + timedelta(minutes=1)) == JalaliMonth(1404, 8)


def test_midnight_follows_daylight_saving_until_1401() -> None:
    assert day_start(date(2022, 7, 1)) == datetime(2022, 6, 30, 19, 30, tzinfo=UTC)
    assert day_start(date(2025, 7, 1)) == datetime(2025, 6, 30, 20, 30, tzinfo=UTC)


def test_dates_are_written_in_persian_words_and_digits() -> None:
    instant = datetime(2025, 10, 7, 11, 0, tzinfo=UTC)

    assert jalali_date_words(instant.date()) == "۱۵ مهر ۱۴۰۴"
    assert jalali_date_numbers(instant.date()) == "۱۴۰۴/۰۷/۱۵"
    assert jalali_instant_words(instant) == "سه‌شنبه ۱۵ مهر ۱۴۰۴، ۱۴:۳۰"
    assert JalaliMonth(1404, 7).name == "مهر ۱۴۰۴"


def test_a_terminal_shows_tehran_time_to_the_minute() -> None:
    assert tehran_minute(datetime(2025, 10, 7, 11, 0, 59, 7, tzinfo=UTC)) == "2025-10-07 14:30+03:30"
    # Iran had daylight saving until 1401.
    assert tehran_minute(datetime(2021, 7, 1, 11, 0, tzinfo=UTC)) == "2021-07-01 15:30+04:30"
