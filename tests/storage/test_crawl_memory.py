"""What crawls leave behind: fetches, pages, states of sources, days, probes and the hand-over."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from core.coverage import Probe, SourceDay
from core.outcomes import Outcome
from core.pages import Fetch, PageFacts
from core.source_states import SourceState
from storage.fetches import fetch as fetch_table
from storage.fetches import fetches_of_page, page, save_fetches, save_page_facts
from storage.probes import probes_between, save_probes
from storage.source_days import save_source_days, source_days_between
from storage.source_states import save_source_states, source_states
from storage.spools import acknowledge_spool, spool_offset
from tests.storage.samples import DAY, NOON

TODAY = date(2025, 10, 7)


def fetch(**changes: Any) -> Fetch:
    values: dict[str, Any] = {
        "source": "koomesh-feed",
        "address": "https://koomesh.example/1",
        "final_address": "https://www.koomesh.example/1",
        "status": 200,
        "fetched_at": NOON,
        "outcome": Outcome.STORED,
        "content_hash": "ab" * 32,
        "detail": "",
    }
    return Fetch(**(values | changes))


def look(expected: int, fetched: int, failed: int, answered: bool | None = True, why: str = "") -> SourceDay:
    return SourceDay(
        source="koomesh-feed",
        day=TODAY,
        expected=expected,
        fetched=fetched,
        failed=failed,
        answered=answered,
        why=why,
    )


def test_a_page_knows_where_and_when_it_came_from(connection: Connection) -> None:
    first = fetch()
    failed = fetch(
        fetched_at=NOON + DAY, status=None, outcome=Outcome.TIMED_OUT, content_hash=None, detail="30 s"
    )

    again = fetch(fetched_at=NOON + DAY, source="koomesh-listing")

    save_fetches(connection, [again, failed, first])
    save_fetches(connection, [first])

    assert fetches_of_page(connection, "ab" * 32) == [first, again]
    assert connection.scalar(select(func.count()).select_from(fetch_table)) == 3


def test_a_page_is_remembered_once(connection: Connection) -> None:
    facts = PageFacts(content_hash="ab" * 32, size=1200, content_type="text/html")

    save_page_facts(connection, [facts, facts])
    save_page_facts(connection, [facts])

    assert connection.scalar(select(func.count()).select_from(page)) == 1


def test_the_state_of_a_source_is_the_last_one_saved(connection: Connection) -> None:
    save_source_states(connection, {"koomesh-feed": SourceState(failure_weight=2.5, state="timed out")})
    good = SourceState(
        etag='"1"',
        last_modified="Tue, 07 Oct 2025 12:00:00 GMT",
        body_hash="ab" * 32,
        last_attempt=NOON,
        last_success=NOON,
        next_due=NOON + DAY,
    )

    save_source_states(connection, {"koomesh-feed": good, "other": SourceState()})

    assert source_states(connection) == {"koomesh-feed": good, "other": SourceState()}


def test_a_day_nobody_looked_at_is_absent(connection: Connection) -> None:
    save_source_days(connection, [])

    assert source_days_between(connection, TODAY, TODAY) == []


def test_days_are_given_by_day_and_source_for_the_sources_asked(connection: Connection) -> None:
    days = [
        SourceDay(source=source, day=day, expected=1, fetched=1, failed=0, answered=True)
        for day in (TODAY, TODAY + DAY)
        for source in ("a", "b")
    ]

    save_source_days(connection, list(reversed(days)))

    assert source_days_between(connection, TODAY, TODAY + DAY) == days
    assert source_days_between(connection, TODAY, TODAY + DAY, ["b"]) == [days[1], days[3]]
    assert source_days_between(connection, TODAY + DAY, TODAY + DAY) == days[2:]


@pytest.mark.parametrize(
    ("earlier", "later", "merged"),
    [
        pytest.param(
            look(10, 7, 3), look(10, 10, 0), look(10, 10, 0), id="what failed came at the second look"
        ),
        pytest.param(look(10, 7, 3), look(12, 9, 3), look(12, 9, 3), id="what failed failed again"),
        pytest.param(look(10, 7, 3), look(0, 0, 0), look(10, 7, 3), id="nothing had changed"),
        pytest.param(
            look(10, 7, 3), look(4, 4, 0), look(10, 7, 3), id="fewer links prove nothing of the others"
        ),
        pytest.param(
            look(10, 10, 0), look(0, 0, 0, False, "timed out"), look(10, 10, 0), id="answered stays answered"
        ),
        pytest.param(
            look(0, 0, 0, False, "timed out"), look(10, 10, 0), look(10, 10, 0), id="it answered at last"
        ),
        pytest.param(
            look(0, 0, 0, False, "timed out"),
            look(0, 0, 0, False, "refused"),
            look(0, 0, 0, False, "refused"),
            id="it never answered",
        ),
        pytest.param(
            look(0, 0, 0, False, "timed out"),
            look(0, 0, 0, None, "not due"),
            look(0, 0, 0, False, "not due"),
            id="nobody asked the second time",
        ),
        pytest.param(look(0, 0, 0, None), look(0, 0, 0, None), look(0, 0, 0, None), id="nobody asked at all"),
    ],
)
def test_two_looks_at_one_day_are_joined(
    connection: Connection, earlier: SourceDay, later: SourceDay, merged: SourceDay
) -> None:
    save_source_days(connection, [earlier])

    save_source_days(connection, [later])

    assert source_days_between(connection, TODAY, TODAY) == [merged]


def test_two_looks_given_together_are_joined_too(connection: Connection) -> None:
    save_source_days(connection, [look(10, 10, 0), look(0, 0, 0, False, "timed out")])

    assert source_days_between(connection, TODAY, TODAY) == [look(10, 10, 0)]


def test_the_same_look_twice_changes_nothing(connection: Connection) -> None:
    for _ in range(2):
        save_source_days(connection, [look(10, 7, 3)])

    assert source_days_between(connection, TODAY, TODAY) == [look(10, 7, 3)]


def test_probes_come_back_by_time_and_outlet(connection: Connection) -> None:
    probes = [
        Probe(
            outlet="abfa-site",
            at=NOON,
            answered=True,
            newest_item_at=NOON - 3 * DAY,
            certificate_ends=NOON + 9 * DAY,
            tried_links=20,
            broken_links=2,
        ),
        Probe(outlet="abfa-site", at=NOON + DAY, answered=False, newest_item_at=None, why="refused"),
        Probe(outlet="gas-site", at=NOON + DAY, answered=True, newest_item_at=None),
    ]

    save_probes(connection, probes)
    save_probes(connection, probes[:1])

    assert probes_between(connection, NOON, NOON + 2 * DAY) == probes
    assert probes_between(connection, NOON, NOON + 2 * DAY, ["gas-site"]) == probes[2:]
    assert probes_between(connection, NOON, NOON + DAY) == probes[:1]


def test_a_spool_is_taken_in_up_to_where_it_was_acknowledged(connection: Connection) -> None:
    assert spool_offset(connection, "night-1") == 0

    acknowledge_spool(connection, "night-1", 1200)
    acknowledge_spool(connection, "night-1", 5_000_000_000)

    assert spool_offset(connection, "night-1") == 5_000_000_000
    assert spool_offset(connection, "night-2") == 0
