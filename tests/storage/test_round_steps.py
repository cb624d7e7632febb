"""The way of a round in the database: steps, appeals, manifests and intervals, most of them for ever."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, delete, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from core.appeals import Appeal, AppealAnswer
from core.calendar import JalaliMonth
from core.errors import StorageError
from core.intervals import RoundIntervals, ScoreInterval
from core.rounds import Round, RoundState, RoundStep
from core.users import UserRole
from storage.appeals import appeal, appeal_answer, appeal_by_id, appeals_of, append_answer, append_appeal
from storage.round_manifests import (
    RoundManifest,
    content_by_hash,
    keep_content,
    kept_content,
    manifest_of,
    manifests_with_scheme,
    round_manifest,
    save_manifest,
)
from storage.round_steps import append_step, frozen_round_ids, round_step, steps_of, steps_of_profile
from storage.rounds import new_round
from storage.score_intervals import intervals_of, save_intervals
from tests.storage.samples import CITY, DAY, NOON, UNKNOWN_ID, WATER

MEHR = JalaliMonth(1404, 7)
CONTENT = "محتوا".encode()


def make_round(connection: Connection, **changes: Any) -> Round:
    values: dict[str, Any] = {
        "profile": "semnan",
        "scheme": "sample",
        "scheme_version": "1",
        "month": MEHR,
        "config_hash": "cd" * 32,
        "made_at": NOON,
    }
    return new_round(connection, **(values | changes))


def step(number: int = 1, **changes: Any) -> RoundStep:
    values: dict[str, Any] = {
        "profile": "semnan",
        "scheme": "sample",
        "month": MEHR,
        "number": number,
        "state": RoundState.COLLECTING,
        "round_id": None,
        "manifest_hash": None,
        "until": None,
        "reason": "",
        "by": "m.rad",
        "role": UserRole.LEAD,
        "at": NOON,
    }
    return RoundStep(**(values | changes))


def contested(**changes: Any) -> Appeal:
    values: dict[str, Any] = {
        "profile": "semnan",
        "scheme": "sample",
        "month": MEHR,
        "agency": WATER,
        "subject": "total",
        "reason": "یک خبر شمرده نشده",
        "evidence": "https://koomesh.example/a",
        "by": "water.pr",
        "at": NOON,
        "expires_at": NOON + 10 * DAY,
    }
    return Appeal(**(values | changes))


def test_steps_come_back_in_order_with_all_they_said(connection: Connection) -> None:
    made = make_round(connection)
    name = keep_content(connection, CONTENT)
    given = [
        step(1),
        step(2, state=RoundState.APPEALS, round_id=made.id, until=NOON + DAY),
        step(3, state=RoundState.FROZEN, round_id=made.id, manifest_hash=name, reason="همه شنیده شد"),
    ]
    for one in reversed(given):
        append_step(connection, one)
    append_step(connection, step(1, month=MEHR.next()))

    assert [replace(one, id=0) for one in steps_of(connection, "semnan", "sample", MEHR)] == given
    assert len(steps_of_profile(connection, "semnan")) == 4
    assert frozen_round_ids(connection) == {made.id}


def test_two_people_cannot_take_the_same_step(connection: Connection) -> None:
    append_step(connection, step())

    with pytest.raises(IntegrityError):
        append_step(connection, step(by="s.keyhan"))


def test_an_appeal_comes_back_with_its_one_answer(connection: Connection) -> None:
    number = append_appeal(connection, contested())
    other = append_appeal(connection, contested(agency=CITY))
    answer = AppealAnswer(is_accepted=True, reason="درست است", by="m.rad", at=NOON + DAY)
    append_answer(connection, number, answer)

    assert appeals_of(connection, "semnan", "sample", MEHR) == [
        contested(id=number, answer=answer),
        contested(id=other, agency=CITY),
    ]
    assert appeal_by_id(connection, UNKNOWN_ID) is None
    with pytest.raises(IntegrityError):
        append_answer(connection, number, answer)


def test_content_is_kept_once_under_its_hash(connection: Connection) -> None:
    assert keep_content(connection, CONTENT) == keep_content(connection, CONTENT)
    assert content_by_hash(connection, keep_content(connection, CONTENT)) == CONTENT
    with pytest.raises(StorageError, match="nothing is kept under"):
        content_by_hash(connection, "ab" * 32)


def test_a_revision_knows_its_manifest_and_a_scheme_its_revisions(connection: Connection) -> None:
    first, second, newer = (
        make_round(connection),
        make_round(connection, profile="qom"),
        make_round(connection, scheme_version="2"),
    )
    name = keep_content(connection, CONTENT)
    for n, one in enumerate((first, second, newer)):
        save_manifest(
            connection,
            RoundManifest(round_id=one.id, manifest_hash=name, scheme_hash=f"{n}" * 64, newest_correction=n),
        )
    ids = [first.id, second.id, newer.id]

    assert manifest_of(connection, second.id) == RoundManifest(
        round_id=second.id, manifest_hash=name, scheme_hash="1" * 64, newest_correction=1
    )
    assert manifest_of(connection, UNKNOWN_ID) is None
    found = manifests_with_scheme(connection, "sample", "1", ids)
    assert [one.round_id for one in found] == [first.id, second.id]


@pytest.mark.parametrize("table", [kept_content, round_manifest, round_step, appeal, appeal_answer])
def test_nothing_of_it_is_changed_or_removed(connection: Connection, table: Any) -> None:
    made = make_round(connection)
    name = keep_content(connection, CONTENT)
    save_manifest(
        connection,
        RoundManifest(round_id=made.id, manifest_hash=name, scheme_hash="1" * 64, newest_correction=0),
    )
    append_step(connection, step())
    number = append_appeal(connection, contested())
    answer = AppealAnswer(is_accepted=True, reason="درست است", by="m.rad", at=NOON)
    append_answer(connection, number, answer)
    column = list(table.c)[-1]

    for statement in (update(table).values({column: column}), delete(table)):
        with pytest.raises(DatabaseError, match="append-only"), connection.begin_nested():
            connection.execute(statement)


def test_intervals_come_back_as_they_were_drawn(connection: Connection) -> None:
    made, bare = make_round(connection), make_round(connection)
    drawn = ScoreInterval(
        agency=WATER,
        raw=2 / 3,
        possible=(0.5, 0.75),
        possible_rank=(1, 2),
        corrected=0.7,
        drawn=(0.6, 0.8),
        drawn_rank=(1, 3),
    )
    unranked = ScoreInterval(agency=CITY, raw=10.0, possible=(10.0, 10.0), possible_rank=None)
    given = RoundIntervals(scores=(drawn, unranked), equal_pairs=((WATER, CITY),), has_audit=True)
    save_intervals(connection, made.id, given)
    save_intervals(connection, bare.id, RoundIntervals())

    assert intervals_of(connection, made.id) == given
    assert intervals_of(connection, bare.id) == RoundIntervals()
    assert drawn.rank == (1, 3)
