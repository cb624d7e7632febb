"""The reliability of a set of ratings: every coefficient that applies, with interval and sample size."""

import pytest

from core.errors import InputError
from scoring.reliability import Level, Rating
from scoring.reliability_report import reliability_report

# Gwet's twelve units and four raters (Handbook of Inter-Rater Reliability).
GWET: list[list[Rating | None]] = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, None, 3, None],
]


def test_published_values_of_four_raters() -> None:
    report = reliability_report(GWET, Level.NOMINAL)
    values = {name: round(one.value, 4) for name, one in report.coefficients.items()}

    assert values == {
        "percent agreement": 0.8182,
        "Fleiss's kappa": 0.7612,
        "Gwet's AC1": 0.7754,
        "Krippendorff's alpha": 0.7434,
    }
    assert (report.units, report.single, report.missing, report.verdict) == (11, 1, 4, "tentative")


def test_every_interval_holds_its_coefficient() -> None:
    for one in reliability_report(GWET, Level.NOMINAL).coefficients.values():
        assert one.interval is not None
        assert one.interval[0] <= one.value <= one.interval[1]


def test_two_coders_also_have_cohen_and_scott() -> None:
    pairs = [[row[0], row[1]] for row in GWET]

    assert {"Cohen's kappa", "Scott's pi"} <= reliability_report(pairs, Level.NOMINAL).coefficients.keys()


def test_kappas_are_not_given_for_numbers() -> None:
    coefficients = reliability_report(GWET, Level.INTERVAL).coefficients

    assert round(coefficients["Krippendorff's alpha"].value, 4) == 0.8491
    assert coefficients.keys() == {"percent agreement", "Krippendorff's alpha"}


def test_the_rarest_category_says_how_many_units_are_needed() -> None:
    answers: tuple[Rating, ...] = ("بله", "خیر", "خیر", "خیر")
    ratings = [[answer, answer] for answer in answers]

    assert reliability_report(ratings, Level.NOMINAL).needed == {0.8: 139, 0.667: 81}


def test_one_category_everywhere_needs_no_sample() -> None:
    report = reliability_report([["بله", "بله"], ["بله", "بله"]], Level.NOMINAL)

    assert (report.needed, report.verdict) == ({}, "reliable")


def test_ratings_that_nobody_gave_twice_are_refused() -> None:
    with pytest.raises(InputError, match="no unit has two ratings"):
        reliability_report([["بله", None], [None, "خیر"]], Level.NOMINAL)


def test_words_are_no_numbers() -> None:
    with pytest.raises(InputError, match="--level nominal"):
        reliability_report([["کم", "زیاد"]], Level.ORDINAL)
