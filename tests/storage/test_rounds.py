"""Rounds, their numbers with the items behind them, and their scores."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from core.calendar import JalaliMonth
from core.coverage import Completeness
from core.errors import StorageError
from core.observations import Observation, State
from core.rounds import Round
from core.scores import TOTAL, Score, TracePart
from storage.observations import observations_of, save_observations, versions_counted
from storage.rounds import latest_round, new_round, round_by_id, rounds_of
from storage.scores import save_scores, scores_of
from tests.storage.samples import CITY, DAY, NOON, UNKNOWN_ID, WATER, ids, item, stored

MEHR = JalaliMonth(1404, 7)


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


def observation(**changes: Any) -> Observation:
    values: dict[str, Any] = {
        "agency": WATER,
        "measure": "item_count",
        "value": 2.0,
        "state": State.MEASURED,
        "completeness": Completeness(expected=30, seen=28, suspect=2),
    }
    return Observation(**(values | changes))


def score(**changes: Any) -> Score:
    values: dict[str, Any] = {
        "agency": WATER,
        "subject": TOTAL,
        "points": 2 / 3,
        "available_weight": 1.0,
        "trace": (),
    }
    return Score(**(values | changes))


def test_a_month_counted_again_is_the_next_revision(connection: Connection) -> None:
    rounds = [make_round(connection, made_at=NOON + n * DAY) for n in range(3)]

    assert [one.revision for one in rounds] == [1, 2, 3]
    assert rounds_of(connection, "semnan") == rounds
    assert latest_round(connection, "semnan", MEHR) == rounds[-1]
    assert round_by_id(connection, rounds[0].id) == rounds[0]


def test_each_profile_month_and_scheme_has_revisions_of_its_own(connection: Connection) -> None:
    first = make_round(connection)
    others = [
        make_round(connection, profile="qom"),
        make_round(connection, month=MEHR.next()),
        make_round(connection, scheme="other"),
    ]

    assert [one.revision for one in others] == [1, 1, 1]
    assert latest_round(connection, "semnan", MEHR, "sample") == first
    assert latest_round(connection, "semnan", MEHR) == others[2]
    assert latest_round(connection, "semnan", MEHR.previous()) is None
    assert round_by_id(connection, UNKNOWN_ID) is None


def test_a_number_opens_to_exactly_the_items_counted(connection: Connection) -> None:
    a, b, c = ids(stored(connection, item("a"), item("b"), item("c")))
    made = make_round(connection)
    given = [
        observation(items=(a, c)),
        observation(
            measure="service_share",
            value=0.5,
            items=(a, b, c),
            counted=(b,),
            why="روز دوم دیده نشد",
            origins=(("crawl", 2), ("import", 1)),
        ),
        observation(agency=CITY, value=None, state=State.NOT_MEASURED, probes=3),
        observation(agency=CITY, measure="freshness", value=0.0, state=State.ZERO),
    ]

    save_observations(connection, made.id, given)

    assert observations_of(connection, made.id) == given


def test_a_round_remembers_which_text_of_an_item_it_counted(connection: Connection) -> None:
    [one] = stored(connection, item())
    first, second = make_round(connection), make_round(connection)
    save_observations(connection, first.id, [observation(items=(one.id,))])

    [newer] = stored(connection, item(body="تازه"))
    save_observations(connection, second.id, [observation(items=(one.id,))])

    assert versions_counted(connection, first.id) == {one.id: one.version_id}
    assert versions_counted(connection, second.id) == {one.id: newer.version_id}


@pytest.mark.parametrize(("items", "counted"), [((UNKNOWN_ID,), ()), ((), (UNKNOWN_ID,))])
def test_a_number_cannot_be_counted_from_items_that_are_not_there(
    connection: Connection, items: tuple[int, ...], counted: tuple[int, ...]
) -> None:
    made = make_round(connection)

    with pytest.raises(StorageError, match="item_count of water@سمنان counts items"):
        save_observations(connection, made.id, [observation(items=items, counted=counted)])


def test_an_empty_round_is_no_trouble(connection: Connection) -> None:
    made = make_round(connection)

    save_observations(connection, made.id, [])
    save_scores(connection, made.id, [])

    assert observations_of(connection, made.id) == []
    assert scores_of(connection, made.id) == []


def test_a_score_comes_back_unrounded_with_its_trace(connection: Connection) -> None:
    part = TracePart(
        name="item_count", value=2.0, points=2 / 3, weight=0.5, state=State.MEASURED, rule="target 30"
    )
    missing = TracePart(
        name="freshness", value=None, points=None, weight=0.5, state=State.NOT_MEASURED, rule=""
    )
    given = [
        score(trace=(part, missing), band="متوسط", rank=1, ranked_among=4),
        score(subject="coverage", points=None, available_weight=0.5),
    ]
    made = make_round(connection)

    save_scores(connection, made.id, given)

    assert scores_of(connection, made.id) == given


def test_rounds_do_not_mix(connection: Connection) -> None:
    first, second = make_round(connection), make_round(connection)

    save_scores(connection, first.id, [score()])
    save_scores(connection, second.id, [replace(score(), points=80.0)])

    assert [one.points for one in scores_of(connection, first.id)] == [2 / 3]
    assert [one.points for one in scores_of(connection, second.id)] == [80.0]
