"""What becomes of an item that is handed over once, twice, changed or redated."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import Connection, select

from core.calendar import TEHRAN
from core.items import Origin, StoredItem
from core.moments import Precision
from core.outcomes import Outcome
from storage.database import Database
from storage.items import item as item_table
from storage.items import item_facts_between, item_version, items_by_id, redating, versions_by_id
from storage.store_items import store_items
from tests.storage.samples import DAY, NOON, ids, item, published, stored


def test_a_new_item_comes_back_as_it_was_given(connection: Connection) -> None:
    given = item(
        lead="لید",
        kicker="روتیتر",
        byline="خبرنگار",
        section="استان‌ها",
        tags=("آب", "روستا"),
        source="koomesh-feed",
        page_hash="ab" * 32,
        extractor="general-1",
        published=published(NOON - DAY),
    )

    [(kept, outcome)] = store_items(connection, [given])

    assert (outcome, kept.item, kept.version) == (Outcome.STORED, given, 1)
    assert items_by_id(connection, [kept.id]) == {kept.id: kept}


def test_the_same_item_again_is_unchanged(connection: Connection) -> None:
    [first] = stored(connection, item())

    [(again, outcome)] = store_items(connection, [item(first_seen=NOON + DAY, origin=Origin.IMPORT)])

    assert outcome is Outcome.UNCHANGED
    assert again == first


def test_a_changed_text_is_a_new_version_of_the_same_item(connection: Connection) -> None:
    [first] = stored(connection, item(published=published(NOON)))
    changed = item(
        body="مخزن آب دو روستا به بهره‌برداری رسید.",
        first_seen=NOON + DAY,
        origin=Origin.BASELINE,
        url="https://koomesh.example/a?again",
        published=published(NOON + DAY),
    )

    [(second, outcome)] = store_items(connection, [changed])

    assert outcome is Outcome.UPDATED
    assert (second.id, second.version) == (first.id, 2)
    assert second.version_id != first.version_id
    assert second.item == replace(first.item, body=changed.body)
    assert items_by_id(connection, [first.id]) == {first.id: second}
    assert versions_by_id(connection, [first.version_id])[first.version_id].item.body == first.item.body


def test_a_new_version_remembers_when_it_was_seen(connection: Connection) -> None:
    stored(connection, item(), item(body="دیگر", first_seen=NOON + DAY))

    seen = connection.scalars(select(item_version.c.seen_at).order_by(item_version.c.number)).all()

    assert seen == [NOON, NOON + DAY]


def test_a_text_that_returns_to_what_it_was_is_a_third_version(connection: Connection) -> None:
    texts = ["نخست", "دوم", "نخست"]

    versions = [kept.version for text in texts for kept in stored(connection, item(body=text))]

    assert versions == [1, 2, 3]


def test_the_same_item_twice_in_one_batch_is_stored_once(connection: Connection) -> None:
    batch = [item("a"), item("b"), item("a"), item("a", body="تازه")]

    kept = store_items(connection, batch)

    assert [outcome for _, outcome in kept] == [
        Outcome.STORED,
        Outcome.STORED,
        Outcome.UNCHANGED,
        Outcome.UPDATED,
    ]
    assert len({one.id for one, _ in kept}) == 2


def test_one_key_in_two_outlets_is_two_items(connection: Connection) -> None:
    first, second = stored(connection, item("a", outlet="koomesh"), item("a", outlet="shahrvand"))

    assert first.id != second.id


def test_a_date_that_becomes_known_is_filled_in_and_counts(connection: Connection) -> None:
    [first] = stored(connection, item())

    [(dated, outcome)] = store_items(connection, [item(published=published(NOON - 3 * DAY))])

    assert outcome is Outcome.UPDATED
    assert (dated.version_id, dated.item.published) == (first.version_id, published(NOON - 3 * DAY))
    assert items_by_id(connection, [first.id]) == {first.id: dated}
    [facts] = item_facts_between(connection, NOON - 4 * DAY, NOON)
    assert facts.counted_at == NOON - 3 * DAY
    assert facts.published_is_known


def test_a_date_that_becomes_known_with_a_new_text_counts_too(connection: Connection) -> None:
    stored(connection, item())

    [(dated, outcome)] = store_items(connection, [item(body="تازه", published=published(NOON - DAY))])

    assert outcome is Outcome.UPDATED
    assert items_by_id(connection, [dated.id]) == {dated.id: dated}
    assert dated.item.published == published(NOON - DAY)


def test_another_date_is_noted_and_the_first_one_kept(connection: Connection) -> None:
    [first] = stored(connection, item(published=published(NOON)))
    redated = item(
        published=published(NOON + DAY, Precision.DAY, "text:date/jalali"), first_seen=NOON + 2 * DAY
    )

    kept = [store_items(connection, [redated])[0] for _ in range(2)]

    assert kept == [(first, Outcome.UNCHANGED)] * 2
    [note] = connection.execute(select(redating)).all()
    assert (note.item_id, note.published_at, note.published_precision, note.published_rule, note.seen_at) == (
        first.id,
        NOON + DAY,
        "day",
        "text:date/jalali",
        NOON + 2 * DAY,
    )


def test_a_date_that_is_lost_again_stays_known(connection: Connection) -> None:
    [first] = stored(connection, item(published=published(NOON)))

    [(again, outcome)] = store_items(connection, [item(published=None)])

    assert (again, outcome) == (first, Outcome.UNCHANGED)


def test_an_instant_of_another_zone_is_kept_as_the_same_instant(connection: Connection) -> None:
    in_tehran = NOON.astimezone(TEHRAN)

    [kept] = stored(connection, item(first_seen=in_tehran))

    [facts] = item_facts_between(connection, NOON, NOON + DAY)
    assert facts.first_seen == NOON
    assert facts.first_seen.utcoffset() == NOON.utcoffset()
    assert kept.id == facts.id


def test_characters_no_database_can_hold_do_not_stop_a_batch(connection: Connection) -> None:
    broken = item("b\x00", title="آب\x00 و \ud800فاضلاب", body=None, tags=("\x00",))

    first, second = stored(connection, broken, item("a"))

    assert first.item.title == "آب\ufffd و \ufffdفاضلاب"
    assert items_by_id(connection, [first.id, second.id]) == {first.id: first, second.id: second}
    assert store_items(connection, [broken])[0][1] is Outcome.UNCHANGED


@pytest.mark.parametrize("part", ["خبر/", "😀", "a"])
def test_an_address_too_long_for_an_index_is_still_one_item(connection: Connection, part: str) -> None:
    long = "https://koomesh.example/" + part * 9000

    kept = store_items(connection, [item(long), item(long + "1"), item(long)])

    assert [outcome for _, outcome in kept] == [Outcome.STORED, Outcome.STORED, Outcome.UNCHANGED]


@pytest.mark.parametrize("count", [0, 1, 2500])
def test_batches_of_any_size_are_stored_in_order(connection: Connection, count: int) -> None:
    given = [item(f"k{n:04}") for n in range(count)]

    kept = stored(connection, *given)

    assert [one.item for one in kept] == given
    assert items_by_id(connection, ids(kept)) == {one.id: one for one in kept}
    assert ids(kept) == connection.scalars(select(item_table.c.id).order_by("id")).all()


def test_two_writers_of_the_same_items_store_them_once(database: Database) -> None:
    together = Barrier(2)
    batch = [item(f"k{n}") for n in range(200)]

    def write(_: int) -> list[tuple[StoredItem, Outcome]]:
        together.wait()
        with database.begin() as connection:
            return store_items(connection, batch)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(write, range(2))

    assert [kept for kept, _ in one] == [kept for kept, _ in other]
    assert {one[0][1], other[0][1]} == {Outcome.STORED, Outcome.UNCHANGED}
