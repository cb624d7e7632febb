"""Scoring a flat table: formulas, power means, ends taken from the data, stand-ins and bands."""

import pytest

from core.errors import ConfigError, InputError
from scoring.composite.formula import formula_of
from scoring.composite.scheme_file import read_scheme
from tests.unit.scoring.scored_tables import column, flat, scored


def values(rows: list[dict[str, str]], name: str = "total") -> list[float]:
    return [float(value) for value in column(name, rows)]


def given(**parts: str) -> str:
    """Parts that are indices already, with what else is said of them."""
    return "\n".join(f"    - {{id: {name}, normalisation: none{extra}}}" for name, extra in parts.items())


def test_an_indicator_may_be_worked_out_from_several_columns() -> None:
    scheme = flat('    - {id: share, formula: "({of women} + b ** 2) / max(c, 1)", normalisation: none}')

    assert values(scored(scheme, "u,of women,b,c\nx,1,2,0\ny,2,1,6\n")) == [5, 0.5]


def test_a_whole_may_be_a_formula_of_its_parts() -> None:
    scheme = flat(given(a="", b=", direction: less")).replace(
        "id: total", "id: total\n  formula: a / (1 - b)"
    )

    assert values(scored(scheme, "u,a,b\nx,3,1\ny,1,4\n")) == [1.5, 0.2]


@pytest.mark.parametrize(
    "formula,result",
    [
        ("abs(a - b)", 3),
        ("sqrt(b) + ln(exp(a)) + log10(100)", 5),
        ("mean(a, b, c) - sd(a, b, c) ** 2 / mean(a, b, c)", 4 - 6 / 4),
        ("median(a, b, c) * (c > b) + (a == b)", 4),
        ("-a + min(b, c) ** 2", 15),
    ],
)
def test_what_a_formula_can_say(formula: str, result: float) -> None:
    scheme = flat(f'    - {{id: f, formula: "{formula}", normalisation: none}}')

    assert values(scored(scheme, "u,a,b,c\nx,1,4,7\n")) == pytest.approx([result])


def test_a_formula_without_a_value_it_names_has_none() -> None:
    scheme = flat("    - {id: f, formula: a + b, normalisation: none}")

    assert column("total", scored(scheme, "u,a,b\nx,1,\ny,1,2\n")) == ["", "3"]


def test_a_division_by_zero_names_the_unit() -> None:
    scheme = flat("    - {id: f, formula: a / b, normalisation: none}")

    with pytest.raises(
        InputError, match=r"data\.csv: unit 'y', indicator 'f': the formula 'a / b'.* a 1, b 0"
    ):
        scored(scheme, "u,a,b\nx,1,2\ny,1,0\n")


def test_a_whole_that_cannot_be_worked_out_names_the_line() -> None:
    scheme = flat(given(a="", b="")).replace("id: total", "id: total\n  formula: a / b")

    with pytest.raises(InputError, match=r"data\.csv: line 3, column 'total': the formula 'a / b'"):
        scored(scheme, "u,a,b\nx,1,2\ny,1,0\n")


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os')",
        "a.real",
        "a if b else 1",
        "lambda: a",
        "[a]",
        "a // b",
        "a and b",
        "1 < a < 2",
        "sqrt(a, b)",
        "max()",
        "a +",
        "1 + 1",
        "'a'",
    ],
)
def test_a_formula_is_arithmetic_and_nothing_else(formula: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        formula_of(formula)


@pytest.mark.parametrize(
    "old,new,message",
    [
        ("id: total", "id: total\n  formula: a / c", "names 'c', which is none of its parts: a, b"),
        ("id: total", "id: total\n  formula: a\n  aggregation: geometric", "it takes no 'aggregation'"),
        ("id: total", "id: total\n  formula: a\n  least_parts: 1", "needs every part that it names"),
        ("id: total", "id: total\n  aggregation: formula", "write it under 'formula'"),
        ("id: total", "id: total\n  aggregation: power", "'power' belongs to the aggregation 'power'"),
        ("id: total", "id: total\n  aggregation: power\n  power: 0", "a mean of power 0 is the geometric"),
        ("{id: a,", "{id: a, column: c, formula: a,", "'column' and 'formula' are both given"),
        ("{id: a,", "{id: a, cap: [5, 1],", "'cap' is [least, most]"),
        ("{id: a,", "{id: a, points_within: [null, null],", "'points_within' is [least, most]"),
        ("{id: a,", "{id: a, cap: [p5, p101],", "'p101' is no percentile"),
        ("{id: a,", "{id: a, cap: [few, 9],", "scheme.yaml:7: index.parts[0].cap[0]: 'few' is neither"),
        ("scale: 1", "scale: [7, 1]", "'scale' is the most, or [least, most]"),
        ("scale: 1", "bands: [{name: b, from: 1}, {name: b, from: 2}]", "two of the 'bands'"),
    ],
)
def test_what_does_not_fit_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_scheme(flat(given(a="", b="")).replace(old, new), "scheme.yaml")

    assert message in str(error.value)


def test_a_power_mean_leans_to_one_end() -> None:
    scheme = flat(given(a="", b="")).replace("id: total", "id: total\n  aggregation: power\n  power: 3")
    harmonic = scheme.replace("power: 3", "power: -1")

    assert values(scored(scheme, "u,a,b\nx,1,3\n")) == pytest.approx([14 ** (1 / 3)])
    assert values(scored(harmonic, "u,a,b\nx,1,3\ny,0,3\n")) == pytest.approx([1.5, 0])


def test_points_may_run_between_two_ends() -> None:
    rows = scored(flat("    - {id: a}").replace("scale: 1", "scale: [1, 7]"), "u,a\nx,2\ny,4\nz,6\n")

    assert values(rows) == [1, 4, 7]


def test_ends_may_be_percentiles_of_the_column() -> None:
    table = "u,a\n" + "".join(f"u{n},{n}\n" for n in range(101))
    rows = scored(flat("    - {id: a, goalposts: [p5, p95]}"), table)

    assert values(rows)[4:7] == pytest.approx([0, 0, 1 / 90])
    assert values(rows)[94:97] == pytest.approx([89 / 90, 1, 1])


def test_points_may_be_held_between_two_ends() -> None:
    scheme = flat("    - {id: a, normalisation: z_score, points_within: [null, 0.5]}")

    assert values(scored(scheme, "u,a\nx,1\ny,2\nz,3\n")) == [-1, 0, 0.5]


def test_the_spread_may_be_that_of_the_population() -> None:
    scheme = flat("    - {id: a, normalisation: z_score}", "z_score: {spread: population}")

    assert values(scored(scheme, "u,a\nx,1\ny,3\n")) == [-1, 1]


def test_one_indicator_may_say_what_stands_for_a_missing_value() -> None:
    scheme = flat(given(a=", if_missing: 2", b=""), "least_available: 1")

    assert column("total", scored(scheme, "u,a,b\nx,,4\ny,1,\n")) == ["3", ""]


def test_a_whole_may_ask_for_so_many_parts() -> None:
    scheme = flat(given(a="", b="", c="")).replace(
        "id: total", "id: total\n  least_available: 0\n  least_parts: 2"
    )

    assert column("total", scored(scheme, "u,a,b,c\nx,1,,\ny,1,3,\n")) == ["", "2"]


def test_a_part_of_no_weight_is_shown_and_does_not_count() -> None:
    scheme = flat(given(a="", b=", weight: 0"), "least_available: 1")

    assert column("total", scored(scheme, "u,a,b\nx,1,9\ny,2,\n")) == ["1", "2"]


def test_the_lower_edge_belongs_to_a_band() -> None:
    scheme = flat(given(a=""), "bands: [{name: خوب, from: 0.7}, {name: ضعیف, from: 0.1}]")

    assert column("band", scored(scheme, "u,a\nx,0.7\ny,0.69\nz,0.05\nw,\n")) == ["خوب", "ضعیف", "", ""]


def test_units_without_a_group_are_no_group() -> None:
    scheme = flat(given(a=""), "groups: [g]")

    assert column("rank_in_g", scored(scheme, "u,g,a\nx,one,1\ny,,2\nz,one,3\n")) == ["2", "", "1"]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators_are_seen_in_the_header(mark: str) -> None:
    table = f"u{mark}a\nx{mark}۱٫۵\n"

    assert values(scored(flat(given(a="")), table)) == [1.5]
