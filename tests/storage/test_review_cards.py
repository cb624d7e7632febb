"""The queue in the database: claimed in one statement, leased for a while, decided once."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection

from core.review import ReviewAct, ReviewCard
from storage.database import Database
from storage.review_acts import (
    acts_since,
    append_act,
    items_acted_on_since,
    last_act,
    mark_taken_back,
)
from storage.review_cards import (
    LEASE,
    CardFilter,
    card_of,
    claim_card,
    close_card,
    held_cards,
    lease_card,
    months_with_cards,
    queue_left,
    release_others,
    reopen_card,
    save_cards,
    skip_card,
    take_turn,
)
from tests.storage.samples import DAY, NOON, item, stored

MONTH = "1404-07"
ALL = CardFilter(month=MONTH)


def cards(
    connection: Connection, *places: float, stream: float | None = None, topic: str = "water"
) -> list[int]:
    """Cards of new items, in these places of the queue; their items."""
    kept = stored(connection, *(item(f"{topic}-{stream}-{place}") for place in places))
    made = [
        ReviewCard(
            item_id=one.id,
            version_id=one.version_id,
            month=MONTH,
            outlet="koomesh",
            topic=topic,
            doubt=0.25,
            place=place,
            stream_position=stream,
        )
        for one, place in zip(kept, places, strict=True)
    ]
    save_cards(connection, made)
    return [one.item_id for one in made]


def claim(connection: Connection, who: str = "n", turn: str = "t1", of_stream: bool = False) -> int | None:
    card = claim_card(connection, who, ALL, NOON, turn=turn, of_stream=of_stream)
    return card.item_id if card else None


def test_the_smallest_place_is_claimed_first_and_nothing_twice(connection: Connection) -> None:
    second, first = cards(connection, -0.2, -0.9)

    assert [claim(connection), claim(connection, "m"), claim(connection, "k")] == [first, second, None]


def test_the_stream_has_a_queue_of_its_own(connection: Connection) -> None:
    [usual] = cards(connection, -0.9)
    [drawn] = cards(connection, 0.0, stream=0.01)

    assert claim(connection, of_stream=True) == drawn
    assert claim(connection) == usual


def test_a_lease_ends(connection: Connection) -> None:
    [only] = cards(connection, -0.9)
    claim(connection)
    later = claim_card(connection, "m", ALL, NOON + LEASE, turn="t2", of_stream=False)

    assert later is not None
    assert (later.item_id, later.leased_by) == (only, "m")


def test_a_turn_is_taken_once_and_only_by_its_holder(connection: Connection) -> None:
    [only] = cards(connection, -0.9)
    claim(connection, "n", "t1")

    assert take_turn(connection, only, "m", "t1", next_turn="t2") is None
    assert take_turn(connection, only, "n", "other", next_turn="t2") is None
    assert take_turn(connection, only, "n", "t1", next_turn="t2") is not None
    assert take_turn(connection, only, "n", "t1", next_turn="t3") is None


def test_a_card_somebody_holds_is_not_leased_to_another(connection: Connection) -> None:
    [only] = cards(connection, -0.9)
    claim(connection, "n")

    assert lease_card(connection, only, "m", NOON, turn="t2") is None
    assert lease_card(connection, only, "n", NOON, turn="t2") is not None


def test_the_card_shown_last_is_the_one_in_hand(connection: Connection) -> None:
    first, second = cards(connection, -0.9, -0.8)
    claim(connection, "n", "t1")
    claim_card(connection, "n", ALL, NOON + DAY / 1000, turn="t2", of_stream=False)
    lease_card(connection, first, "n", NOON + DAY / 900, turn="t3")

    assert [card.item_id for card in held_cards(connection, "n")] == [first, second]


def test_the_others_are_given_back(connection: Connection) -> None:
    first, second = cards(connection, -0.9, -0.8)
    claim(connection, "n")
    claim(connection, "n", "t2")
    release_others(connection, "n", second)

    assert claim(connection, "m") == first


def test_skipped_cards_come_after_the_others_and_are_free(connection: Connection) -> None:
    first, second = cards(connection, -0.9, -0.1)
    claim(connection)
    skip_card(connection, first)

    assert [claim(connection, "m"), claim(connection, "k")] == [second, first]


def test_filling_again_moves_a_card_and_leaves_its_lease_and_skips(connection: Connection) -> None:
    [only] = cards(connection, -0.1)
    skip_card(connection, only)
    claim(connection, "n", "t1")
    cards(connection, -0.1)
    kept = card_of(connection, only)

    assert kept is not None
    assert (kept.leased_by, kept.turn, kept.skips) == ("n", "t1", 1)


def test_closed_cards_are_not_asked_and_open_again_when_taken_back(connection: Connection) -> None:
    [only] = cards(connection, -0.9)
    close_card(connection, [only])

    assert claim(connection) is None
    assert queue_left(connection, ALL) == (0, 0.0)
    reopen_card(connection, [only])
    assert claim(connection) == only


def test_a_filter_counts_and_gives_only_its_part(connection: Connection) -> None:
    cards(connection, -0.9, -0.8)
    [health] = cards(connection, -0.1, topic="health")
    wanted = CardFilter(month=MONTH, topic="health")
    card = claim_card(connection, "n", wanted, NOON, turn="t", of_stream=False)

    assert card is not None
    assert card.item_id == health
    assert queue_left(connection, wanted) == (1, 0.25)
    assert queue_left(connection, ALL) == (3, 0.75)
    assert months_with_cards(connection) == [MONTH]


def test_many_at_once_are_never_given_the_same_card(database: Database) -> None:
    with database.begin() as connection:
        cards(connection, *(-n / 100 for n in range(100)))
    given: list[int] = []

    def work(who: str) -> None:
        while True:
            with database.begin() as connection:
                card = claim_card(connection, who, ALL, NOON, turn=who, of_stream=False)
            if card is None:
                return
            given.append(card.item_id)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(work, "abcde"))

    assert len(given) == 100
    assert len(set(given)) == 100


def act(number: int, item_id: int, **changes: object) -> ReviewAct:
    values = {
        "who": "n",
        "at": NOON + number * DAY / 1000,
        "kind": "accept",
        "item_id": item_id,
        "item_ids": (item_id, item_id + 1),
        "finished_card": True,
    }
    return ReviewAct(**(values | changes))  # type: ignore[arg-type]


def test_the_last_act_is_found_until_it_is_taken_back(connection: Connection) -> None:
    [kept] = stored(connection, item("a"))
    append_act(connection, act(1, kept.id, kind="wrong"))
    append_act(connection, act(2, kept.id))
    append_act(connection, act(3, kept.id, who="m"))
    last = last_act(connection, "n", 50)

    assert last is not None
    assert (last.kind, last.item_ids) == ("accept", (kept.id, kept.id + 1))
    mark_taken_back(connection, last, NOON + DAY)
    before = last_act(connection, "n", 50)
    assert before is not None
    assert before.kind == "wrong"
    assert last_act(connection, "n", 1) is None


def test_finished_cards_of_a_day_are_counted_without_those_taken_back(connection: Connection) -> None:
    [kept] = stored(connection, item("a"))
    for number in range(3):
        append_act(connection, act(number, kept.id))
    append_act(connection, act(5, kept.id, finished_card=False))
    last = last_act(connection, "n", 50)
    assert last is not None
    mark_taken_back(connection, last, NOON)

    assert acts_since(connection, "n", NOON) == 3
    assert acts_since(connection, "n", NOON + DAY) == 0


def test_items_acted_on_are_known_with_their_reprints(connection: Connection) -> None:
    [kept] = stored(connection, item("a"))
    append_act(connection, act(1, kept.id))

    assert items_acted_on_since(connection, NOON) == {kept.id, kept.id + 1}
    assert items_acted_on_since(connection, NOON + DAY) == set()
