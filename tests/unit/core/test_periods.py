"""Periods: months, quarters and windows of Jalali years."""

from datetime import date

import pytest

from core.calendar import JalaliMonth
from core.errors import RoundError
from core.periods import Period, period_around, period_ending, window_within
from core.schemes import PeriodKind, Window

WEEK = Window(id="week", name="هفتهٔ دولت", first=(6, 2), last=(6, 8))


def test_a_quarter_is_the_three_months_that_its_last_month_ends() -> None:
    third = period_ending(PeriodKind.QUARTER, JalaliMonth(1404, 9))

    assert (third.first_day, third.last_day) == (date(2025, 9, 23), date(2025, 12, 21))
    assert len(third.days) == 90


def test_a_year_has_the_days_of_its_esfand() -> None:
    assert len(period_ending(PeriodKind.YEAR, JalaliMonth(1403, 12)).days) == 366
    assert len(period_ending(PeriodKind.YEAR, JalaliMonth(1404, 12)).days) == 365


def test_a_month_inside_a_quarter_names_no_round() -> None:
    with pytest.raises(
        RoundError, match=r"no quarter ends with 1404-08; .* 1404-03, 1404-06, 1404-09, 1404-12"
    ):
        period_ending(PeriodKind.QUARTER, JalaliMonth(1404, 8))


def test_the_period_around_a_day_is_the_one_in_which_it_lies() -> None:
    month = period_around(PeriodKind.MONTH, date(2025, 10, 1))
    half = period_around(PeriodKind.HALF_YEAR, date(2025, 9, 22))

    assert month == Period(date(2025, 9, 23), date(2025, 10, 22))
    assert half == Period(date(2025, 3, 21), date(2025, 9, 22))


def test_a_window_has_its_days_in_its_month_and_none_in_another() -> None:
    shahrivar = period_ending(PeriodKind.MONTH, JalaliMonth(1404, 6))
    mehr = period_ending(PeriodKind.MONTH, JalaliMonth(1404, 7))

    assert window_within(WEEK, shahrivar) == Period(date(2025, 8, 24), date(2025, 8, 30))
    assert window_within(WEEK, mehr) is None


def test_a_month_and_its_period_have_the_same_bounds() -> None:
    month = JalaliMonth(1399, 1)
    period = period_ending(PeriodKind.MONTH, month)

    assert (period.start, period.end, period.days) == (month.start, month.end, month.days)
