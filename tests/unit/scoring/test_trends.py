"""Trends: since the first round, since last year, and the share of weak agencies in percentage points."""

import pytest

from core.calendar import JalaliMonth
from core.percentages import Share
from core.round_results import AgencyTrend, TrackTrend
from core.rounds import RoundState
from scoring.trends import agency_trends, earlier, run_in_band, track_trends
from tests.unit.scoring.months_of_results import SCHEME, TIR, key, month_result, months, office, profile

OFFICES = profile(office("gas"), office("post"), office("tax"), office("head", scored=False))


def agency(trends: list[AgencyTrend], name: str) -> AgencyTrend:
    return next(trend for trend in trends if trend.agency == key(name))


def track(*points: dict[str, float | None]) -> TrackTrend:
    [one] = track_trends(months(*points), SCHEME, OFFICES, weak_bands=2)
    return one


def test_a_change_is_in_points_since_the_agencys_own_first_score() -> None:
    results = months({"gas": 40.0, "post": None}, {"gas": 50.0, "post": 60.0}, {"gas": 55.0, "post": 58.0})
    trends = agency_trends(results, SCHEME, OFFICES)

    assert agency(trends, "gas").since_first == pytest.approx(15.0)
    assert agency(trends, "post").since_first == pytest.approx(-2.0)


def test_last_years_month_is_compared_with_the_same_month() -> None:
    results = [month_result(earlier(TIR, 12), {"gas": 30.0}), *months({"gas": 45.0})]
    [one] = agency_trends(results, SCHEME, OFFICES)

    assert one.since_last_year == pytest.approx(15.0)
    assert agency_trends(months({"gas": 45.0}), SCHEME, OFFICES)[0].since_last_year is None


def test_a_run_counts_final_rounds_in_one_band_without_a_hole() -> None:
    results = months({"gas": 60.0}, {"gas": 40.0}, {"gas": 41.0}, {"gas": 42.0})
    unfinished = [month_result(r.month, {"gas": 41.0}, state=RoundState.APPEALS) for r in results[2:3]]

    assert run_in_band(key("gas"), results, SCHEME) == 3
    assert run_in_band(key("gas"), [*results[:2], *unfinished, results[3]], SCHEME) == 1
    assert run_in_band(key("gas"), [*results[:2], results[3]], SCHEME) == 1


def test_weak_agencies_are_counted_among_those_that_have_a_score() -> None:
    trend = track({"gas": 10.0, "post": 40.0, "tax": None}, {"gas": 10.0, "post": 60.0, "tax": 70.0})

    assert [w.share for w in trend.weak] == [Share(part=2, whole=2), Share(part=1, whole=3)]
    assert trend.words == (
        "دستگاه‌ها: در مرداد ۱۴۰۴ ۳۳٪ (۱ از ۳) ضعیف یا پایین‌تر بوده‌اند؛ "
        "در نخستین دور (تیر ۱۴۰۴) ۱۰۰٪ (۲ از ۲): ۶۷ واحد درصد کمتر."
    )


def test_bands_are_counted_and_their_percentages_sum_to_100() -> None:
    trend = track({"gas": 10.0, "post": 40.0, "tax": 90.0})

    assert [(b.count, b.percent) for b in trend.bands] == [(1, 34), (1, 33), (0, 0), (1, 33)]


def test_the_share_improved_counts_those_scored_in_both_rounds() -> None:
    trend = track({"gas": 10.0, "post": 40.0, "tax": None}, {"gas": 20.0, "post": 40.0, "tax": 70.0})

    assert trend.improved == Share(part=1, whole=2)


def test_the_governors_own_office_and_other_tracks_are_not_mixed_in() -> None:
    offices = profile(office("gas"), office("town", track="towns", group="h"), office("head", scored=False))
    trends = track_trends(months({"gas": 10.0, "town": 80.0, "head": 5.0}), SCHEME, offices, weak_bands=2)

    assert [(t.track, t.weak[-1].share) for t in trends] == [
        ("agencies", Share(part=1, whole=1)),
        ("towns", Share(part=0, whole=1)),
    ]


def test_earlier_crosses_the_year() -> None:
    assert earlier(JalaliMonth(1404, 2), 3) == JalaliMonth(1403, 11)
