"""A suspect day in the strip of its source, and every sign of suspicion in Persian."""

import re
from dataclasses import replace
from datetime import date, timedelta

from core.coverage import SourceDay
from core.suspicion import DatedNews, Expectation, signs
from reports.month import month_report
from reports.sections.quality import Quality
from reports.suspicion import suspicion_words
from tests.pages.reports.sample_month import sample_inputs

TODAY = date(2025, 11, 21)


def day(back: int = 0, *, new: int = 5, no_text: int = 0, expected: int = 20) -> SourceDay:
    return SourceDay(
        source="s",
        day=TODAY - timedelta(days=back),
        expected=expected,
        fetched=expected,
        failed=0,
        answered=True,
        new_items=new,
        no_text=no_text,
    )


def test_every_sign_is_said_in_persian() -> None:
    found = [
        *signs(day(new=1, no_text=7), [], Expectation()),
        *signs(day(new=4), [], Expectation(has_rules=True), by_general=4),
        *signs(day(new=1), [], Expectation(bounds=(3, 9))),
        *signs(day(new=12), [], Expectation(bounds=(3, 9))),
        *signs(
            day(new=0), [day(n) for n in range(40, 3, -1)] + [day(n, new=0) for n in (3, 2, 1)], Expectation()
        ),
        *signs(day(new=20), [day(1)], Expectation()),
        *signs(day(), [day(1)], Expectation(), dated=DatedNews(back_dated=4, old_texts=3, redated=6)),
    ]
    words = suspicion_words("; ".join(found))

    assert len(found) == 9
    assert not re.search("[A-Za-z]", words)
    assert "در ۷ صفحه از ۸ صفحهٔ تازه متنی پیدا نشد" in words


def test_a_suspect_day_stands_in_the_strip_with_its_reason() -> None:
    inputs = sample_inputs()
    source = inputs.source_days[0].source
    third = sorted({d.day for d in inputs.source_days})[2]
    doubted = [
        replace(d, suspect="12 new items where at most 9 are expected")
        if (d.source, d.day) == (source, third)
        else d
        for d in inputs.source_days
    ]
    quality = month_report(replace(inputs, source_days=doubted)).sections["quality"]
    assert isinstance(quality, Quality)
    [strip] = [strip for strip in quality.strips if strip.source == source]

    assert [cell.state for cell in strip.cells][1:4] == ["seen", "suspect", "seen"]
    assert strip.cells[2].title.endswith(
        "مشکوک است: ۱۲ مطلب تازه رسید، در حالی که دست‌بالا ۹ مطلب انتظار می‌رفت"
    )
