"""What a province published of its monthly rounds in 1399 comes out of shares, bands and their words."""

import pytest

from core.percentages import Share, points_between, points_words, whole_percentages

KHORDAD_WEAK, TIR_WEAK = Share(part=28, whole=50), Share(part=41, whole=100)
"""Published as 12 + 44 and 4 + 37 per cent; the numbers of agencies were not."""


def test_the_shares_of_khordad_sum_to_100() -> None:
    assert whole_percentages([6, 22, 21, 1]) == [12, 44, 42, 2]


def test_what_was_called_fifteen_per_cent_growth_is_fifteen_percentage_points() -> None:
    assert points_between(KHORDAD_WEAK, TIR_WEAK) == pytest.approx(-15)
    assert points_words(KHORDAD_WEAK, TIR_WEAK) == "۱۵ واحد درصد کمتر"


@pytest.mark.parametrize(
    ("first", "later", "words"),
    [(91, 23, "۶۸ واحد درصد کمتر"), (100, 30, "۷۰ واحد درصد کمتر")],
)
def test_the_rise_since_the_first_round_reads_as_the_office_meant_it(
    first: int, later: int, words: str
) -> None:
    """Agencies and governorates: «۶۸ درصد» of the weak would have been another number."""
    assert points_words(Share(part=first, whole=100), Share(part=later, whole=100)) == words
