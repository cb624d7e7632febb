"""How soon a source is looked at again: by what it publishes, by its failures, never given up."""

from datetime import UTC, datetime, timedelta

import pytest

from core.outcomes import Outcome
from core.source_states import SourceState
from crawler.engine.fetch import Answer
from crawler.engine.pace import LEAST, interval_after
from crawler.engine.states import SECOND_LOOK, failed, read, unchanged
from crawler.engine.troubles import Trouble

NOW = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHTLY = 20 * HOUR
TIMEOUT = Trouble(Outcome.TIMED_OUT, "no answer in 30 s")


def after(*, named: int, new: int, hours: float = 24, last: timedelta | None = NIGHTLY) -> timedelta:
    return interval_after(last, NIGHTLY, named=named, new=new, since=NOW - hours * HOUR, now=NOW)


@pytest.mark.parametrize(
    ("named", "new", "interval"),
    [
        (20, 2, NIGHTLY),
        (20, 16, 15 * HOUR),
        (20, 20, 12 * HOUR),
        (1, 1, 12 * HOUR),
    ],
)
def test_a_list_is_looked_at_before_half_of_it_is_replaced(named: int, new: int, interval: timedelta) -> None:
    assert after(named=named, new=new) == interval


def test_a_list_that_is_always_new_is_looked_at_ever_sooner_down_to_an_hour() -> None:
    interval = NIGHTLY
    for _ in range(9):
        interval = after(named=20, new=20, hours=interval / HOUR, last=interval)

    assert interval == LEAST


def test_a_lull_doubles_the_interval_up_to_the_configured_one() -> None:
    assert after(named=20, new=0, hours=2, last=2 * HOUR) == 4 * HOUR
    assert after(named=20, new=1, hours=2, last=2 * HOUR) == 4 * HOUR
    assert after(named=20, new=0, last=15 * HOUR) == NIGHTLY


def test_a_first_look_knows_no_pace() -> None:
    assert interval_after(None, NIGHTLY, named=20, new=20, since=None, now=NOW) == NIGHTLY


def test_two_looks_within_a_minute_are_not_taken_for_a_pace() -> None:
    assert after(named=40, new=2, hours=0.01) == 10 * HOUR


def test_the_interval_is_kept_and_says_when_the_source_is_due() -> None:
    state = read(
        Answer(page=None), "hash", is_done=True, is_whole=True, now=NOW, every=NIGHTLY, interval=3 * HOUR
    )
    later = unchanged(state, Answer(page=None), now=NOW + 3 * HOUR, every=NIGHTLY)

    assert (state.interval_seconds, state.next_due) == (10800.0, NOW + 3 * HOUR)
    assert (later.interval_seconds, later.next_due) == (21600.0, NOW + 9 * HOUR)


def test_a_shorter_configured_interval_holds_against_the_one_that_was_learned() -> None:
    state = unchanged(SourceState(interval_seconds=36_000.0), Answer(page=None), now=NOW, every=2 * HOUR)

    assert state.next_due == NOW + 2 * HOUR


def test_a_busy_source_that_fails_is_asked_again_at_its_own_pace() -> None:
    busy = SourceState(interval_seconds=7200.0, last_success=NOW)
    once = failed(busy, TIMEOUT, now=NOW, every=NIGHTLY)
    state = busy
    for _ in range(40):
        state = failed(state, TIMEOUT, now=NOW, every=NIGHTLY)

    assert once.next_due == NOW + 2 * HOUR
    assert (state.failure_weight, state.next_due) == (10.0, NOW + 8 * HOUR)
    assert state.state == "timed_out: no answer in 30 s"


def test_a_portal_that_failed_is_looked_at_once_more_some_hours_later() -> None:
    first = failed(SourceState(), TIMEOUT, now=NOW, every=NIGHTLY, is_probed=True)
    second = failed(first, TIMEOUT, now=NOW + SECOND_LOOK, every=NIGHTLY, is_probed=True)

    assert first.next_due == NOW + SECOND_LOOK
    assert second.next_due == NOW + SECOND_LOOK + NIGHTLY


@pytest.mark.parametrize(
    ("outcome", "weight"),
    [
        (Outcome.UNREADABLE, 1.0),
        (Outcome.NO_TEXT, 1.0),
        (Outcome.ROBOTS_DISALLOWED, 1.0),
        (Outcome.NOT_FOUND, 0.5),
        (Outcome.SERVER_ERROR, 0.5),
        (Outcome.TOO_MANY_REQUESTS, 0.5),
        (Outcome.UNREACHABLE, 0.25),
        (Outcome.TIMED_OUT, 0.25),
        (Outcome.OUR_FAULT, 0.0),
    ],
)
def test_each_cause_weighs_as_much_as_it_tells_of_the_source(outcome: Outcome, weight: float) -> None:
    state = failed(SourceState(), Trouble(outcome, "why"), now=NOW, every=NIGHTLY)

    assert (state.failure_weight, state.state) == (weight, f"{outcome}: why")
