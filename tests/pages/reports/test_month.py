"""The report as a whole: its heading, its three sentences, and months in which something is missing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import RoundError
from core.items import Origin
from core.observations import State
from core.scores import TOTAL
from reports.definition import ReportDefinition
from reports.formats.html_pages import report_pages
from reports.inputs import ReportInputs
from reports.month import month_report
from reports.numbers import Number
from reports.sections.changes import Changes
from reports.sections.league import League
from tests.pages.reports.sample_items import stored_item
from tests.pages.reports.sample_month import sample_inputs, sample_report
from tests.pages.reports.sample_office import MONTH


def _sentences(inputs: ReportInputs) -> list[str]:
    changes = month_report(inputs).sections["changes"]
    assert isinstance(changes, Changes)
    return ["".join(p.text if isinstance(p, Number) else p for p in s) for s in changes.sentences]


def test_the_heading_says_what_when_and_how_current() -> None:
    heading = sample_report().heading

    assert (heading.month, heading.days) == ("مهر ۱۴۰۴", "۱ مهر ۱۴۰۴ تا ۳۰ مهر ۱۴۰۴")
    assert heading.as_of == "پنجشنبه ۱ آبان ۱۴۰۴، ۰۲:۰۰"
    assert heading.is_sample
    assert heading.is_closed


def test_a_month_that_goes_on_is_called_a_draft() -> None:
    inputs = replace(sample_inputs(), as_of=MONTH.end - timedelta(days=3))
    report = month_report(inputs)

    assert not report.heading.is_closed
    assert "پیش‌نویس" in dict(report_pages(report))["index.html"]


def test_three_sentences_say_how_much_who_moved_and_what_was_not_seen() -> None:
    volume, movement, gaps = _sentences(sample_inputs())

    assert volume.startswith("در مهر ۱۴۰۴، ۷۹ مطلب از ۶ رسانه دربارهٔ ۱۰ دستگاه شمرده شد")
    assert "بیشترین پیشرفت" in movement
    assert "بیشترین افت" in movement
    assert "۱ دستگاه امتیاز نگرفت" in gaps


def test_the_first_round_says_that_there_is_nothing_to_compare() -> None:
    inputs = replace(sample_inputs(), previous_scores={}, history={})

    assert _sentences(inputs)[1] == "این نخستین دور است و دور پیشی برای مقایسه نیست."


def test_a_month_like_the_last_says_that_nobody_moved() -> None:
    inputs = sample_inputs()
    still = replace(inputs, previous_scores={s.agency: s for s in inputs.scores if s.subject == TOTAL})

    assert _sentences(still)[1] == "هیچ دستگاهی نسبت به دور پیش جابه‌جا نشد."


def test_a_month_without_anything_gives_a_truthful_report() -> None:
    empty = ReportInputs(
        profile=sample_inputs().profile,
        scheme=sample_inputs().scheme,
        outlets={},
        round=sample_inputs().round,
        as_of=sample_inputs().as_of,
        observations=(),
        scores=(),
        items={},
        findings=(),
    )
    pages = dict(report_pages(month_report(empty)))
    league = month_report(empty).sections["league"]

    assert _sentences(empty)[0] == "در مهر ۱۴۰۴ مطلبی از رسانه‌های زیر پوشش شمرده نشد."
    assert isinstance(league, League)
    assert {row.state for group in league.groups for row in group.rows} == {"سنجیده نشد"}
    assert not [name for name in pages if name.startswith("items/")]


def test_a_month_in_which_every_source_failed_says_so_and_gives_no_zero() -> None:
    inputs = sample_inputs()
    gap: dict[str, Any] = {"value": None, "state": State.NOT_MEASURED, "items": (), "counted": ()}
    failed = replace(
        inputs,
        source_days=[replace(day, answered=False, why="شبکه قطع بود") for day in inputs.source_days],
        observations=[replace(o, **gap) for o in inputs.observations],
        scores=[replace(s, points=None, rank=None, band=None) for s in inputs.scores],
        probes=(),
    )
    league = month_report(failed).sections["league"]
    assert isinstance(league, League)

    assert (
        "۰٪ از روزهای رسانه‌های زیر پوشش دیده شد (۰ از ۱۸۰) و ۱۱ دستگاه امتیاز نگرفت" in _sentences(failed)[2]
    )
    assert {row.points_text for group in league.groups for row in group.rows} == {""}


def test_an_office_that_watches_nobody_gives_a_report_too() -> None:
    inputs = sample_inputs()
    nobody = replace(inputs, profile=replace(inputs.profile, agencies=()), observations=(), scores=())

    assert month_report(nobody).agencies == ()
    assert dict(report_pages(month_report(nobody)))["index.html"]


def test_a_counted_item_that_was_not_handed_over_stops_the_report() -> None:
    inputs = sample_inputs()
    fewer = {item_id: stored for item_id, stored in inputs.items.items() if item_id != 5}

    with pytest.raises(RoundError, match=r"1 counted items were not handed over \(first: \[5\]\)"):
        month_report(replace(inputs, items=fewer))


def test_sections_come_in_the_order_of_the_definition() -> None:
    definition = ReportDefinition(sections=("league", "quality"))
    report = month_report(replace(sample_inputs(), definition=definition))

    assert list(report.sections) == ["league", "quality"]


def test_the_rest_of_a_story_has_pages_too_so_that_no_link_is_dead() -> None:
    inputs = sample_inputs()
    outside = stored_item(5000, title="بازنشر ماه بعد", origin=Origin.CRAWL)
    story = inputs.stories[1]
    joined = replace(
        inputs,
        items={**inputs.items, 5000: outside},
        stories={**inputs.stories, 5000: replace(story, item_id=5000)},
    )
    report = month_report(joined)

    assert 5000 in report.items
    assert all(5000 not in each.item_ids for each in report.lists.values())
