"""Scoring a flat table: what a scheme file can say."""

import pytest

from scoring.composite.csv_table import write_csv
from tests.unit.scoring.scored_tables import COUNTRIES, HDI, column, flat, run, scored


def test_the_human_development_index_comes_out() -> None:
    rows = scored(HDI, COUNTRIES)

    assert column("hdi", rows) == ["0.967", "0.966", "0.959", "0.78", ""]
    assert column("rank", rows) == ["1", "2", "3", "4", ""]
    assert rows[4]["note"] == "too little data for the index"


def test_an_index_of_given_parts_has_ties_and_a_gate() -> None:
    scheme = """
unit: u
scale: 1
normalisation: none
rounding: {decimals: 4}
index:
  id: egdi
  parts:
    - {id: osi, gate: true, weight: 0.34}
    - {id: tii, weight: 0.33}
    - {id: hci, weight: 0.33}
"""
    rows = scored(scheme, "u,osi,tii,hci\na,0.9,0.8,0.7\nb,0.9,0.8,0.7\nc,0,0.9,0.9\nd,0.1,0.1,0.1\n")

    assert column("egdi", rows) == ["0.801", "0.801", "0", "0.1"]
    assert column("rank", rows) == ["1", "1", "4", "3"]


def test_means_of_z_scores_can_be_put_on_the_scale_again() -> None:
    parts = """
    - id: infrastructure
      normalisation: min_max
      parts:
        - {id: a, normalisation: z_score, weight: 1/3}
        - {id: b, normalisation: z_score, weight: 2/3}
"""
    rows = scored(flat(parts), "u,a,b\nx,1,10\ny,2,30\nz,3,20\n")

    # z-scores −1, 0, 1 and −1, 1, 0 give means −1, 2/3 and 1/3.
    assert [float(v) for v in column("total", rows)] == pytest.approx([0, 1, 0.8])


def test_a_gate_may_close_only_the_whole_above_it() -> None:
    parts = """
    - id: left
      parts:
        - {id: a, normalisation: none, gate: parent}
        - {id: b, normalisation: none}
    - {id: c, normalisation: none}
"""
    (row,) = scored(flat(parts), "u,a,b,c\nx,0,1,1\n")

    assert (row["left"], row["total"]) == ("0", "0.5")


def test_the_least_of_a_scale_is_no_zero_for_a_gate() -> None:
    rows = scored(flat("    - {id: a, gate: true}\n    - {id: b}"), "u,a,b\nx,5,2\ny,9,1\n")

    assert column("total", rows) == ["0.5", "0.5"]


@pytest.mark.parametrize(
    "mean,total", [("arithmetic", "2.5"), ("geometric", "2"), ("harmonic", "1.6"), ("copeland", "0")]
)
def test_every_mean(mean: str, total: str) -> None:
    scheme = flat(
        "    - {id: a, normalisation: none}\n    - {id: b, normalisation: none}", "rounding: {decimals: 9}"
    ).replace("id: total", f"id: total\n  aggregation: {mean}")

    assert scored(scheme, "u,a,b\nx,1,4\n")[0]["total"] == total


def test_a_geometric_level_may_have_a_floor() -> None:
    scheme = flat("    - {id: a, normalisation: none}\n    - {id: b, normalisation: none}").replace(
        "id: total", "id: total\n  aggregation: geometric\n  floor: 1"
    )

    assert float(scored(scheme, "u,a,b\nx,0,4\n")[0]["total"]) == pytest.approx(2)


@pytest.mark.parametrize(
    "leaf,points",
    [
        ("direction: less", [1, 0.5, 0]),
        ("goalposts: [0, 10]", [0.2, 0.4, 0.6]),
        ("goalposts: [0, 10], direction: less", [0.8, 0.6, 0.4]),
        ("goalposts: [3, 5]", [0, 0.5, 1]),
        ("goalposts: [3, 5], clip: false", [-0.5, 0.5, 1.5]),
        ("cap: [null, 5]", [0, 2 / 3, 1]),
        ("normalisation: target_ratio, target: 4", [0.5, 1, 1]),
        ("normalisation: target_ratio, target: 3, direction: less", [1, 0.75, 0.5]),
        ("normalisation: distance_to_target, target: 6", [0, 0.5, 1]),
        ("normalisation: distance_to_target, target: 2, direction: less", [1, 0.5, 0]),
        ("normalisation: distance_to_reference, reference: y", [0, 1, 1]),
        ("normalisation: distance_to_max", [0, 0.5, 1]),
        ("normalisation: fraction_of_max", [1 / 3, 2 / 3, 1]),
        ("normalisation: percentile_rank", [0, 0.5, 1]),
        ("normalisation: rank", [1, 2, 3]),
        ("normalisation: borda, direction: less", [2, 1, 0]),
        ("normalisation: z_score", [-1, 0, 1]),
        ("logarithm: true, goalposts: [2, 8]", [0, 0.5, 0.7925]),
    ],
)
def test_every_normalisation(leaf: str, points: list[float]) -> None:
    rows = scored(flat(f"    - {{id: a, {leaf}}}"), "u,a\nx,2\ny,4\nz,6\n")

    assert [float(v) for v in column("total", rows)] == pytest.approx(points, abs=5e-5)


def test_a_lost_part_leaves_with_its_weight_if_enough_is_there() -> None:
    parts = "    - {id: a, normalisation: none, weight: 7}\n    - {id: b, normalisation: none, weight: 3}"
    rows = scored(flat(parts), "u,a,b\nx,1,\ny,,1\n")

    assert column("total", rows) == ["1", ""]


@pytest.mark.parametrize(
    "ties,ranks",
    [
        ("smallest", ["1", "2", "2", "4"]),
        ("largest", ["1", "3", "3", "4"]),
        ("dense", ["1", "2", "2", "3"]),
        ("average", ["1", "2.5", "2.5", "4"]),
    ],
)
def test_ties(ties: str, ranks: list[str]) -> None:
    scheme = flat("    - {id: a, normalisation: none}", f"ranking: {{ties: {ties}}}")

    assert column("rank", scored(scheme, "u,a\nw,9\nx,5\ny,5\nz,1\n")) == ranks


def test_the_lowest_can_be_first() -> None:
    scheme = flat("    - {id: a, normalisation: none}", "ranking: {first: lowest}")

    assert column("rank", scored(scheme, "u,a\nx,9\ny,5\n")) == ["2", "1"]


@pytest.mark.parametrize("before,ranks", [("true", ["1", "1"]), ("false", ["2", "1"])])
def test_rounding_comes_after_ranking_unless_asked(before: str, ranks: list[str]) -> None:
    scheme = flat(
        "    - {id: a, normalisation: none}", f"rounding: {{decimals: 1, before_ranking: {before}}}"
    )
    rows = scored(scheme, "u,a\nx,68.81\ny,68.84\n")

    assert column("total", rows) == ["68.8", "68.8"]
    assert column("rank", rows) == ranks


def test_half_is_rounded_up_as_people_do() -> None:
    scheme = flat("    - {id: a, normalisation: none}", "rounding: {decimals: 1}")

    assert column("total", scored(scheme, "u,a\nx,0.25\ny,0.35\nz,-0.25\n")) == ["0.3", "0.4", "-0.3"]


def test_a_part_may_be_rounded_before_it_goes_up() -> None:
    parts = "    - {id: a, normalisation: none, decimals: 0}\n    - {id: b, normalisation: none}"

    assert scored(flat(parts), "u,a,b\nx,0.6,0\n")[0]["total"] == "0.5"


def test_denominators_come_from_the_table_or_from_another_file() -> None:
    scheme = flat("    - {id: a, normalisation: none, denominator: people, per: 1000}")
    here = scored(scheme, "u,a,people\nx,5,1000\n")
    there = scored(scheme, "u,a\nx,5\n", sizes="u,people\ny,1\nx,1000\n")

    assert column("total", here) == column("total", there) == ["5"]


def test_periods_share_one_scale_and_rank_apart() -> None:
    data = "u,year,a\nx,1400,0\ny,1400,5\nx,1401,10\ny,1401,5\n"
    rows = scored(flat("    - {id: a}"), data, period="year")

    assert column("total", rows) == ["0", "0.5", "1", "0.5"]
    assert column("rank", rows) == ["2", "1", "1", "2"]


def test_each_period_can_have_its_own_scale() -> None:
    data = "u,year,a\nx,1400,0\ny,1400,5\nx,1401,10\ny,1401,5\n"
    rows = scored(flat("    - {id: a}", "over: each_period"), data, period="year")

    assert column("total", rows) == ["0", "1", "1", "0"]


@pytest.mark.parametrize(
    "rule,filled",
    [
        ("{method: mean}", "4"),
        ("{method: median}", "2"),
        ("{method: mean, by: g}", "1.5"),
        ("{method: constant, value: 0}", "0"),
    ],
)
def test_missing_values_can_be_filled(rule: str, filled: str) -> None:
    scheme = flat("    - {id: a, normalisation: none}", f"imputation: {rule}\ngroups: [g]")
    rows = scored(scheme, "u,g,a\nv,k,\nw,k,1\nx,k,2\ny,m,9\n")

    assert rows[0]["total"] == filled


@pytest.mark.parametrize("method,filled", [("latest", "2"), ("linear", "5")])
def test_missing_values_can_be_filled_from_other_periods(method: str, filled: str) -> None:
    scheme = flat("    - {id: a, normalisation: none}", f"imputation: {{method: {method}}}")
    rows = scored(scheme, "u,t,a\nx,1400,2\nx,1401,\nx,1402,8\n", period="t")

    assert rows[1]["total"] == filled


def test_units_with_too_little_data_stay_in_the_table_without_a_score() -> None:
    scheme = flat("    - {id: a}\n    - {id: b}", "screening: {least_data: 1}")
    rows = scored(scheme, "u,a,b\nx,1,2\ny,3,4\nz,9,\n")

    assert column("rank", rows) == ["2", "1", ""]
    assert rows[2]["note"] == "screened out: 50.0 % of its data is there, 100 % is asked for"


def test_units_can_be_kept_and_dropped_by_name() -> None:
    rule = "screening: {least_data: 1, keep: [z], drop: [x]}"
    parts = "    - {id: a, normalisation: none}\n    - {id: b, normalisation: none}"
    rows = scored(flat(parts, rule), "u,a,b\nx,1,2\ny,3,4\nz,9,\n")

    assert [bool(rank) for rank in column("rank", rows)] == [False, True, False]
    assert rows[0]["note"].startswith("screened out")
    assert rows[2]["note"] == "too little data for the index"


def test_outliers_are_pulled_in_and_a_column_may_be_left_alone() -> None:
    data = "u,a,b\n" + "".join(f"u{n},{v},{v}\n" for n, v in enumerate([*range(1, 11), 30, 100]))
    stages = run(flat("    - {id: a}\n    - {id: b, outliers: false}", "outliers: {}"), data).stages

    assert stages["treatments.csv"].splitlines()[1:] == ["a,winsorised,1", "b,none,0"]


def test_columns_may_be_named_by_numbers() -> None:
    assert column(
        "total", scored(flat("    - {id: a, column: 2019, normalisation: none}"), "u,2019\nx,7\n")
    ) == ["7"]


def test_persian_digits_and_missing_words_are_read() -> None:
    scheme = flat("    - {id: a, normalisation: none}", "missing_values: [ندارد]")

    assert column("total", scored(scheme, "\ufeffu,a\nx,۱۲٫۵\ny,ندارد\n")) == ["12.5", ""]


def test_every_stage_is_given() -> None:
    stages = run(HDI, COUNTRIES).stages

    assert list(stages) == ["0-raw.csv", "1-normalised.csv", "2-aggregated.csv", "weights.csv"]
    assert "education,0.333" in stages["weights.csv"]


def test_numbers_are_written_exactly_and_whole_ones_plainly() -> None:
    assert write_csv(("a", "b", "c"), [(0.1 + 0.2, 3.0, float("nan"))]) == "a,b,c\n0.30000000000000004,3,\n"
