"""When jobs are due, in Tehran and in the Jalali calendar."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from core.calendar import TEHRAN, JalaliMonth
from core.errors import InputError
from rasad.lock import only_scheduler
from rasad.schedule import last_daily, last_monthly

AT = time(1, 30)


def _tehran(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TEHRAN)


def test_the_last_night_is_today_once_its_hour_has_come() -> None:
    assert last_daily(AT, _tehran(2025, 10, 7, 1, 30)) == _tehran(2025, 10, 7, 1, 30)
    assert last_daily(AT, _tehran(2025, 10, 7, 23)) == _tehran(2025, 10, 7, 1, 30)


def test_before_its_hour_the_last_night_was_yesterday() -> None:
    assert last_daily(AT, _tehran(2025, 10, 7, 1, 29)) == _tehran(2025, 10, 6, 1, 30)


def test_due_times_are_in_utc() -> None:
    assert last_daily(AT, _tehran(2025, 10, 7, 9)).tzinfo is UTC


def test_a_month_closes_on_its_day_of_the_next_one() -> None:
    third_of_aban = JalaliMonth(1404, 8).start + timedelta(days=2, hours=6)

    assert last_monthly(3, time(6), third_of_aban) == third_of_aban
    assert last_monthly(3, time(6), third_of_aban - timedelta(minutes=1)) == (
        JalaliMonth(1404, 7).start + timedelta(days=2, hours=6)
    )


def test_every_month_of_ten_years_is_closed_once() -> None:
    now = JalaliMonth(1400, 1).start
    closings = set()
    while now < JalaliMonth(1410, 1).start:
        closings.add(last_monthly(3, time(6), now))
        now += timedelta(days=1)

    assert len(closings) == 121  # 120 months, and the one before the first


def test_a_second_scheduler_is_refused_while_the_first_works(tmp_path: Path) -> None:
    with (
        only_scheduler(tmp_path),
        pytest.raises(InputError, match="another scheduler"),
        only_scheduler(tmp_path),
    ):
        pass

    with only_scheduler(tmp_path):
        pass
