"""Measures of an agency's own site: active days, staleness, silence."""

import pytest

from core.observations import State
from tests.unit.scoring.month_inputs import DAYS, answered, fact, inputs, observed, probe, profile, water


def test_active_days_are_working_days_with_at_least_one_own_item() -> None:
    # 1 Mehr 1404 is a Tuesday, so the 4th is a Friday.
    facts = [fact(n, "water-site", day) for n, day in enumerate((1, 1, 2, 4, 6), start=1)]
    got = observed("own_site_active_days", inputs(facts))

    assert (got.value, got.items) == (3.0, (1, 3, 5))


def test_a_site_that_did_not_answer_is_not_called_silent() -> None:
    got = observed("own_site_active_days", inputs(source_days=answered(["alef/feed", "be/feed"])))

    assert got.state is State.NOT_MEASURED


@pytest.mark.parametrize(
    "measure",
    [
        "own_first_share",
        "own_site_active_days",
        "own_site_longest_silence_days",
        "own_site_staleness_days",
        "unreported_share",
    ],
)
def test_without_a_registered_site_nothing_is_said_about_it(measure: str) -> None:
    got = observed(measure, inputs(of=profile(water(own_outlet=None))))

    assert (got.state, got.why) == (State.NOT_MEASURED, "نشانی سایت رسمی این دستگاه ثبت نشده است.")


def test_staleness_is_the_mean_age_of_the_newest_item() -> None:
    got = observed("own_site_staleness_days", inputs(probes=[probe(n, n % 2) for n in range(1, 31)]))

    assert (got.value, got.probes, got.state) == (0.5, 30, State.MEASURED)


def test_staleness_is_capped_at_thirty_days() -> None:
    got = observed("own_site_staleness_days", inputs(probes=[probe(n, 400) for n in range(1, 31)]))

    assert got.value == 30.0


def test_failed_or_unreadable_nights_do_not_make_a_site_stale() -> None:
    good = [probe(n, 0) for n in range(1, 25)]
    bad = [probe(n, 9, answers=False) for n in range(25, 28)] + [probe(n, None) for n in range(28, 31)]

    assert observed("own_site_staleness_days", inputs(probes=[*good, *bad])).value == 0.0


def test_too_few_good_nights_leave_staleness_unmeasured() -> None:
    got = observed("own_site_staleness_days", inputs(probes=[probe(n, 0) for n in range(1, 24)]))

    assert got.state is State.NOT_MEASURED
    assert got.why.startswith("سایت در ۲۳ شب از ۳۰ شب با موفقیت دیده شد")


def test_the_last_good_probe_of_a_night_speaks() -> None:
    twice = [p for n in range(1, 31) for p in (probe(n, 5), probe(n, 0, answers=False))]

    assert observed("own_site_staleness_days", inputs(probes=twice)).value == 5.0


SILENCE = "own_site_longest_silence_days"


def test_silence_is_the_longest_run_of_days_without_an_own_item() -> None:
    facts = [fact(n, "water-site", day) for n, day in enumerate((1, 5, 12, 13, 28), start=1)]

    assert observed(SILENCE, inputs(facts)).value == 14


def test_silence_begins_at_the_last_item_a_probe_has_shown_before_the_month() -> None:
    facts = [fact(1, "water-site", 10), fact(2, "water-site", 20)]

    assert observed(SILENCE, inputs(facts, probes=[probe(1, 11)])).value == 19


def test_a_day_we_did_not_see_ends_a_silence() -> None:
    seen = [d for d in answered() if d.day != DAYS[20]]

    assert observed(SILENCE, inputs(source_days=seen)).value == 20


@pytest.mark.parametrize("measure", [SILENCE, "unreported_share"])
def test_silence_of_a_site_that_was_not_seen_is_not_measured(measure: str) -> None:
    got = observed(measure, inputs(source_days=answered(["alef/feed", "be/feed"])))

    assert got.state is State.NOT_MEASURED
