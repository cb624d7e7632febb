"""Weights that come from the data, as an analysis."""

from math import log, sqrt

import numpy as np
import pytest

from core.errors import InputError
from scoring.composite.data_weights import component_weights, critic_weights, entropy_weights

NAN = float("nan")


def test_entropy_gives_an_even_column_nothing() -> None:
    assert entropy_weights(np.array([[5.0, 1], [5, 2], [5, 9]]), ["even", "uneven"]) == pytest.approx(
        {"even": 0, "uneven": 1}
    )


def test_entropy_by_hand() -> None:
    values = np.array([[1.0, 0], [3, 1]])
    spread = 1 + (0.25 * log(0.25) + 0.75 * log(0.75)) / log(2)

    # All of the second column is with one unit, so it has no entropy and the divergence 1.
    assert entropy_weights(values, ["a", "b"])["a"] == pytest.approx(spread / (spread + 1))


def test_entropy_refuses_values_below_zero() -> None:
    with pytest.raises(InputError, match="0 and more"):
        entropy_weights(np.array([[1.0, -1], [2, 3]]), ["a", "b"])


def test_critic_favours_the_column_that_nobody_repeats() -> None:
    same = [0.0, 1, 2, 3]
    weights = critic_weights(np.column_stack([same, same, [0.0, 3, 3, 0]]), ["a", "b", "c"])

    assert weights["a"] == pytest.approx(weights["b"])
    assert weights["c"] > weights["a"] + weights["b"]


def test_critic_by_hand() -> None:
    weights = critic_weights(np.array([[0.0, 2], [1, 0], [2, 2]]), ["a", "b"])
    # The two are uncorrelated, so only their spreads count: of 0, ½, 1 and of 1, 0, 1.
    spreads = (0.5, sqrt(1 / 3))

    assert weights["a"] == pytest.approx(spreads[0] / sum(spreads))


def test_components_weigh_columns_that_move_together_alike() -> None:
    base = np.array([1.0, 2, 3, 4, 5])
    weights = component_weights(np.column_stack([base, 2 * base, [3.0, 1, 3, 1, 3]]), ["a", "b", "c"])

    assert weights["a"] == pytest.approx(weights["b"])
    assert weights["c"] < 0.01


def test_units_that_lack_a_value_are_left_out() -> None:
    values = np.array([[1.0, 2], [NAN, 9], [3, 1]])

    assert entropy_weights(values, ["a", "b"]) == entropy_weights(values[[0, 2]], ["a", "b"])


@pytest.mark.parametrize("weigh", [entropy_weights, critic_weights])
def test_columns_that_tell_nothing_are_refused(weigh: object) -> None:
    with pytest.raises(InputError, match="nothing to weigh by"):
        weigh(np.ones((3, 2)), ["a", "b"])  # type: ignore[operator]
