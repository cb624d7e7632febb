"""Printed percentages sum to 100, and a difference of shares is said in percentage points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.percentages import Share, points_words, whole_percentages


@given(st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=9).filter(any))
def test_printed_percentages_sum_to_100_and_none_is_off_by_one(counts: list[int]) -> None:
    printed = whole_percentages(counts)

    assert sum(printed) == 100
    assert all(abs(p - 100 * c / sum(counts)) < 1 for p, c in zip(printed, counts, strict=True))


@pytest.mark.parametrize(
    ("counts", "printed"),
    [([1, 1, 1], [34, 33, 33]), ([2, 3], [40, 60]), ([7], [100]), ([0, 0], [0, 0]), ([1, 0, 7], [13, 0, 87])],
)
def test_the_largest_remainder_gets_what_is_left(counts: list[int], printed: list[int]) -> None:
    assert whole_percentages(counts) == printed


def test_a_fall_of_shares_is_said_in_percentage_points_with_counts() -> None:
    before, after = Share(part=20, whole=22), Share(part=5, whole=22)

    assert points_words(before, after) == "۶۸ واحد درصد کمتر"
    assert before.words == "۹۱٪ (۲۰ از ۲۲)"


def test_a_rise_no_change_and_nothing_to_compare() -> None:
    half = Share(part=1, whole=2)

    assert points_words(half, Share(part=3, whole=4)) == "۲۵ واحد درصد بیشتر"
    assert points_words(half, half) == "بی‌تغییر"
    assert (
        points_words(Share(part=500, whole=1000), Share(part=501, whole=1000)) == "کمتر از یک واحد درصد تغییر"
    )
    assert points_words(half, Share(part=0, whole=0)) == "قابل مقایسه نیست"
    assert Share(part=0, whole=0).words == "۰ از ۰"
