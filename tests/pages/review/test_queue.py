"""The queue: the most doubtful first, nobody gets another's card, and the stream is mixed in by chance."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from core.audit_stream import stream_position
from review.desk import Desk
from review.queue.effect import UNWATCHED
from review.queue.give_card import give_card, new_turn
from review.queue.queue_fill import fill_queue
from storage.review_cards import LEASE, CardFilter, claim_card, close_card
from tests.pages.review.at_work import MORNING, Browser, Clock, rows

MONTH = "1404-07"


def test_the_most_doubtful_card_that_matters_most_is_asked_first(desk: Desk) -> None:
    asked = []
    with desk.database.begin() as connection:
        while card := claim_card(
            connection, "n.sahar", CardFilter(month=MONTH), MORNING, turn=new_turn(), of_stream=False
        ):
            asked.append(card.place)

    assert len(asked) > 20
    assert asked == sorted(asked)


def test_a_claim_on_an_agency_nobody_watches_comes_last(desk: Desk) -> None:
    watched = {str(key) for key in desk.agencies.watched}
    cards = rows(
        desk,
        "SELECT c.place, group_concat(a.agency, ' | ') AS agencies FROM review_card c"
        " JOIN attribution a ON a.version_id = c.version_id WHERE c.stream_position IS NULL"
        " GROUP BY c.item_id ORDER BY c.place",
    )
    unwatched = [
        row["place"]
        for row in cards
        if not watched & set(row["agencies"].split(" | ")) and "@?" not in row["agencies"]
    ]

    assert unwatched
    assert all(-place <= 20 * UNWATCHED for place in unwatched)


def test_reprints_make_one_card(desk: Desk) -> None:
    cards = rows(
        desk,
        "SELECT m.story_id, count(*) AS n FROM review_card c JOIN story_member m ON m.item_id = c.item_id"
        " WHERE c.stream_position IS NULL AND c.is_open GROUP BY m.story_id",
    )

    assert {row["n"] for row in cards} == {1}


def test_every_unreviewed_member_of_the_stream_has_its_card_also_without_claims(desk: Desk) -> None:
    items = rows(desk, "SELECT id, outlet, key FROM item WHERE counted_at IS NOT NULL")
    share = desk.methodology.settings.audit_share
    members = {row["id"] for row in items if stream_position(row["outlet"], row["key"]) < share}
    cards = {
        row["item_id"]
        for row in rows(desk, "SELECT item_id FROM review_card WHERE stream_position IS NOT NULL")
    }

    assert members
    assert cards == members


def test_two_people_at_once_never_hold_the_same_card(desk: Desk) -> None:
    given: list[int] = []

    def work(who: str) -> None:
        for _ in range(30):
            with desk.database.begin() as connection:
                card = give_card(connection, who, CardFilter(month=MONTH), MORNING)
                if card is None:
                    return
                given.append(card.item_id)
                close_card(connection, [card.item_id])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, ["a", "b", "c", "d"]))

    assert len(given) > 100
    assert len(given) == len(set(given))


def test_a_card_in_hand_stays_in_hand(analyst: Browser) -> None:
    item = analyst.field("item")
    analyst.open("/review")

    assert analyst.field("item") == item


def test_a_lease_that_ran_out_gives_the_card_to_the_next_person_and_refuses_the_late_decision(
    desk: Desk, analyst: Browser, clock: Clock
) -> None:
    late = analyst.fields()
    item = late["item"]
    clock.pass_by(seconds=LEASE.total_seconds() + 1)
    with desk.database.begin() as connection:
        taken = None
        while taken is None or taken.item_id != int(item):
            taken = claim_card(
                connection,
                "m.omid",
                CardFilter(month=MONTH),
                clock(),
                turn=new_turn(),
                of_stream=taken is not None and taken.stream_position is not None,
            ) or claim_card(
                connection, "m.omid", CardFilter(month=MONTH), clock(), turn=new_turn(), of_stream=True
            )
    analyst.client.post("/review/decide", data={**late, "act": "accept"})

    assert rows(desk, "SELECT * FROM review_act") == []


def test_a_late_decision_counts_while_nobody_else_took_the_card(
    desk: Desk, analyst: Browser, clock: Clock
) -> None:
    clock.pass_by(seconds=LEASE.total_seconds() + 60)
    analyst.act("accept")

    assert len(rows(desk, "SELECT * FROM review_act")) == 1


def test_a_skipped_card_goes_behind_the_others(analyst: Browser) -> None:
    skipped = analyst.field("item")
    seen = []
    for _ in range(10):
        analyst.act("skip")
        seen.append(analyst.field("item"))

    assert skipped not in seen


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [("outlet=kavirban", "outlet", "kavirban"), ("about=infrastructure", "topic", "infrastructure")],
)
def test_a_view_in_the_address_gives_only_its_part(
    desk: Desk, analyst: Browser, query: str, column: str, value: str
) -> None:
    analyst.open(f"/review?month={MONTH}&{query}")
    for _ in range(5):
        item = analyst.field("item")
        [card] = rows(desk, f"SELECT {column} FROM review_card WHERE item_id = :item", item=int(item))

        assert card[column] == value
        analyst.act("skip")


def test_an_agency_filter_gives_cards_that_name_the_agency(desk: Desk, analyst: Browser) -> None:
    analyst.open(f"/review?month={MONTH}&agency=post@سمنان")
    item = analyst.field("item")
    named = rows(
        desk,
        "SELECT agency FROM attribution a JOIN item_version v ON v.id = a.version_id WHERE v.item_id = :item",
        item=int(item),
    )

    assert {"agency": "post@سمنان"} in named


def test_nothing_left_is_said_and_does_not_fail(analyst: Browser) -> None:
    analyst.open(f"/review?month={MONTH}&outlet=no-such-outlet")

    assert "کارت آزادی نمانده است" in analyst.page


def test_filling_again_changes_nothing_and_decided_cards_stay_closed(desk: Desk, analyst: Browser) -> None:
    item = analyst.field("item")
    analyst.act("accept")
    cards = "SELECT item_id, place, is_open FROM review_card ORDER BY item_id"
    fill_queue(desk, MORNING + timedelta(days=1))
    before = rows(desk, cards)
    fill_queue(desk, MORNING + timedelta(days=1))

    assert rows(desk, cards) == before
    [own] = [row for row in before if row["item_id"] == int(item)]
    assert not own["is_open"]


def test_a_card_taken_back_is_asked_again_after_filling(desk: Desk, analyst: Browser) -> None:
    item = analyst.field("item")
    analyst.act("accept")
    fill_queue(desk, MORNING + timedelta(days=1))
    analyst.act("undo")
    fill_queue(desk, MORNING + timedelta(days=2))

    [card] = rows(desk, "SELECT is_open FROM review_card WHERE item_id = :item", item=int(item))
    assert card["is_open"]
