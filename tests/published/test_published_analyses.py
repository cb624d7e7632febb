"""The analyses of a published index are reproduced (cases A9–A16, A19–A25)."""

from typing import Any

import numpy as np
import pytest

from scoring.composite import normalise
from scoring.composite.aggregate import aggregate, arithmetic_mean, geometric_mean, harmonic_mean
from scoring.composite.build import Built, build
from scoring.composite.hierarchy import leaves
from scoring.composite.multivariate import (
    Correlation,
    correlation,
    correlations_between,
    correlations_within,
    cronbach_alpha,
    principal_components,
)
from scoring.composite.outrank import dominance, outranking
from scoring.composite.robustness import rank_change_without, rank_spreads, sensitivity_indices
from scoring.composite.scheme import Outliers, TableScheme
from scoring.composite.treat import winsorise
from scoring.composite.weights import effective_weights, reweighted
from tests.published.published_index import FOLDER, case, children, grid, published, rows, scheme, sizes

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="../shared/checks is not beside this checkout")


@pytest.fixture(scope="module")
def built() -> Built:
    return build(published(), grid(published()), sizes())


def test_a9_rank_change_without_a_pillar() -> None:
    want = case("A9")["expected"]
    of = published()
    got = rank_change_without(of, grid(of), list(want), sizes())

    assert got == pytest.approx(want, abs=1e-6)


def test_a10_correlation_with_the_index_before_and_after_other_weights() -> None:
    of = published()
    want = case("A10")
    weights = want["after_weights"].pop("weights")

    assert _with_index(of) == pytest.approx(want["expected"], abs=1e-6)
    assert _with_index(reweighted(of, weights)) == pytest.approx(want["after_weights"], abs=1e-6)


def _with_index(of: TableScheme) -> dict[str, float]:
    points = build(of, grid(of), sizes()).points
    return {name: correlation(points.column(name), points.column("Index")) for name in ("Conn", "Sust")}


def test_a11_effective_weights() -> None:
    got = effective_weights(published())

    assert {name: got[name] for name in case("A11")["expected"]} == pytest.approx(
        case("A11")["expected"], abs=1e-8
    )
    assert sum(got[leaf.id] for leaf in leaves(published().index)) == pytest.approx(1)


def test_a12_cronbachs_alpha() -> None:
    raw = grid(scheme("denominate")).only_columns(children("P2P"))

    assert cronbach_alpha(raw.values) == pytest.approx(case("A12")["expected"], abs=1e-7)


def test_a13_principal_components() -> None:
    found = principal_components(grid(scheme("denominate")).only_columns(children("Social")).values)

    assert found.units == 37
    assert found.standard_deviations == pytest.approx(case("A13")["expected"], abs=5e-5)


def test_a14_dominance_pairs() -> None:
    raw = grid(scheme("denominate")).only_columns(["LPI", "Flights", "Ship", "Bord", "Elec"])

    assert dominance(outranking(raw.values)).share == pytest.approx(case("A14")["expected"], abs=1e-6)


def test_a15_correlations_with_denominators() -> None:
    found = correlations_between(grid(scheme("denominate")), sizes(), beyond=0.7)

    assert _near(found, [("", *c) for c in case("A15")["expected"]], 0.0051)


def test_a16_correlations_inside_pillars(built: Built) -> None:
    found = correlations_within(built.stages["normalised"], published(), above=0.75, below=-0.5)
    want = [*case("A16")["high>0.75"], *case("A16")["low<-0.5"]]

    assert _near(found, want, 0.00051)


def _near(found: list[Correlation], want: list[Any], tolerance: float) -> bool:
    mine = {(c.group, *sorted((c.one, c.other))): c.value for c in found}
    theirs = {(group, *sorted((one, other))): value for group, one, other, value in want}
    return mine == pytest.approx(theirs, abs=tolerance)


def test_a19_a_mean_needs_enough_data() -> None:
    values = np.array(case("A19")["input"], dtype=float)
    got = aggregate(values, np.ones(3), least_available=2 / 3)

    assert got == pytest.approx(np.array(case("A19")["expected"], dtype=float), abs=1e-6, nan_ok=True)


def test_a20_means() -> None:
    values = np.array([[1.0, 2.0, 3.0]])
    got = {
        "gmean(1,2,3)": geometric_mean(values, np.ones(3))[0],
        "gmean(1,2,3;w=1,1,2)": geometric_mean(values, np.array([1.0, 1.0, 2.0]))[0],
        "hmean(1,2,3;w=2,1,1)": harmonic_mean(values, np.array([2.0, 1.0, 1.0]))[0],
    }

    assert got == pytest.approx(case("A20")["expected"], abs=1e-6)
    assert arithmetic_mean(values, np.ones(3))[0] == 2


def test_a21_goalposts() -> None:
    got = [*normalise.goalposts(np.array([1.0, 11.0, -1.0]), 0, 10)]
    less = [*normalise.goalposts(-np.array([1.0, -1.0, 11.0]), -10, 0)]

    assert [*got, *less] == list(case("A21")["expected"].values())


def test_a22_winsorising() -> None:
    values = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100])

    assert winsorise(values, Outliers()).tolist() == case("A22")["expected"]


def test_a23_outranking() -> None:
    values = np.array([[1.0, 2, 3, 4], [3, 2, 1, 5], [2, 3, 1, 4]]).T
    matrix, want = outranking(values), case("A23")

    got = [matrix[1, 0], matrix[2, 0], matrix[3, 0]]
    assert got == pytest.approx([want["outrank_2_1"], want["outrank_3_1"], want["outrank_4_1"]], abs=1e-6)
    assert (dominance(matrix).pairs, dominance(matrix).share) == (want["nDominant"], want["fracDominant"])


def draws(name: str, columns: int | None = None) -> tuple[dict[str, float], dict[str, list[float]]]:
    table_rows = rows(name)
    names = [c for c in table_rows[0] if c.startswith("r_")][:columns]
    nominal = {r["uCode"]: float(r["Nominal"]) for r in table_rows}
    return nominal, {r["uCode"]: [float(r[c]) for c in names] for r in table_rows}


@pytest.mark.parametrize("kind,columns", [("UA_ranks_100", None), ("SA_ranks_600", 200)])
def test_a24_spread_of_ranks(kind: str, columns: int | None) -> None:
    nominal, drawn = draws(f"expected_v1_{kind}.csv", columns)
    got = rank_spreads(nominal, drawn)

    for row in rows(f"expected_v1_{kind[:2]}_rankstats.csv"):
        spread = got[row["uCode"]]
        mine = [spread.nominal, spread.mean, spread.median, spread.low, spread.high]
        assert mine == pytest.approx(
            [float(row[c]) for c in ("Nominal", "Mean", "Median", "Q5", "Q95")], abs=1e-9
        )


def test_a24_nominal_ranks_lie_in_their_ranges() -> None:
    got = rank_spreads(*draws("expected_v1_UA_ranks_100.csv"))

    assert all(spread.low <= spread.nominal <= spread.high for spread in got.values())


def test_a25_sensitivity_indices() -> None:
    nominal, drawn = draws("expected_v1_SA_ranks_600.csv")
    changes = np.array(
        [np.mean([abs(drawn[unit][run] - nominal[unit]) for unit in nominal]) for run in range(600)]
    )
    want = {row["Variable"]: row for row in rows("expected_v1_SA_sensitivity_indices.csv")}
    got = sensitivity_indices(changes, list(want))

    for name, row in want.items():
        assert got[name].first_order == pytest.approx(float(row["Si"]), abs=1e-9)
        assert got[name].total == pytest.approx(float(row["STi"]), abs=1e-9)
