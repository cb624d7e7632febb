"""What is kept of second opinions: blind decisions apart, codings in pairs, cards for somebody else."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from core.codings import Coding
from core.corrections import Aspect, Correction, Decision
from core.review import ReviewAct, ReviewCard
from storage.blind_corrections import append_blind_corrections, blind_corrections_of
from storage.codings import append_coding, coded_twice, months_with_codings, was_coded_second
from storage.corrections import adjudications, append_corrections, corrections_of, story_decisions
from storage.review_acts import append_act, last_act, mark_taken_back
from storage.review_cards import (
    CardFilter,
    claim_card,
    claim_second_card,
    hand_to_second,
    queue_left,
    reopen_card,
    save_cards,
)
from tests.storage.samples import DAY, NOON, item, stored

MONTH = "1404-07"
ALL = CardFilter(month=MONTH)


def decision(item_id: int, value: str | None = "health", **changes: object) -> Correction:
    values: dict[str, object] = {
        "item_id": item_id,
        "aspect": Aspect.TOPIC,
        "subject": "topic",
        "decision": Decision.SET,
        "value": value,
        "reason": "",
        "text_hash": "t",
        "decided_by": "omid",
        "decided_at": NOON,
    }
    return Correction(**(values | changes))  # type: ignore[arg-type]


def coding(item_id: int, version_id: int, coder: str, *, second: bool, days: int) -> Coding:
    return Coding(
        item_id=item_id,
        version_id=version_id,
        month=MONTH,
        coder=coder,
        coded_at=NOON + days * DAY,
        is_second=second,
        share=0.1,
        codes={(Aspect.TOPIC, "topic"): "health", (Aspect.AGENCY, "water@سمنان"): "actor"},
        codebook="1-abc",
    )


def finished(connection: Connection, one: Coding) -> None:
    append_coding(connection, one)
    act = ReviewAct(
        who=one.coder,
        at=one.coded_at,
        kind="accept",
        item_id=one.item_id,
        item_ids=(one.item_id,),
        finished_card=True,
    )
    append_act(connection, act)


def card(connection: Connection, key: str = "a") -> tuple[int, int]:
    [one] = stored(connection, item(key))
    values = ReviewCard(
        item_id=one.id,
        version_id=one.version_id,
        month=MONTH,
        outlet="koomesh",
        topic=None,
        doubt=0.7,
        place=-1.0,
    )
    save_cards(connection, [values])
    return one.id, one.version_id


def test_a_blind_decision_is_nobodys_correction(connection: Connection) -> None:
    [one] = stored(connection, item())
    append_blind_corrections(connection, [decision(one.id)])

    assert corrections_of(connection) == []
    assert [c.value for c in blind_corrections_of(connection, one.id, "omid")] == ["health"]
    assert blind_corrections_of(connection, one.id, "sara") == []


@pytest.mark.parametrize("table", ["blind_correction", "coding"])
def test_what_was_said_blind_is_never_changed(connection: Connection, table: str) -> None:
    item_id, version_id = card(connection)
    append_blind_corrections(connection, [decision(item_id)])
    append_coding(connection, coding(item_id, version_id, "sara", second=False, days=1))

    with pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(f"DELETE FROM {table}"))


def test_two_codings_of_one_text_are_a_pair_that_comes_back_as_it_was(connection: Connection) -> None:
    item_id, version_id = card(connection)
    first = coding(item_id, version_id, "sara", second=False, days=1)
    second = coding(item_id, version_id, "omid", second=True, days=2)
    finished(connection, first)
    alone = coded_twice(connection)
    finished(connection, second)
    [pair] = coded_twice(connection, month=MONTH)

    assert alone == []
    assert (pair.first.coder, pair.second.coder) == ("sara", "omid")
    assert pair.second.codes == second.codes
    assert pair.second.coded_at == second.coded_at
    assert coded_twice(connection, month="1404-08") == []
    assert months_with_codings(connection) == [MONTH]
    assert was_coded_second(connection, version_id)


def test_a_coding_whose_card_was_taken_back_is_none(connection: Connection) -> None:
    item_id, version_id = card(connection)
    finished(connection, coding(item_id, version_id, "sara", second=False, days=1))
    finished(connection, coding(item_id, version_id, "omid", second=True, days=2))
    act = last_act(connection, "omid", 1)
    assert act is not None
    mark_taken_back(connection, act, NOON + 3 * DAY)

    assert coded_twice(connection) == []


def test_of_the_first_analyst_the_last_coding_before_the_second_counts(connection: Connection) -> None:
    item_id, version_id = card(connection)
    for days in (1, 2):
        finished(connection, coding(item_id, version_id, "sara", second=False, days=days))
    finished(connection, coding(item_id, version_id, "omid", second=True, days=3))
    finished(connection, coding(item_id, version_id, "sara", second=False, days=4))
    [pair] = coded_twice(connection)

    assert pair.first.coded_at == NOON + 2 * DAY


def test_a_card_for_a_second_opinion_is_for_anybody_but_the_first(connection: Connection) -> None:
    item_id, _ = card(connection)
    hand_to_second(connection, item_id, "sara")
    own = claim_second_card(connection, "sara", ALL, NOON, turn="t1")
    usual = claim_card(connection, "omid", ALL, NOON, turn="t2", of_stream=False)
    second = claim_second_card(connection, "omid", ALL, NOON, turn="t3")
    third = claim_second_card(connection, "nima", ALL, NOON, turn="t4")

    assert (own, usual, third) == (None, None, None)
    assert second is not None
    assert (second.item_id, second.first_by, second.leased_by) == (item_id, "sara", "omid")


def test_it_is_no_work_left_until_it_is_asked_anew(connection: Connection) -> None:
    item_id, _ = card(connection)
    before = queue_left(connection, ALL)
    hand_to_second(connection, item_id, "sara")
    waiting = queue_left(connection, ALL)
    reopen_card(connection, [item_id])

    assert (before, waiting) == ((1, 0.7), (0, 0.0))
    assert queue_left(connection, ALL)[0] == 1
    assert claim_card(connection, "sara", ALL, NOON, turn="t", of_stream=False) is not None


def test_adjudications_and_decisions_on_stories_are_found_among_all(connection: Connection) -> None:
    [one, other] = stored(connection, item("a"), item("b"))
    lead = decision(one.id, "sports", decided_by="raha", is_adjudication=True, codebook="2-x")
    apart = decision(
        other.id,
        aspect=Aspect.STORY,
        subject="story",
        decision=Decision.REJECT,
        value=None,
        claim=str(one.id),
    )
    append_corrections(connection, [decision(one.id), lead, apart])

    assert [(c.decided_by, c.codebook) for c in adjudications(connection)] == [("raha", "2-x")]
    assert [(c.item_id, c.claim) for c in story_decisions(connection)] == [(other.id, str(one.id))]


def test_a_story_decision_that_was_taken_back_is_none(connection: Connection) -> None:
    [one] = stored(connection, item("a"))
    apart = decision(
        one.id, aspect=Aspect.STORY, subject="story", decision=Decision.REJECT, value=None, claim="7"
    )
    back = decision(
        one.id,
        aspect=Aspect.STORY,
        subject="story",
        decision=Decision.WITHDRAW,
        value=None,
        decided_at=NOON + DAY,
    )
    append_corrections(connection, [apart, back])

    assert story_decisions(connection) == []
