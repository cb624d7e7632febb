"""Beside a score: what it would be without known errors, and every rank and band that stays open."""

from dataclasses import replace

from core.intervals import RoundIntervals, ScoreInterval
from reports.month import month_report
from reports.sections.league import League, LeagueRow
from tests.pages.reports.sample_month import sample_inputs
from tests.pages.reports.sample_office import agency_key

TAX, FARMS = agency_key("tax"), agency_key("agriculture")
SURE = ScoreInterval(
    agency=TAX,
    raw=60.0,
    possible=(60.0, 60.0),
    possible_rank=(2, 2),
    corrected=62.04,
    drawn=(58.0, 66.0),
    drawn_rank=(2, 2),
)


def row(*scores: ScoreInterval, equal: tuple[object, ...] = (), has_audit: bool = True) -> LeagueRow:
    intervals = RoundIntervals(scores=scores, equal_pairs=equal, has_audit=has_audit)  # type: ignore[arg-type]
    league = month_report(replace(sample_inputs(), intervals=intervals)).sections["league"]
    assert isinstance(league, League)
    assert league.has_audit is has_audit
    rows = (row for group in league.groups for row in group.rows)
    return next(row for row in rows if "مالیات" in row.name)


def test_raw_and_corrected_stand_side_by_side() -> None:
    shown = row(SURE)

    assert (shown.certainty.corrected, shown.certainty.drawn) == ("۶۲٫۰", "۵۸٫۰ تا ۶۶٫۰")
    assert shown.points_text == row().points_text


def test_what_is_sure_is_not_said_twice() -> None:
    certainty = row(SURE).certainty

    assert (certainty.possible, certainty.rank, certainty.band, certainty.equal_to) == ("", "", "", "")


def test_a_rank_left_open_by_errors_or_by_gaps_is_a_range() -> None:
    shown = row(replace(SURE, possible=(55.0, 64.0), possible_rank=(1, 3), drawn_rank=(2, 4)))

    assert shown.certainty.rank == "۱ تا ۴"
    assert shown.certainty.possible == "۵۵٫۰ تا ۶۴٫۰"
    assert shown.change.rank_text == ""


def test_a_band_that_unseen_days_could_change_is_marked() -> None:
    certainty = row(replace(SURE, possible=(20.0, 95.0))).certainty

    assert certainty.band.startswith("با روزهای دیده‌نشده می‌توانست از «")


def test_agencies_that_cannot_be_told_apart_are_named_at_both() -> None:
    first = row(SURE, equal=((TAX, FARMS),)).certainty.equal_to
    second = row(SURE, equal=((FARMS, TAX),)).certainty.equal_to

    assert first == second
    assert "جهاد کشاورزی" in first


def test_without_an_audit_nothing_is_drawn() -> None:
    bare = replace(SURE, corrected=None, drawn=None, drawn_rank=None)
    certainty = row(bare, has_audit=False).certainty

    assert (certainty.corrected, certainty.drawn) == ("", "")
