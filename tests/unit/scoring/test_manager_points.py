"""A manager's points: in proportion to the score, or by the office's own table."""

from datetime import date

import pytest

from core.round_rules import PointsStep
from core.scores import Score
from scoring.changes import score_changes
from scoring.manager_points import manager_points, points_of
from tests.unit.scoring.months_of_results import TIR, key, month_result, office, profile

TABLE = (
    PointsStep(from_score=0, points=0),
    PointsStep(from_score=50, points=5),
    PointsStep(from_score=85, points=10),
)
DAY = date(2025, 7, 1)


def totals(**points: float | None) -> list[Score]:
    return list(month_result(TIR, points).scores)


@pytest.mark.parametrize(("score", "points"), [(68.8, 6.88), (0.0, 0.0), (100.0, 10.0), (None, None)])
def test_points_are_in_proportion(score: float | None, points: float | None) -> None:
    assert points_of(score, out_of=10) == pytest.approx(points)


@pytest.mark.parametrize(("score", "points"), [(49.9, 0), (50.0, 5), (84.9, 5), (85.0, 10), (None, None)])
def test_the_lower_edge_of_a_step_belongs_to_it(score: float | None, points: float | None) -> None:
    assert points_of(score, out_of=10, steps=TABLE) == points


def test_each_line_names_the_manager_and_no_score_is_no_zero() -> None:
    offices = profile(office("gas"), office("tax"), office("head", scored=False))
    lines = manager_points(totals(gas=50.0, tax=None, head=90.0), offices, out_of=10, steps=(), day=DAY)

    assert [(line.agency, line.manager, line.points) for line in lines] == [
        (key("gas"), "مدیر gas", 5.0),
        (key("tax"), "مدیر tax", None),
    ]


def test_a_correction_tells_of_every_score_that_differs_and_of_no_other() -> None:
    [change, pushed] = score_changes(
        totals(gas=80.0, tax=70.0, post=10.0), totals(gas=60.0, tax=70.0, post=10.0)
    )

    assert (change.agency, change.old_points, change.new_points) == (key("gas"), 80.0, 60.0)
    assert (change.old_rank, change.new_rank, change.old_band, change.new_band) == (1, 2, "خوب", "متوسط")
    assert (pushed.agency, pushed.old_points, pushed.new_points, pushed.new_rank) == (key("tax"), 70, 70, 1)


def test_an_agency_that_lost_its_score_is_told_of() -> None:
    [change] = score_changes(totals(gas=80.0), [])

    assert (change.old_points, change.new_points) == (80.0, None)
