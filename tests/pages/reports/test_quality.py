"""The quality panel: outlet-days, strips of days, origins, corrections and outcomes."""

from dataclasses import replace
from datetime import timedelta

from core.coverage import SourceDay
from core.methodology import WorkingDays
from core.outcomes import Outcome
from reports.inputs import ReportInputs
from reports.month import month_report
from reports.sections.quality import Quality
from scoring.inputs import CountInputs
from scoring.outlet_days import outlet_completeness, seen_days
from tests.pages.reports.sample_month import sample_inputs, sample_report
from tests.pages.reports.sample_office import DAYS, MONTH


def _quality(inputs: ReportInputs | None = None) -> Quality:
    quality = (month_report(inputs) if inputs else sample_report()).sections["quality"]
    assert isinstance(quality, Quality)
    return quality


def _outlet(quality: Quality, name: str) -> tuple[int, int]:
    covered = [line.coverage for line in quality.outlets]
    return next((one.seen, one.expected) for one in covered if one.outlet == name)


def _archive_day(outlet: str, number: int) -> SourceDay:
    return SourceDay(
        source=f"import:{outlet}", day=DAYS[number], expected=4, fetched=4, failed=0, answered=True
    )


def test_an_outlets_days_are_those_on_which_its_sources_answered() -> None:
    assert _outlet(_quality(), "البرز جنوبی") == (24, 30)
    assert _outlet(_quality(), "خبرگزاری کویر") == (30, 30)


def test_a_day_on_which_most_pages_failed_is_not_seen() -> None:
    inputs = sample_inputs()
    bad = ("qoumes-feed", DAYS[4])
    days = [replace(d, failed=8) if (d.source, d.day) == bad else d for d in inputs.source_days]

    assert _outlet(_quality(replace(inputs, source_days=days)), "روزنامهٔ قومس امروز") == (29, 30)


def test_the_panel_and_scoring_see_the_same_outlet_days() -> None:
    inputs = sample_inputs()
    watched = inputs.profile.watched_outlets
    seen = seen_days(
        CountInputs(
            month=MONTH,
            as_of=inputs.as_of,
            profile=inputs.profile,
            outlets=inputs.outlets,
            findings=(),
            facts={},
            story_of={},
            source_days=inputs.source_days,
            probes=(),
            working_days=WorkingDays(rest_weekdays=frozenset(), holidays={}),
            scheme=inputs.scheme,
        )
    )
    panel = [line.coverage for line in _quality().outlets]

    assert [o.seen for o in panel] == [outlet_completeness([w], DAYS, seen).seen for w in watched]


def test_a_day_nobody_asked_is_not_seen() -> None:
    assert _outlet(_quality(), "کانال کویرنشین") == (27, 30)


def test_an_archive_covers_the_days_it_holds() -> None:
    inputs = sample_inputs()
    days = [*inputs.source_days, *(_archive_day("alborz-south", n) for n in range(10, 14))]
    quality = _quality(replace(inputs, source_days=days))

    assert _outlet(quality, "البرز جنوبی") == (28, 30)
    assert [s.cells[10].state for s in quality.strips if s.source == "import:alborz-south"] == ["archive"]


def test_days_still_to_come_are_not_expected() -> None:
    quality = _quality(replace(sample_inputs(), as_of=MONTH.start + timedelta(days=10, hours=1)))

    assert _outlet(quality, "خبرگزاری کویر") == (10, 10)


def test_an_outlet_whose_sources_are_unknown_was_not_seen() -> None:
    quality = _quality(replace(sample_inputs(), outlets={}))

    assert {(line.coverage.outlet, line.coverage.seen) for line in quality.outlets} >= {("kavir-news", 0)}


def test_a_strip_tells_seen_partly_failed_and_unasked_days_apart() -> None:
    strips = {strip.source: [cell.state for cell in strip.cells] for strip in _quality().strips}

    assert strips["kavir-channel-feed"][:4] == ["unasked", "unasked", "unasked", "seen"]
    assert strips["alborz-south-feed"][9:12] == ["seen", "failed", "failed"]
    assert strips["shahr-line-feed"][3] == "partly"


def test_a_failed_day_says_why() -> None:
    strip = next(s for s in _quality().strips if s.source == "alborz-south-feed")

    assert strip.cells[10].title == "روز ۱۱: کارساز در ۳۰ ثانیه پاسخ نداد"


def test_the_agencies_own_sites_have_strips_too() -> None:
    assert "industry-site-feed" in {strip.source for strip in _quality().strips}


def test_origins_together_are_all_items() -> None:
    quality = _quality()

    assert [o.name for o in quality.origins] == ["خزش شبانه", "نخستین خزش", "بایگانی"]
    assert sum(o.number.value for o in quality.origins) == quality.items.value == 79


def test_corrected_items_are_those_a_person_decided_on() -> None:
    quality = _quality()

    assert (quality.corrected.value, quality.corrected_share[1:]) == (8, "۱۰٪")


def test_failures_stand_last_and_are_marked() -> None:
    fetch = next(s for s in _quality().stages if s.stage == "دریافت صفحه‌ها")

    assert [words for words, _, _ in fetch.outcomes] == [
        "تغییری نداشت",
        "ذخیره شد",
        "به‌موقع پاسخ نداد",
        "صفحه پیدا نشد",
    ]
    assert [is_failure for *_, is_failure in fetch.outcomes] == [False, False, True, True]


def test_every_outcome_can_be_said() -> None:
    counts = {"crawl": dict.fromkeys(Outcome, 1)}
    stages = _quality(replace(sample_inputs(), outcome_counts=counts)).stages

    assert len(stages[0].outcomes) == len(Outcome)
