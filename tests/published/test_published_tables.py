"""A published index comes out of `score-table` at every stage, with its variants (cases A1–A8, A17, A18)."""

import csv
from io import StringIO
from typing import Any

import pytest

from scoring.composite.build import Built, build
from scoring.composite.csv_table import read_csv
from scoring.composite.table import score_table
from tests.published.published_index import (
    FOLDER,
    FULL,
    SIZES,
    by_unit,
    case,
    grid,
    published,
    published_scores,
    rows,
    scheme,
    sizes,
    table,
)

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="../shared/checks is not beside this checkout")


@pytest.fixture(scope="module")
def built() -> Built:
    return build(published(), grid(published()), sizes())


def test_a1_scores_and_ranks_of_every_unit() -> None:
    got = by_unit(published_scores().output)

    for row in rows("expected_v1_nominal_score_rank.csv"):
        assert float(got[row["uCode"]]["Index"]) == pytest.approx(float(row["Score"]), abs=1e-9)
        assert got[row["uCode"]]["rank"] == row["Rank"]


@pytest.mark.parametrize(
    "file,stage",
    [
        ("Raw", "0-raw.csv"),
        ("Denominated", "1-denominated.csv"),
        ("Imputed", "2-imputed.csv"),
        ("Treated", "4-treated.csv"),
        ("Normalised", "5-normalised.csv"),
        ("Aggregated", "6-aggregated.csv"),
    ],
)
def test_a2_every_stage(file: str, stage: str) -> None:
    stages = published_scores().stages
    got = {row["uCode"]: row for row in csv.DictReader(StringIO(stages[stage]))}
    want = rows(f"expected_v06_stage_{file}.csv")
    numbers = [c for c in want[0] if c in next(iter(got.values())) and c not in ("uCode", "uName")]

    assert len(numbers) >= 49
    for row in want:
        for column in numbers:
            cell = got[row["UnitCode"]][column]
            assert bool(cell) == (row[column] not in ("", "NA"))
            # The old files keep fewer digits, so values near zero differ by their last printed digit.
            assert not cell or float(cell) == pytest.approx(float(row[column]), rel=1e-6, abs=1e-9)


def test_a2_what_was_treated(built: Built) -> None:
    for row in rows("expected_v06_treat_summary.csv"):
        assert built.treatments[row["IndCode"]].points == int(row["Low"]) + int(row["High"])


def test_a3_results_at_two_decimals() -> None:
    got = by_unit(published_scores().output)

    for unit, values in case("A3")["expected"].items():
        mine = [float(got[unit][column]) for column in case("A3")["columns"]]
        assert mine == pytest.approx(values, abs=0.0051)


def test_a4_one_units_summary() -> None:
    india = by_unit(published_scores().output)["IND"]

    for column, (score, rank) in case("A4")["expected"].items():
        assert float(india[column]) == pytest.approx(score, abs=0.0051)
        assert int(india["rank" if column == "Index" else f"rank_{column}"]) == rank


def test_a5_ranks_inside_groups() -> None:
    got = by_unit(published_scores().output)

    for members in case("A5")["expected"].values():
        assert {unit: int(got[unit]["rank_in_GDPpc_group"]) for unit in members} == members


@pytest.mark.parametrize(
    "column,of",
    [
        ("Nominal", published),
        ("Prank", lambda: scheme(*FULL, normalisation="percentile_rank")),
        ("NoLPIFor", lambda: scheme(*FULL, drop=("LPI", "Forest"))),
        ("Screen90", lambda: scheme("denominate", "screen", "treat")),
    ],
)
def test_a6_ranks_under_four_methodologies(column: str, of: Any) -> None:
    got = by_unit(score_table(of(), table()).output)
    want = {row["uCode"]: row[column] for row in rows("expected_v1_compare_multi_ranks.csv")}

    for unit, rank in want.items():
        assert got[unit]["rank"] == (str(int(float(rank))) if rank else "")


def test_a7_without_imputation() -> None:
    got = by_unit(score_table(scheme("denominate", "screen", "treat"), table()).output)
    removed = {unit for unit, row in got.items() if not row["rank"]}

    assert removed == {"BGD", "BRN", "KHM", "LAO", "MMR"}
    assert got["BGD"]["note"].startswith("screened out")
    for unit, score in case("A7")["expected_index"].items():
        assert float(got[unit]["Index"]) == pytest.approx(score, abs=0.0051)


def test_a8_who_is_screened_out() -> None:
    stages = score_table(scheme("screen", least_data=0.85), table()).stages
    found = list(csv.DictReader(StringIO(stages["screening.csv"])))

    assert [row["uCode"] for row in found if row["kept"] == "no"] == case("A8")["removed"]
    least = min(float(row["data_share"]) for row in found)
    assert least == pytest.approx(case("A8")["min_availability"], abs=1e-6)


def test_a17_raw_min_max_and_mean() -> None:
    got = by_unit(score_table(scheme(), table()).output)

    for unit, score in case("A17")["expected"].items():
        assert float(got[unit]["Index"]) == pytest.approx(score, abs=0.0051)


def test_a18_one_scale_over_all_years() -> None:
    of = scheme()
    name = "input_iData_panel_artificial.csv"
    stages = score_table(of, table(name), period_column="Time").stages
    points = [r for r in csv.DictReader(StringIO(stages["1-normalised.csv"])) if r["Time"] == "2018"]

    for column, most in case("A18")["expected"].items():
        assert max(float(row[column]) for row in points) == pytest.approx(most, abs=1e-5)


def test_a18_each_year_on_its_own_scale() -> None:
    stages = score_table(
        scheme(over="each_period"), table("input_iData_panel_artificial.csv"), period_column="Time"
    ).stages
    points = [r for r in csv.DictReader(StringIO(stages["1-normalised.csv"])) if r["Time"] == "2018"]

    assert max(float(row["LPI"]) for row in points) == 100


def test_the_published_schemes_take_their_denominators_from_another_file_too() -> None:
    names = ("uCode", *SIZES)
    data = table()
    columns = [data.words(name) for name in names]
    lines = [",".join(names), *(",".join(cells) for cells in zip(*columns, strict=True))]
    apart = read_csv("\n".join(lines), "sizes.csv")

    assert score_table(published(), table(), denominators=apart) == published_scores()
