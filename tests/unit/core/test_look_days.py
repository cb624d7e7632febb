"""A look at a source belongs to the day whose news it shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import JalaliMonth
from core.coverage import look_day, look_day_start


@pytest.mark.parametrize(
    ("clock", "day"),
    [("00:00", 22), ("01:30", 22), ("05:59", 22), ("06:00", 23), ("13:00", 23), ("23:59", 23)],
)
def test_the_crawl_of_a_night_belongs_to_the_day_that_has_just_ended(clock: str, day: int) -> None:
    assert look_day(datetime.fromisoformat(f"2025-10-23T{clock}+03:30")) == date(2025, 10, day)


def test_the_last_day_of_a_month_rests_on_the_first_crawl_of_the_next() -> None:
    mehr = JalaliMonth(1404, 7)

    assert look_day(mehr.end + timedelta(minutes=90)) == mehr.last_day


@given(st.integers(0, 20 * 365 * 24 * 60))
def test_every_look_lies_in_its_day(minutes: int) -> None:
    instant = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    day = look_day(instant)

    assert look_day_start(day) <= instant < look_day_start(day + timedelta(days=1))
