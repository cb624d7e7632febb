"""The health of an agency's own site: outages that are proved, pages that could not be read, staleness."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.coverage import SourceDay
from core.observations import State
from tests.unit.scoring.given import counted
from tests.unit.scoring.month_inputs import DAYS, answered, inputs, observed, probe, use_of

GOOD = [probe(n, 0) for n in range(1, 31)]


def test_a_site_that_always_answered_is_whole() -> None:
    got = observed("own_site_health", inputs(probes=GOOD))

    assert (got.value, got.probes) == (1.0, 30)


def test_one_failed_look_may_be_ours_and_counts_nothing() -> None:
    probes = [probe(n, 0, answers=n != 7) for n in range(1, 31)]

    assert observed("own_site_health", inputs(probes=probes)).value == 1.0


def test_two_failed_nights_running_are_an_outage_of_theirs() -> None:
    probes = [probe(n, 0, answers=n not in (7, 8, 9)) for n in range(1, 31)]

    assert observed("own_site_health", inputs(probes=probes)).value == pytest.approx(0.5 * 27 / 30 + 0.5)


def test_nights_on_which_no_other_site_answered_us_prove_nothing() -> None:
    probes = [probe(n, 0, answers=n not in (7, 8)) for n in range(1, 31)]
    dark = [d for d in answered() if d.day not in (DAYS[6], DAYS[7])]

    assert observed("own_site_health", inputs(probes=probes, source_days=dark)).value == 1.0


def test_pages_that_could_not_be_read_take_from_the_other_half() -> None:
    broken = [
        SourceDay(source="water-site/feed", day=day, expected=10, fetched=9, failed=0, answered=True)
        for day in DAYS
    ]
    broken[0] = replace(broken[0], failed=2)
    days = [d for d in answered() if d.source != "water-site/feed"] + broken
    health = observed("own_site_health", inputs(probes=GOOD, source_days=days))

    assert health.value == pytest.approx(0.5 + 0.5 * (1 - 2 / 300 / 0.10))
    assert "۲ صفحه از ۳۰۰ صفحه" in health.why


def test_too_few_nights_leave_health_unmeasured() -> None:
    assert observed("own_site_health", inputs(probes=GOOD[:20])).state is State.NOT_MEASURED


def test_a_site_is_stale_by_its_newest_item_at_the_end() -> None:
    fresh_then_old = [probe(n, max(0, n - 10)) for n in range(1, 31)]
    old_then_fresh = [probe(n, 40 if n < 28 else 1) for n in range(1, 31)]

    assert observed("own_site_is_stale", inputs(probes=fresh_then_old)).value == 1
    assert observed("own_site_is_stale", inputs(probes=old_then_fresh)).value == 0
    patient = use_of("own_site_is_stale", parameters={"after_days": 21})
    assert counted(patient, inputs(probes=fresh_then_old)).value == 0


def test_a_site_nobody_saw_at_the_end_is_not_called_stale() -> None:
    early = [probe(n, 30) for n in range(1, 10)]

    assert observed("own_site_is_stale", inputs(probes=early)).state is State.NOT_MEASURED


def test_dead_links_of_the_fixed_sample_count_instead_of_the_pages_that_were_listed() -> None:
    sampled = [replace(look, tried_links=20, broken_links=1 if n < 6 else 0) for n, look in enumerate(GOOD)]
    failing = [replace(d, failed=1) if d.source == "water-site/feed" else d for d in answered()]
    health = observed("own_site_health", inputs(probes=sampled, source_days=failing))

    assert health.value == pytest.approx(0.5 + 0.5 * (1 - 6 / 600 / 0.10))


def test_two_failed_looks_of_one_night_are_an_outage_of_that_night() -> None:
    night = [probe(n, 0, answers=n != 7) for n in range(1, 31)]
    earlier = replace(night[6], at=night[6].at - timedelta(hours=3))
    looks = sorted([*night, earlier], key=lambda look: look.at)

    assert observed("own_site_health", inputs(probes=looks)).value == pytest.approx(0.5 * 29 / 30 + 0.5)
