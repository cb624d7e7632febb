"""The league table: ranks, changes, what is missing, and how well the numbers are founded."""

from dataclasses import replace

import pytest

from core.observations import State
from core.scores import TOTAL, Score
from reports.inputs import ReportInputs
from reports.month import month_report
from reports.sections.league import League, LeagueRow, change_since
from tests.pages.reports.sample_month import sample_inputs, sample_report
from tests.pages.reports.sample_office import agency_key


def _league(inputs: ReportInputs | None = None) -> League:
    league = (month_report(inputs) if inputs else sample_report()).sections["league"]
    assert isinstance(league, League)
    return league


def _row(name: str, inputs: ReportInputs | None = None) -> LeagueRow:
    return next(row for group in _league(inputs).groups for row in group.rows if name in row.name)


def _score(points: float | None, rank: int | None = None) -> Score:
    return Score(
        agency=agency_key("tax"), subject=TOTAL, points=points, available_weight=1.0, trace=(), rank=rank
    )


def test_groups_stand_in_the_order_of_the_profile_and_the_unranked_come_last() -> None:
    names = [(group.name, group.is_ranked) for group in _league().groups]

    assert names == [
        ("خدمات همگانی", True),
        ("اقتصاد و تولید", True),
        ("اجتماعی و فرهنگی", True),
        ("بیرون از رتبه‌بندی", False),
    ]


def test_ties_share_a_rank_and_stand_together() -> None:
    ranks = [row.rank for row in _league().groups[0].rows]

    assert ranks == ["۱", "۲", "۲", "۴"]


def test_an_agency_without_a_score_comes_last_and_says_why() -> None:
    last = _league().groups[1].rows[-1]

    assert (last.rank, last.points, last.state) == ("", None, "سنجیده نشد")
    assert last.why.startswith("کهنگی سایت: سایت در ۱۲ شب از ۳۰ شب")


def test_a_gap_of_ours_is_never_shown_as_a_zero() -> None:
    assert _row("صنعت، معدن").points_text == ""


@pytest.mark.parametrize(
    ("now", "before", "direction", "text"),
    [
        (60.0, 57.7, "up", "۲٫۳"),
        (57.7, 60.0, "down", "۲٫۳"),
        (60.04, 60.0, "same", "بی‌تغییر"),
        (None, 60.0, "new", ""),
        (60.0, None, "new", ""),
    ],
)
def test_a_change_is_what_is_printed_of_it(
    now: float | None, before: float | None, direction: str, text: str
) -> None:
    change = change_since(_score(now), _score(before))

    assert (change.direction, change.text) == (direction, text)


def test_a_new_rank_names_the_old_one() -> None:
    assert change_since(_score(60.0, rank=2), _score(50.0, rank=4)).rank_text == "پیش‌تر رتبهٔ ۴"
    assert change_since(_score(60.0, rank=2), _score(50.0, rank=2)).rank_text == ""


def test_without_a_round_last_month_there_is_no_change() -> None:
    league = _league(replace(sample_inputs(), previous_scores={}))

    assert not league.compares
    assert {row.change.direction for group in league.groups for row in group.rows} == {"new"}


def test_completeness_is_that_of_the_least_seen_measure_with_a_value() -> None:
    row = _row("امور مالیاتی")

    assert row.complete_text.endswith("۹۵٪")
    assert (row.missing, row.missing_note) == ("بدون ۱ سنجه", "کهنگی سایت")
    assert row.is_complete


def test_a_view_below_the_limit_of_the_scheme_is_marked() -> None:
    inputs = sample_inputs()
    strict = replace(inputs, scheme=replace(inputs.scheme, least_completeness=0.99))

    assert not _row("ثبت احوال", strict).is_complete


def test_bands_are_numbered_along_the_scale() -> None:
    steps = {row.band: row.band_step for group in _league().groups for row in group.rows if row.band}

    assert steps == {"بسیار ضعیف": 1, "ضعیف": 2, "متوسط": 3, "خوب": 4, "بسیار خوب": 5}


def test_an_agency_that_was_never_counted_says_so() -> None:
    inputs = sample_inputs()
    key = agency_key("tax")
    none = replace(
        inputs,
        observations=[o for o in inputs.observations if o.agency != key],
        scores=[s for s in inputs.scores if s.agency != key],
    )

    assert _row("امور مالیاتی", none).why == "برای این ماه امتیازی حساب نشده است."


def test_a_measure_without_a_reason_is_explained_by_its_state() -> None:
    inputs = sample_inputs()
    observations = [
        replace(o, why="", state=State.NOT_APPLICABLE) if o.state is State.NOT_MEASURED else o
        for o in inputs.observations
    ]

    assert "کاربرد ندارد" in _row("صنعت، معدن", replace(inputs, observations=observations)).why


def test_a_group_in_two_tracks_is_two_tables() -> None:
    inputs = sample_inputs()
    agencies = tuple(
        replace(a, track="county") if a.key.type == "tax" else a for a in inputs.profile.agencies
    )
    profile = replace(inputs.profile, agencies=agencies, tracks={"agency": "استانی", "county": "شهرستانی"})
    names = [group.name for group in _league(replace(inputs, profile=profile)).groups]

    assert "اقتصاد و تولید (استانی)" in names
    assert "اقتصاد و تولید (شهرستانی)" in names
