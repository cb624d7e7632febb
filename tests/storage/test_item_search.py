"""Search: words that are all there, among the items that are asked about."""

import pytest
from sqlalchemy import Connection

from core.attributions import Reading, Role
from core.items import StoredItem
from storage.claims import save_understandings
from storage.item_search import (
    ItemQuery,
    count_found,
    found_items,
    index_words,
    versions_not_indexed,
)
from tests.storage.samples import CITY, DAY, NOON, attribution, item, published, stored, understanding

FOLDING = "test-1"


def indexed(connection: Connection, *texts: str, **changes: object) -> list[StoredItem]:
    kept = stored(connection, *(item(text, **changes) for text in texts))
    index_words(connection, FOLDING, [(one.version_id, text) for one, text in zip(kept, texts, strict=True)])
    return kept


def found(connection: Connection, *words: str, **more: object) -> list[int]:
    return found_items(connection, ItemQuery(words=words, **more), 50)  # type: ignore[arg-type]


def test_all_words_must_be_there_and_the_last_may_be_a_beginning(connection: Connection) -> None:
    gas, city, _ = indexed(connection, "گاز شهر سمنان", "شهرداری سمنان", "هوای دامغان")

    assert found(connection, "سمنان") == [city.version_id, gas.version_id]
    assert found(connection, "سمنان", "شهر") == [city.version_id, gas.version_id]
    assert found(connection, "شهر", "سمنان") == [gas.version_id]
    assert found(connection, "تهران") == []


@pytest.mark.parametrize("word", ["OR", "NOT", "NEAR", "AND", "a*", "^a", "col:a"])
def test_nothing_typed_becomes_an_operator(connection: Connection, word: str) -> None:
    indexed(connection, "گاز")

    assert found(connection, word.replace("*", "").replace("^", "").replace(":", "")) == []


def test_a_changed_text_is_found_by_its_new_words_only(connection: Connection) -> None:
    [old] = indexed(connection, "گاز")
    [new] = stored(connection, item("گاز", title="برق"))
    index_words(connection, FOLDING, [(new.version_id, "برق")])

    assert new.id == old.id
    assert found(connection, "گاز") == []
    assert found(connection, "برق") == [new.version_id]


def test_what_is_not_indexed_yet_is_known(connection: Connection) -> None:
    [done] = indexed(connection, "گاز")
    [waiting] = stored(connection, item("آب"))
    left = versions_not_indexed(connection, FOLDING, 10, after=0)

    assert [one.version_id for one in left] == [waiting.version_id]
    assert done.version_id not in {one.version_id for one in left}


def test_another_folding_begins_again(connection: Connection) -> None:
    [kept] = indexed(connection, "گاز")
    index_words(connection, "test-2", [(kept.version_id, "برق")])

    assert found(connection, "گاز") == []
    assert found(connection, "برق") == [kept.version_id]


def test_items_are_found_by_outlet_time_agency_role_and_topic(connection: Connection) -> None:
    early, late = (
        indexed(connection, "گاز اول"),
        indexed(connection, "گاز دوم", outlet="other", published=published(NOON + 10 * DAY)),
    )
    claims = understanding(attribution(CITY, role=Role.MENTIONED), reading=Reading(topic="health"))
    save_understandings(connection, "rules-1", [(late[0], claims)])
    only_late = [late[0].version_id]

    assert found(connection, "گاز", outlet="other") == only_late
    assert found(connection, "گاز", start=NOON + 5 * DAY) == only_late
    assert found(connection, "گاز", end=NOON + 5 * DAY) == [early[0].version_id]
    assert found(connection, "گاز", agencies=(str(CITY),)) == only_late
    assert found(connection, agencies=(str(CITY),), role="mentioned") == only_late
    assert found(connection, agencies=(str(CITY),), role="actor") == []
    assert found(connection, topic="health") == only_late


def test_a_long_answer_is_cut_and_goes_on_where_it_stopped(connection: Connection) -> None:
    kept = indexed(connection, *(f"گاز {n}" for n in range(7)))
    ids = sorted((one.version_id for one in kept), reverse=True)
    wanted = ItemQuery(words=("گاز",))

    assert found_items(connection, wanted, 4) == ids[:4]
    assert found_items(connection, wanted, 4, below=ids[3]) == ids[4:]
    assert count_found(connection, wanted, 5) == 5
    assert count_found(connection, wanted, 50) == 7
