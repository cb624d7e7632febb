"""How steady an index is: parts left out, weights shaken, assumptions drawn, columns correlated."""

import numpy as np
import pytest

from scoring.composite.build import build
from scoring.composite.grid import Grid, Numbers
from scoring.composite.multivariate import (
    cronbach_alpha,
    item_total_correlations,
    pairwise_covariance,
    principal_components,
)
from scoring.composite.ranking import rank_scores
from scoring.composite.robustness import (
    analyse,
    assumption_draws,
    mean_rank_change,
    rank_change_without,
    sensitivity_indices,
)
from scoring.composite.scheme import TableScheme
from scoring.composite.scheme_file import read_scheme
from scoring.composite.weights import effective_weights, reweighted, shaken_weights, without

SCHEME = read_scheme(
    """
unit: u
index:
  id: total
  parts:
    - id: left
      weight: 3
      parts: [{id: a, weight: 2}, {id: b}]
    - {id: c}
""",
    "scheme.yaml",
)

VALUES = np.array([[1.0, 9, 5], [2, 7, 6], [3, 8, 1], [4, 1, 9], [5, 3, 2], [6, 2, 4]])
GRID = Grid(units=tuple("uvwxyz"), columns=("a", "b", "c"), values=VALUES)


def ranks(scheme: TableScheme) -> dict[str, float]:
    points = build(scheme, GRID).points
    return dict(zip(points.units, rank_scores(points.column("total")).tolist(), strict=True))


def test_effective_weights_multiply_down_the_hierarchy() -> None:
    assert effective_weights(SCHEME) == pytest.approx(
        {"total": 1, "left": 0.75, "a": 0.5, "b": 0.25, "c": 0.25}
    )


def test_a_part_left_out_leaves_its_weight_to_its_siblings() -> None:
    assert effective_weights(without(SCHEME, "b")) == pytest.approx(
        {"total": 1, "left": 0.75, "a": 0.75, "c": 0.25}
    )


def test_a_whole_that_loses_its_last_part_goes_with_it() -> None:
    assert effective_weights(without(without(SCHEME, "a"), "b")) == {"total": 1, "c": 1}


def test_other_weights_reach_every_level() -> None:
    assert effective_weights(reweighted(SCHEME, {"left": 1, "a": 1})) == pytest.approx(
        {"total": 1, "left": 0.5, "a": 0.25, "b": 0.25, "c": 0.5}
    )


def test_shaken_weights_stay_within_their_fraction() -> None:
    shaken = shaken_weights(SCHEME, 0.25, np.random.default_rng(3))

    assert set(shaken) == {"left", "a", "b", "c"}
    assert 2.25 <= shaken["left"] <= 3.75


def test_leaving_out_a_part_changes_ranks_by_so_much_on_average() -> None:
    changes = rank_change_without(SCHEME, GRID, ["a", "c"])
    by_hand = mean_rank_change(ranks(SCHEME), ranks(without(SCHEME, "a")))

    assert changes["a"] == by_hand > 0


def test_rank_changes_compare_only_units_that_have_both() -> None:
    assert mean_rank_change({"x": 1, "y": 2, "z": 3}, {"x": 2, "y": 2}) == 0.5


def test_draws_are_repeatable_and_mixed_one_column_at_a_time() -> None:
    rows = assumption_draws(8, 2, seed=1)
    first, second, mixed = rows[:8], rows[8:16], rows[16:24]

    assert rows.shape == (32, 2)
    assert (rows == assumption_draws(8, 2, seed=1)).all()
    assert (mixed[:, 0] == second[:, 0]).all()
    assert (mixed[:, 1] == first[:, 1]).all()


def test_sensitivity_finds_the_assumption_that_matters() -> None:
    rows = assumption_draws(512, 2, seed=2)
    found = sensitivity_indices(4 * rows[:, 0] + rows[:, 1], ["strong", "weak"])

    # The variances of 4x and x stand as 16 to 1.
    assert found["strong"].first_order == pytest.approx(16 / 17, abs=0.05)
    assert found["weak"].total == pytest.approx(1 / 17, abs=0.05)


def test_an_analysis_gives_ranges_of_rank_and_what_moves_them() -> None:
    def score(draw: Numbers) -> dict[str, float]:
        return ranks(reweighted(SCHEME, {"left": 6 * float(draw[0]), "c": 1.0 + 0 * float(draw[1])}))

    spreads, sensitivity = analyse(score, ranks(SCHEME), ["weight", "nothing"], draws=32, seed=5)

    assert any(spread.low < spread.high for spread in spreads.values())
    assert sensitivity["weight"].total > 0
    assert sensitivity["nothing"].total == 0


def test_columns_that_say_the_same_have_a_high_alpha() -> None:
    base = np.arange(10.0)
    alike = np.column_stack([base, base + 0.5 * (base % 2), base])

    assert cronbach_alpha(alike) > 0.95 > cronbach_alpha(VALUES)


def test_covariances_use_the_units_that_have_both_columns() -> None:
    values = np.array([[1.0, 2], [2, 4], [3, np.nan]])

    assert pairwise_covariance(values) == pytest.approx(np.array([[1, 1], [1, 2]]))


def test_an_item_that_runs_against_the_others_is_seen() -> None:
    base = np.arange(8.0)
    found = item_total_correlations(np.column_stack([base, base * 2, -base]), ["a", "b", "c"])

    assert found["c"] == pytest.approx(-1)
    assert found["a"] == pytest.approx(1)
    assert np.isnan(found["b"])


def test_one_direction_explains_columns_that_move_together() -> None:
    base = np.arange(8.0)
    found = principal_components(np.column_stack([base, base * 3]))

    assert found.standard_deviations == pytest.approx([2**0.5, 0], abs=1e-9)
    assert found.loadings.shape == (2, 2)
