"""Each input of a stage ends once, and what has not ended is found again."""

from sqlalchemy import Connection, select

from core.outcomes import Outcome, StageOutcome
from storage.stage_outcomes import (
    forget_failures,
    outcome_counts,
    record_outcomes,
    stage_outcome,
    versions_awaiting,
)
from tests.storage.samples import DAY, NOON, ids, item, stored


def end(
    connection: Connection, made_by: str, outcome: Outcome, *inputs: object, stage: str = "attribute"
) -> None:
    outcomes = [StageOutcome(input=str(one), outcome=outcome) for one in inputs]
    record_outcomes(connection, stage, made_by, outcomes, at=NOON)


def test_versions_await_a_stage_until_they_have_an_outcome_of_it(connection: Connection) -> None:
    first, second, third = stored(connection, item("a"), item("b"), item("c"))

    end(connection, "rules-1", Outcome.ATTRIBUTED, second.version_id)

    assert versions_awaiting(connection, "attribute", "rules-1", 10) == [first, third]


def test_another_version_of_the_stage_reads_everything_again(connection: Connection) -> None:
    [one] = stored(connection, item())

    end(connection, "rules-1", Outcome.ATTRIBUTED, one.version_id)

    assert versions_awaiting(connection, "attribute", "rules-2", 10) == [one]
    assert versions_awaiting(connection, "group", "rules-1", 10) == [one]


def test_only_the_newest_text_of_an_item_awaits(connection: Connection) -> None:
    _, newest = stored(connection, item(), item(body="تازه"))

    assert versions_awaiting(connection, "attribute", "rules-1", 10) == [newest]


def test_waiting_versions_come_in_the_order_they_were_stored(connection: Connection) -> None:
    items = stored(connection, *(item(str(n), first_seen=NOON - n * DAY) for n in range(5)))

    first_two = versions_awaiting(connection, "attribute", "rules-1", 2)
    next_two = versions_awaiting(connection, "attribute", "rules-1", 2, after=first_two[-1].version_id)

    assert ids([*first_two, *next_two]) == ids(items[:4])


def test_a_later_end_of_the_same_input_takes_the_place_of_the_earlier(connection: Connection) -> None:
    end(connection, "rules-1", Outcome.OUR_FAULT, 1)
    end(connection, "rules-1", Outcome.ATTRIBUTED, 1)

    assert outcome_counts(connection, "attribute") == {Outcome.ATTRIBUTED: 1}


def test_outcomes_are_counted_for_one_version_of_a_stage_or_for_all(connection: Connection) -> None:
    end(connection, "rules-1", Outcome.ATTRIBUTED, 1, 2)
    end(connection, "rules-1", Outcome.NOTHING_FOUND, 3)
    end(connection, "rules-2", Outcome.ATTRIBUTED, 1)
    end(connection, "rules-1", Outcome.GROUPED, 1, stage="group")

    assert outcome_counts(connection, "attribute") == {Outcome.ATTRIBUTED: 3, Outcome.NOTHING_FOUND: 1}
    assert outcome_counts(connection, "attribute", "rules-2") == {Outcome.ATTRIBUTED: 1}
    assert outcome_counts(connection, "never run") == {}


def test_failures_can_be_tried_again_and_nothing_else(connection: Connection) -> None:
    failed, done = stored(connection, item("a"), item("b"))
    end(connection, "rules-1", Outcome.OUR_FAULT, failed.version_id)
    end(connection, "rules-1", Outcome.NOTHING_FOUND, done.version_id)

    forgotten = forget_failures(connection, "attribute", "rules-1")

    assert forgotten == 1
    assert versions_awaiting(connection, "attribute", "rules-1", 10) == [failed]


def test_no_outcomes_are_no_trouble(connection: Connection) -> None:
    record_outcomes(connection, "attribute", "rules-1", [], at=NOON)

    assert outcome_counts(connection, "attribute") == {}


def test_a_message_with_characters_no_database_can_hold_stops_nothing(connection: Connection) -> None:
    hostile = StageOutcome(
        input="https://koomesh.example/\x00", outcome=Outcome.UNREADABLE, detail="\x00\ud800"
    )

    record_outcomes(connection, "crawl", "night-1", [hostile], at=NOON)

    assert connection.scalar(select(stage_outcome.c.detail)) == "\ufffd\ufffd"


def test_an_input_may_be_an_address_of_any_length(connection: Connection) -> None:
    end(connection, "crawl", Outcome.STORED, "https://koomesh.example/" + "خبر/" * 3000, stage="fetch")

    assert outcome_counts(connection, "fetch") == {Outcome.STORED: 1}
