"""Scoring a flat table: what a scheme file can say, and what is said about what does not fit."""

import csv
from io import StringIO

import pytest

from core.errors import ConfigError, InputError
from scoring.composite.csv_table import read_csv, write_csv
from scoring.composite.scheme_file import read_scheme
from scoring.composite.table import ScoredTable, score_table

HDI = """
unit: country
scale: 1
least_available: 1
rounding: {decimals: 3, before_ranking: true}
index:
  id: hdi
  aggregation: geometric
  parts:
    - {id: health, column: life expectancy, goalposts: [20, 85]}
    - id: education
      parts:
        - {id: mean_years, goalposts: [0, 15]}
        - {id: expected_years, goalposts: [0, 18]}
    - {id: income, column: gni, logarithm: true, goalposts: [100, 75000]}
"""

# Published components and values of the human development index for 2022.
COUNTRIES = """country,life expectancy,expected_years,mean_years,gni
Switzerland,84.255,16.58,13.94945,69432.79
Norway,83.393,18.611,13.05845,69189.76
Iceland,82.815,19.10,13.77,54688.38
Iran,74.556,14.09,10.73,14770.14
Nowhere,70,12,,5000
"""


def scored(scheme: str, data: str, **options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run(scheme, data, **options).output)))


def run(scheme: str, data: str, *, sizes: str = "", period: str = "") -> ScoredTable:
    return score_table(
        read_scheme(scheme, "scheme.yaml"),
        read_csv(data, "data.csv"),
        denominators=read_csv(sizes, "sizes.csv") if sizes else None,
        period_column=period or None,
    )


def flat(parts: str, extra: str = "") -> str:
    return f"unit: u\nscale: 1\n{extra}\nindex:\n  id: total\n  parts:\n{parts}"


def column(name: str, rows: list[dict[str, str]]) -> list[str]:
    return [row[name] for row in rows]


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


@pytest.mark.parametrize(
    "data,message",
    [
        ("u,a\nx,many\n", "data.csv: line 2, column 'a': 'many' is not a number"),
        ("u,a\nx,1\ny,nan\n", "data.csv: line 3, column 'a': 'nan' is not a number"),
        ("u,b\nx,1\n", "data.csv: there is no column 'a'"),
        ("u,a\nx,1\nx,2\n", "data.csv: line 3, column 'u': 'x' stands on line 2 already"),
        ("u,a\n,1\n", "data.csv: line 2, column 'u': the unit has no name"),
        ("u,a\nx,1,2\n", "data.csv: line 2 has 3 cells and the header has 2"),
        ("u,a,a\nx,1,2\n", "'a' stands in the header twice"),
        ("u,a\n", "at least one row"),
        ("u,a\nx,1\ny,1\n", "data.csv: column 'a' has the same value for every unit"),
        ('u,a\nx,"1\n', "data.csv: line 2"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_its_place(data: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        scored(flat("    - {id: a}"), data)

    assert message in str(error.value)


def test_a_value_without_a_logarithm_is_named_with_its_line() -> None:
    with pytest.raises(InputError, match=r"data\.csv: line 3, column 'a': 0 has no logarithm"):
        scored(flat("    - {id: a, logarithm: true}"), "u,a\nx,1\ny,0\n")


def test_a_zero_denominator_is_named_with_its_line() -> None:
    with pytest.raises(
        InputError, match=r"data\.csv: line 2, column 'a': it is divided by 'b', which is zero"
    ):
        scored(flat("    - {id: a, denominator: b}"), "u,a,b\nx,1,0\n")


@pytest.mark.parametrize(
    "leaf,message",
    [
        ("normalisation: distance_to_target, target: 1", "no unit is worse than the target"),
        ("normalisation: distance_to_reference, reference: x", "no unit is worse than the target"),
        ("normalisation: distance_to_reference, reference: q", "the reference unit 'q' has no value"),
        ("normalisation: target_ratio, target: -1", "must be above 0"),
        ("cap: [null, 0], normalisation: fraction_of_max", "the most is 0"),
    ],
)
def test_ends_that_measure_nothing_are_refused(leaf: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        scored(flat(f"    - {{id: a, {leaf}}}"), "u,a\nx,1\ny,3\n")


@pytest.mark.parametrize("leaf", ["normalisation: target_ratio, target: 1", "normalisation: fraction_of_max"])
def test_ratios_refuse_values_below_zero(leaf: str) -> None:
    with pytest.raises(InputError, match="cannot take values below 0"):
        scored(flat(f"    - {{id: a, {leaf}}}"), "u,a\nx,-1\ny,3\n")


def test_denominators_are_not_asked_for_when_the_step_is_left_out() -> None:
    scheme = flat("    - {id: a, normalisation: none, denominator: b}", "steps: []")

    assert scored(scheme, "u,a\nx,1\n")[0]["total"] == "1"


def test_a_missing_value_needs_no_denominator() -> None:
    scheme = flat("    - {id: a, normalisation: none, denominator: b}")

    assert column("total", scored(scheme, "u,a,b\nx,,0\ny,4,2\n")) == ["", "2"]


def test_a_unit_without_a_denominator_row_is_named() -> None:
    with pytest.raises(InputError, match=r"sizes\.csv: there is no row for 'x', whose 'b' is needed"):
        scored(flat("    - {id: a, denominator: b}"), "u,a\nx,1\n", sizes="u,b\ny,1\n")


def test_a_negative_part_of_a_geometric_mean_is_refused() -> None:
    scheme = flat("    - {id: a, normalisation: none}").replace(
        "id: total", "id: total\n  aggregation: geometric"
    )

    with pytest.raises(InputError, match="'total': a geometric mean cannot take parts below zero"):
        scored(scheme, "u,a\nx,-1\n")


@pytest.mark.parametrize(
    "scheme,message",
    [
        (flat("    - {id: a, wieght: 2}"), "scheme.yaml:7: index.parts[0].wieght: Extra inputs"),
        (flat("    - {id: a}\n    - {id: a}"), "the id 'a' is used twice"),
        (flat("    - {id: a, weight: -1}"), "scheme.yaml:7: index.parts[0].weight"),
        (flat("    - {id: a, weight: 0}"), "add up to nothing"),
        (flat("    - {id: a, weight: 1/0}"), "is not a fraction"),
        (flat("    - {id: a, goalposts: [5, 5]}"), "goalposts are [least, most]"),
        (flat("    - {id: a, goalposts: [0, 5], logarithm: true}"), "must be above zero"),
        (flat("    - {id: a, goalposts: [0, 5], normalisation: rank}"), "but the normalisation is rank"),
        (flat("    - {id: a, normalisation: target_ratio}"), "needs 'target'"),
        (flat("    - {id: a, normalisation: fraction_of_max, direction: less}"), "says nothing where less"),
        (flat("    - {id: a}", "steps: [treat]"), "there is no section 'outliers'"),
        (flat("    - {id: a}", "steps: []\noutliers: {}"), "'steps' does not list 'treat'"),
        (flat("    - {id: a}", "steps: [denominate, denominate]"), "listed twice"),
        (flat("    - {id: a}", "imputation: {method: mean, value: 1}"), "'value' belongs to"),
        (flat("    - {id: a}", "unit: v"), "scheme.yaml:3: the key 'unit' is written twice"),
        (flat("    - {id: rank}"), "the name of another output column"),
        ("unit: [", "this is not YAML"),
        ("- a", "a scheme is a mapping"),
        ("unit: u", "scheme.yaml:1: index: Field required"),
    ],
)
def test_a_scheme_that_does_not_fit_is_refused_with_its_place(scheme: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_scheme(scheme, "scheme.yaml")

    assert message in str(error.value)


def test_numbers_are_written_exactly_and_whole_ones_plainly() -> None:
    assert write_csv(("a", "b", "c"), [(0.1 + 0.2, 3.0, float("nan"))]) == "a,b,c\n0.30000000000000004,3,\n"
