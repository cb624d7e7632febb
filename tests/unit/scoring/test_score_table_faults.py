"""Scoring a flat table: what does not fit is refused, with its place."""

import pytest

from core.errors import ConfigError, InputError
from scoring.composite.scheme_file import read_scheme
from tests.unit.scoring.scored_tables import column, flat, scored


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
        ("", "there must be a line of column names and at least one row"),
        ("u,a\nx,inf\n", "data.csv: line 2, column 'a': 'inf' is not a number"),
        ("u,a\nx,1e308\n", "data.csv: line 2, column 'a': 1e308 is beyond what can be reckoned with"),
        ('u,a\nx,"1,200"\n', "'1,200' is not a number (no thousands separators"),
        ("u,a,\nx,1,2\n", "data.csv: column 3 has no name in the header"),
        ("u,a\nx,1\n", "data.csv: column 'a' has the same value for every unit"),
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

    message = "line 2, column 'a': 'total': the aggregation geometric cannot take parts below zero"
    with pytest.raises(InputError, match=message):
        scored(scheme, "u,a\nx,-1\n")


@pytest.mark.parametrize(
    "scheme,message",
    [
        (
            flat("    - {id: a, wieght: 2}"),
            "scheme.yaml:7: index.parts[0].wieght: there is no such key here; is 'weight' meant?",
        ),
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
        ("unit: no\nindex: {id: t, parts: [{id: a}]}", "scheme.yaml:1: unit: YAML reads yes, no, on and off"),
        (flat("    - {id: a, formula: of women / 2}"), "'of women / 2' is no formula; write it like"),
        ("unit: [", "this is not YAML"),
        ("- a", "a scheme is a mapping"),
        ("unit: u", "scheme.yaml:1: index: this key is needed"),
    ],
)
def test_a_scheme_that_does_not_fit_is_refused_with_its_place(scheme: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_scheme(scheme, "scheme.yaml")

    assert message in str(error.value)


def test_a_row_without_its_period_is_named() -> None:
    with pytest.raises(InputError, match=r"data\.csv: line 3: the row says no period"):
        scored(flat("    - {id: a}"), "u,year,a\nx,1400,1\ny,,2\n", period="year")


def test_a_part_that_is_wrong_is_not_also_called_missing() -> None:
    with pytest.raises(ConfigError) as error:
        read_scheme(flat("    - {id: a, weight: -1}"), "scheme.yaml")

    assert str(error.value).count("scheme.yaml") == 1
