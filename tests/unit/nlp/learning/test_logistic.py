"""Weights stand where they stood until labels move them, and move further with more labels."""

import numpy as np
import pytest

from nlp.learning.logistic import Anchor, chances_of, fit_logistic

ANCHOR = Anchor(weights={"bias": -1.0, "speaks": 2.0}, ridge=10.0, bias_ridge=10.0)


def weights_after(labels: list[int]) -> dict[str, float]:
    features = [{"speaks": 1.0}] * len(labels)
    return fit_logistic(features, np.array(labels), np.ones(len(labels)), anchor=ANCHOR)


def test_without_labels_the_weights_stay() -> None:
    assert weights_after([]) == pytest.approx(ANCHOR.weights)


def test_the_more_labels_agree_the_further_a_weight_moves() -> None:
    moved = [2.0 - weights_after([0] * number)["speaks"] for number in (1, 5, 25, 125)]

    assert moved == sorted(moved)
    assert 0 < moved[0] < 0.2 < moved[-1]


def test_a_label_that_counts_twice_is_two_labels() -> None:
    features = [{"speaks": 1.0}, {"opens": 1.0}]
    doubled = fit_logistic(features, np.array([0, 1]), np.array([2.0, 1.0]), anchor=ANCHOR)
    repeated = fit_logistic([features[0], *features], np.array([0, 0, 1]), np.ones(3), anchor=ANCHOR)

    assert doubled == pytest.approx(repeated, abs=1e-4)


def test_equal_lessons_give_equal_weights() -> None:
    assert weights_after([0, 1, 1, 0, 1]) == weights_after([0, 1, 1, 0, 1])


def test_a_weight_that_no_label_speaks_of_stays() -> None:
    found = fit_logistic([{"opens": 1.0}] * 20, np.ones(20, dtype=int), np.ones(20), anchor=ANCHOR)

    assert found["speaks"] == pytest.approx(2.0, abs=1e-4)
    assert found["opens"] > 0


def test_certainty_is_never_complete() -> None:
    [chance] = chances_of([{"speaks": 1e6}], ANCHOR.weights)

    assert 0.99 < chance < 1
