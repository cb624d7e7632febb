"""Charts run from right to left, and a month without a score breaks the line."""

from reports.charts import CELL, TREND_HEIGHT, TREND_WIDTH, strip_chart, trend_chart
from reports.sections.agencies import TrendPoint
from reports.sections.quality import DayCell


def _point(points: float | None) -> TrendPoint:
    return TrendPoint(month="مهر ۱۴۰۴", points=points, points_text="")


def test_the_first_day_of_a_strip_stands_at_the_right() -> None:
    cells = strip_chart([DayCell(state="seen", title=str(n)) for n in range(3)])

    assert [(cell.title, cell.x) for cell in cells] == [("0", 2 * CELL), ("1", CELL), ("2", 0)]


def test_the_oldest_month_of_a_trend_stands_at_the_right_and_higher_is_better() -> None:
    low, high = trend_chart([_point(20), _point(90)]).dots

    assert low.x > high.x
    assert low.y
    assert high.y
    assert low.y > high.y


def test_a_gap_is_not_bridged() -> None:
    chart = trend_chart([_point(20), _point(None), _point(40), _point(50)])

    assert [(a.points_text, b.points_text) for a, b in chart.lines] == [("", "")]
    assert chart.dots[1].y is None


def test_everything_stays_inside_the_picture() -> None:
    dots = trend_chart([_point(0), _point(100), _point(100)]).dots

    assert all(0 < dot.x < TREND_WIDTH and dot.y and 0 < dot.y < TREND_HEIGHT for dot in dots)


def test_months_are_named_as_far_as_they_have_room_and_the_newest_always() -> None:
    months = [dot.month for dot in trend_chart([_point(50)] * 12).dots]

    assert months[-1] == "مهر ۱۴۰۴"
    assert 2 <= sum(map(bool, months)) <= 5


def test_one_month_alone_is_a_dot() -> None:
    chart = trend_chart([_point(50)])

    assert (len(chart.dots), chart.lines) == (1, ())
