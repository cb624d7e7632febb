"""The questions about stored items."""

from sqlalchemy import Connection

from core.items import ItemFacts, Origin
from storage.items import (
    item_facts_between,
    items_by_id,
    items_by_key,
    known_addresses,
    newest_counted_at,
    versions_by_id,
)
from tests.storage.samples import DAY, NOON, UNKNOWN_ID, ids, item, published, stored


def test_an_unknown_id_is_left_out(connection: Connection) -> None:
    [one] = stored(connection, item())

    assert items_by_id(connection, [one.id, UNKNOWN_ID]) == {one.id: one}
    assert versions_by_id(connection, [UNKNOWN_ID]) == {}
    assert items_by_key(connection, "koomesh", ["a", "unknown"]) == {"a": one}
    assert items_by_key(connection, "other", ["a"]) == {}


def test_known_addresses_are_those_of_one_outlet_with_the_hash_of_the_newest_text(
    connection: Connection,
) -> None:
    *_, newest, _, _ = stored(
        connection, item("a"), item("a", body="تازه"), item("b"), item("c", outlet="other")
    )

    known = known_addresses(connection, "koomesh")

    assert known.keys() == {"a", "b"}
    assert known["a"] == newest.item.text_hash


def test_what_a_crawl_saw_lately_can_be_left_out_of_the_known_addresses(connection: Connection) -> None:
    stored(
        connection,
        item("old", first_seen=NOON - 3 * DAY),
        item("new", first_seen=NOON),
        item("archived", first_seen=NOON, origin=Origin.IMPORT),
    )

    known = known_addresses(connection, "koomesh", crawled_before=NOON - DAY)

    assert known.keys() == {"old", "archived"}


def test_facts_say_what_counting_needs(connection: Connection) -> None:
    [one] = stored(connection, item(published=published(NOON - DAY), origin=Origin.IMPORT))

    assert item_facts_between(connection, NOON - DAY, NOON) == [
        ItemFacts(
            id=one.id,
            version_id=one.version_id,
            outlet="koomesh",
            counted_at=NOON - DAY,
            first_seen=NOON,
            origin=Origin.IMPORT,
            published_is_known=True,
        )
    ]


def test_a_period_includes_its_start_and_not_its_end(connection: Connection) -> None:
    times = [NOON - DAY, NOON, NOON + DAY]
    _, inside, _ = stored(connection, *(item(str(at), published=published(at)) for at in times))

    facts = item_facts_between(connection, NOON, NOON + DAY)

    assert [one.id for one in facts] == [inside.id]


def test_an_item_without_a_date_counts_when_it_was_first_seen(connection: Connection) -> None:
    stored(connection, item(first_seen=NOON))

    [facts] = item_facts_between(connection, NOON, NOON + DAY)

    assert (facts.counted_at, facts.published_is_known) == (NOON, False)


def test_facts_are_given_by_time_and_for_the_outlets_asked(connection: Connection) -> None:
    late, early, other = stored(
        connection,
        item("late", first_seen=NOON + DAY),
        item("early"),
        item("other", outlet="shahrvand"),
    )

    everywhere = item_facts_between(connection, NOON, NOON + 2 * DAY)
    in_koomesh = item_facts_between(connection, NOON, NOON + 2 * DAY, ["koomesh"])

    assert [one.id for one in everywhere] == ids([early, other, late])
    assert [one.id for one in in_koomesh] == ids([early, late])
    assert item_facts_between(connection, NOON, NOON + 2 * DAY, []) == []


def test_facts_point_to_the_newest_version(connection: Connection) -> None:
    _, newest = stored(connection, item(), item(body="تازه"))

    [facts] = item_facts_between(connection, NOON, NOON + DAY)

    assert facts.version_id == newest.version_id


def test_the_newest_item_of_an_outlet_is_the_one_that_counts_last(
    connection: Connection,
) -> None:
    times = [NOON - DAY, NOON, NOON + DAY]
    stored(connection, *(item(str(at), published=published(at)) for at in times))

    assert newest_counted_at(connection, "koomesh", NOON) == NOON
    assert newest_counted_at(connection, "koomesh", NOON - 2 * DAY) is None
    assert newest_counted_at(connection, "other", NOON) is None
