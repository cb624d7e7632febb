"""Agreement coefficients give the published values of published data."""

import pytest

from scoring.reliability import (
    Level,
    Ratings,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    interval_by_units,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
    units_needed,
)

# Four raters and twelve units with missing ratings (Gwet, Handbook of Inter-Rater Reliability).
GWET: Ratings = (
    (1, 1, None, 1),
    (2, 2, 3, 2),
    (3, 3, 3, 3),
    (3, 3, 3, 3),
    (2, 2, 2, 2),
    (1, 2, 3, 4),
    (4, 4, 4, 4),
    (1, 1, 2, 1),
    (2, 2, 2, 2),
    (None, 5, 5, 5),
    (None, None, 1, 1),
    (None, 3, None, None),
)

# Three coders and fifteen units, the usual example of Krippendorff's alpha.
COLUMNS = ("*****3412113 3*3", "1*21334 3*******", "**21344*2113 3*4")
THREE: Ratings = tuple(
    tuple(None if c == "*" else int(c) for c in row)
    for row in zip(*(column.replace(" ", "") for column in COLUMNS), strict=True)
)


def from_table(table: tuple[tuple[int, ...], ...]) -> Ratings:
    return [(a, b) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)]


TWO = from_table(((13, 0, 0), (0, 20, 7), (0, 4, 56)))


def test_four_raters_with_missing_ratings() -> None:
    assert percent_agreement(GWET) == pytest.approx(0.8182, abs=5e-5)
    assert gwet_ac1(GWET) == pytest.approx(0.7754, abs=5e-5)
    assert fleiss_kappa(GWET) == pytest.approx(0.7612, abs=5e-5)


@pytest.mark.parametrize(
    "level,alpha",
    [(Level.NOMINAL, 0.7434), (Level.ORDINAL, 0.8154), (Level.INTERVAL, 0.8491), (Level.RATIO, 0.7974)],
)
def test_alpha_on_every_scale(level: Level, alpha: float) -> None:
    assert krippendorff_alpha(GWET, level) == pytest.approx(alpha, abs=5e-5)


def test_alpha_of_three_coders() -> None:
    assert krippendorff_alpha(THREE) == pytest.approx(0.691, abs=5e-4)
    assert krippendorff_alpha(THREE, Level.INTERVAL) == pytest.approx(0.811, abs=5e-4)


def test_two_coders() -> None:
    assert cohen_kappa(TWO) == pytest.approx(0.7964, abs=5e-5)
    assert scott_pi(TWO) == pytest.approx(0.7962, abs=5e-5)
    assert gwet_ac1(TWO) == pytest.approx(0.8493, abs=5e-5)


def test_words_can_be_ratings() -> None:
    same = [("بله", "بله"), ("خیر", "خیر")]

    assert krippendorff_alpha(same) == cohen_kappa(same) == 1.0


def test_one_category_everywhere_is_full_agreement() -> None:
    same = [(1, 1), (1, 1), (1, 1)]

    assert [f(same) for f in (cohen_kappa, scott_pi, fleiss_kappa, gwet_ac1, krippendorff_alpha)] == [1.0] * 5


def test_when_one_category_dominates_ac1_stays_steady() -> None:
    rare = from_table(((95, 2), (3, 0)))

    assert krippendorff_alpha(rare) < 0 < 0.9 < gwet_ac1(rare)


def test_coefficients_for_two_refuse_three() -> None:
    with pytest.raises(ValueError, match="two coders"):
        cohen_kappa(GWET)


def test_scales_other_than_nominal_need_numbers() -> None:
    with pytest.raises(ValueError, match="needs numbers"):
        krippendorff_alpha([("کم", "زیاد")], Level.INTERVAL)


def test_an_interval_holds_the_coefficient_and_is_the_same_for_a_seed() -> None:
    low, high = interval_by_units(TWO, cohen_kappa, seed=7, draws=200)

    assert low < cohen_kappa(TWO) < high
    assert (low, high) == interval_by_units(TWO, cohen_kappa, seed=7, draws=200)


def test_rarer_categories_need_more_units() -> None:
    assert units_needed(0.8, 0.05) > units_needed(0.8, 0.25)
