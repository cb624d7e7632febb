"""Fingerprints and the stories that are found with them."""

from sqlalchemy import Connection

from core.stories import Relation, StoredFingerprint, StoryMember
from storage.fingerprints import (
    fingerprints_between,
    fingerprints_of_stories,
    fingerprints_without_story,
    save_fingerprints,
    versions_without_fingerprint,
)
from storage.stories import members_of_items, members_of_stories, save_story_members
from tests.storage.samples import DAY, NOON, ids, item, published, stored


def member(
    item_id: int, story_id: int, relation: Relation = Relation.NEAR, similarity: float = 0.75
) -> StoryMember:
    return StoryMember(story_id=story_id, item_id=item_id, relation=relation, similarity=similarity)


def test_members_are_found_by_item_and_by_story(connection: Connection) -> None:
    a, b, c = ids(stored(connection, item("a"), item("b"), item("c")))
    original, reprint = member(a, a, Relation.ORIGINAL, 1.0), member(b, a, Relation.EXACT, 1.0)

    save_story_members(connection, [original, reprint])

    assert members_of_items(connection, [b, c]) == {b: reprint}
    assert members_of_stories(connection, [a, c]) == {a: [original, reprint]}


def test_an_item_is_in_one_story_at_a_time(connection: Connection) -> None:
    a, b = ids(stored(connection, item("a"), item("b")))
    save_story_members(connection, [member(b, b, Relation.ORIGINAL)])

    save_story_members(connection, [member(b, a)])

    assert members_of_items(connection, [b]) == {b: member(b, a)}
    assert members_of_stories(connection, [b]) == {}


def test_only_current_texts_without_a_fingerprint_of_this_maker_are_asked_for(connection: Connection) -> None:
    done, _, other = stored(connection, item("a"), item("b"), item("c"))
    [newest] = stored(connection, item("b", body="تازه"))
    save_fingerprints(connection, "minhash-1", [(done.version_id, b"1")])

    assert versions_without_fingerprint(connection, "minhash-1", 10) == [other, newest]
    assert versions_without_fingerprint(connection, "minhash-1", 1) == [other]
    assert versions_without_fingerprint(connection, "minhash-1", 10, after=other.version_id) == [newest]
    assert versions_without_fingerprint(connection, "minhash-2", 10) == [done, other, newest]


def test_fingerprints_of_a_window_come_by_time_with_the_story_of_the_item(connection: Connection) -> None:
    late, early, outside = stored(
        connection,
        item("late", published=published(NOON + DAY)),
        item("early", published=published(NOON)),
        item("outside", published=published(NOON + 7 * DAY)),
    )
    prints = [(one.version_id, f"\x00{one.id}".encode()) for one in (late, early, outside)]
    save_fingerprints(connection, "minhash-1", prints)
    save_fingerprints(connection, "minhash-2", prints)
    save_story_members(connection, [member(early.id, early.id, Relation.ORIGINAL)])

    found = fingerprints_between(connection, "minhash-1", NOON, NOON + 7 * DAY)

    assert found == [
        StoredFingerprint(
            item_id=early.id,
            version_id=early.version_id,
            outlet="koomesh",
            counted_at=NOON,
            data=f"\x00{early.id}".encode(),
            story_id=early.id,
        ),
        StoredFingerprint(
            item_id=late.id,
            version_id=late.version_id,
            outlet="koomesh",
            counted_at=NOON + DAY,
            data=f"\x00{late.id}".encode(),
        ),
    ]


def test_items_without_a_story_and_members_of_stories_are_found(connection: Connection) -> None:
    original, reprint, alone = stored(connection, item("a"), item("b"), item("c"))
    save_fingerprints(connection, "minhash-1", [(one.version_id, b"1") for one in (original, reprint, alone)])
    save_story_members(
        connection, [member(original.id, original.id, Relation.ORIGINAL), member(reprint.id, original.id)]
    )

    without = fingerprints_without_story(connection, "minhash-1")
    of_story = fingerprints_of_stories(connection, "minhash-1", [original.id])

    assert [one.item_id for one in without] == [alone.id]
    assert [one.item_id for one in of_story] == [original.id, reprint.id]


def test_a_fingerprint_made_again_takes_the_place_of_the_first(connection: Connection) -> None:
    [one] = stored(connection, item())
    save_fingerprints(connection, "minhash-1", [(one.version_id, b"1")])

    save_fingerprints(connection, "minhash-1", [(one.version_id, b"2")])

    [found] = fingerprints_without_story(connection, "minhash-1")
    assert found.data == b"2"
