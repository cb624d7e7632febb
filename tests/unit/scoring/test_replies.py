"""The clock of replies: what is a case, when it was answered, and who judges it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from core.handed_in import Given, Record
from core.items import ItemFacts
from core.observations import State
from scoring.inputs import CountInputs
from tests.unit.scoring.given import counted, record
from tests.unit.scoring.month_inputs import DAYS, MEHR, answered, fact, finding, inputs, observed, use_of


def reply(number: int, item: int, day: int, hour: str = "09:00", kind: str = "reply") -> Record:
    """Items of tests are printed at nine in the morning of their day."""
    return record(number, kind, DAYS[day - 1], details={"item": str(item), "hour": hour})


def criticised(
    *facts: ItemFacts, given: tuple[Record, ...] = (), story_of: Mapping[int, int] | None = None
) -> CountInputs:
    findings = [finding(f.id, criticism_needing_reply=True) for f in facts]
    return replace(inputs(facts, findings, story_of=story_of), given=Given(records=given))


def in_time(of: CountInputs, hours: float) -> float | None:
    return counted(use_of("replies_in_time", parameters={"hours": hours}), of).value


def test_hours_run_from_the_first_print_to_the_first_reply() -> None:
    of = criticised(
        fact(1, day=2),
        fact(2, day=3),
        fact(3, day=4),
        fact(4, day=5),
        given=(reply(11, 1, 2, "19:00"), reply(12, 2, 5, "11:00"), reply(13, 3, 13), reply(14, 3, 20)),
    )

    assert [in_time(of, hours) for hours in (24, 72, 720)] == [0.25, 0.5, 0.75]
    assert observed("activity_responsiveness", of).value == pytest.approx(100 * (1 + 0.7 + 0.4 + 0) / 4)


def test_copies_of_one_criticism_are_one_case_and_any_of_them_is_answered() -> None:
    of = criticised(
        fact(1, day=2), fact(2, "be", 3), given=(reply(11, 2, 2, "20:00"),), story_of={1: 1, 2: 1}
    )
    got = observed("replies_in_time", of)

    assert (got.value, got.items, got.records) == (1.0, (1,), (11,))


def test_a_reasoned_decision_not_to_answer_takes_the_case_out() -> None:
    of = criticised(fact(1, day=2), fact(2, day=3), given=(reply(11, 1, 9, kind="no-reply"),))

    assert observed("replies_in_time", of).items == (2,)


def test_a_case_of_the_last_three_days_that_is_open_is_left_to_the_next_month() -> None:
    of = criticised(fact(1, day=29), fact(2, day=10))

    assert observed("replies_in_time", of).items == (2,)


def test_a_case_answered_only_after_the_period_is_judged_once_and_in_the_next() -> None:
    one, answer = fact(1, day=29), replace(reply(11, 1, 30), day=DAYS[-1] + timedelta(days=1))
    this = replace(criticised(one, given=(answer,)), as_of=MEHR.end + timedelta(days=9))
    following = replace(
        this, month=MEHR.next(), as_of=MEHR.next().end, source_days=answered(days=MEHR.next().days)
    )

    assert observed("replies_in_time", this).state is State.NOT_APPLICABLE
    assert observed("replies_in_time", following).items == (1,)


def test_a_case_left_open_by_the_month_before_is_judged_now() -> None:
    before = fact(1, day=-1)
    answered_before = fact(2, day=-1)
    of = criticised(before, answered_before, given=(_reply_before(answered_before),))
    got = observed("replies_in_time", of)

    assert (got.value, got.items) == (0.0, (1,))
    assert observed("press_items", of).items == ()


def test_no_criticism_is_nothing_to_judge_and_no_merit() -> None:
    assert observed("activity_responsiveness", inputs()).state is State.NOT_APPLICABLE
    assert observed("replies_in_time", inputs()).state is State.NOT_APPLICABLE


def test_outlets_nobody_saw_prove_no_absence_of_criticism() -> None:
    blind = inputs(source_days=answered(["alef/feed"]))

    assert observed("replies_in_time", blind).state is State.NOT_MEASURED
    assert observed("activity_responsiveness", blind).state is State.NOT_MEASURED


def _reply_before(one: ItemFacts) -> Record:
    day = (one.counted_at + timedelta(hours=4)).date()
    return record(21, "reply", day, details={"item": str(one.id), "hour": "14:00"})
