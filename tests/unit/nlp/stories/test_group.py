"""Stories: reprints within a week, ids that never change, the same result in any order."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.items import ItemText
from core.stories import Relation, StoryMember
from nlp.stories.fingerprint import fingerprint
from nlp.stories.group import RELEASE_LAG, WINDOW, FingerprintedItem, group

LETTERS = "ابپتجچحخدرزسشعفقکگلمنوهی"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def body(count: int = 60, *, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(LETTERS, k=6)) for _ in range(count)]


def item(
    item_id: int,
    words: list[str],
    *,
    after: timedelta = timedelta(0),
    story_id: int | None = None,
    own_site: bool = False,
    credited: str | None = None,
) -> FingerprintedItem:
    print_ = fingerprint(ItemText(title=None, lead=None, body=" ".join(words)))
    return FingerprintedItem(
        item_id=item_id,
        outlet=f"outlet-{item_id}",
        counted_at=NOON + after,
        fingerprint=print_,
        story_id=story_id,
        own_site=own_site,
        credit="به نام آن" if credited else None,
        credited=credited,
    )


def relations(members: list[StoryMember]) -> dict[int, tuple[int, Relation]]:
    return {member.item_id: (member.story_id, member.relation) for member in members}


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_an_item_alone_is_the_original_of_its_own_story() -> None:
    assert relations(group([item(7, body())])) == {7: (7, Relation.ORIGINAL)}


def test_the_same_text_is_an_exact_copy_of_the_earliest() -> None:
    found = group([item(2, body()), item(1, body(), after=hours(3))])

    assert relations(found) == {2: (2, Relation.ORIGINAL), 1: (2, Relation.EXACT)}


def test_an_edited_copy_is_near_and_says_how_near() -> None:
    edited = [*body()[:54], *body(6, seed=9)]
    found = group([item(1, body()), item(2, edited, after=hours(1))])

    assert relations(found) == {1: (1, Relation.ORIGINAL), 2: (1, Relation.NEAR)}
    assert 0.7 < found[1].similarity < 0.9


def test_a_copy_cut_by_half_joins_its_story() -> None:
    for seed in range(30):
        words = body(120, seed=seed)
        found = group([item(1, words), item(2, words[:60], after=hours(1))])
        assert relations(found)[2] == (1, Relation.NEAR)


def test_different_texts_stay_apart() -> None:
    found = group([item(n, body(seed=n)) for n in range(1, 6)])

    assert {member.story_id for member in found} == {1, 2, 3, 4, 5}


def test_short_texts_join_only_when_they_are_equal() -> None:
    short = body(7)
    found = group([item(1, short), item(2, [*short[:6], "دیگر"]), item(3, short, after=hours(1))])

    assert relations(found) == {
        1: (1, Relation.ORIGINAL),
        2: (2, Relation.ORIGINAL),
        3: (1, Relation.EXACT),
    }


def test_headlines_of_two_words_return_every_day_and_are_no_story() -> None:
    found = group([item(1, ["اوقات", "شرعی"]), item(2, ["اوقات", "شرعی"], after=hours(24))])

    assert {member.story_id for member in found} == {1, 2}


def test_items_without_text_are_not_copies_of_each_other() -> None:
    assert {member.story_id for member in group([item(1, []), item(2, [])])} == {1, 2}


@pytest.mark.parametrize("later, together", [(WINDOW, True), (WINDOW + hours(1), False)])
def test_a_copy_comes_within_a_week(later: timedelta, together: bool) -> None:
    found = group([item(1, body()), item(2, body(), after=later)])

    assert (relations(found)[2][0] == 1) is together


def test_a_chain_of_copies_carries_a_story_over_the_week() -> None:
    days = [item(n, body(), after=timedelta(days=5 * n)) for n in range(4)]

    assert {member.story_id for member in group(days)} == {0}


def test_an_edited_copy_of_a_text_that_is_still_reprinted_joins_its_story() -> None:
    exact = [item(n, body(), after=timedelta(days=5 * n)) for n in range(3)]
    edited = item(9, [*body()[:54], *body(6, seed=9)], after=timedelta(days=12))

    assert relations(group([*exact, edited]))[9] == (0, Relation.NEAR)


def test_a_new_copy_joins_the_known_story_and_nothing_else_comes_back() -> None:
    known = [item(1, body(), story_id=1), item(2, body(seed=2), story_id=2)]
    found = group([item(3, body(), after=hours(1))], known)

    assert relations(found) == {1: (1, Relation.ORIGINAL), 3: (1, Relation.EXACT)}


def test_an_earlier_item_found_late_becomes_the_original_and_the_id_stays() -> None:
    known = [item(5, body(), after=hours(10), story_id=5)]
    found = group([item(9, body())], known)

    assert relations(found) == {5: (5, Relation.EXACT), 9: (5, Relation.ORIGINAL)}


def test_known_stories_are_never_merged() -> None:
    words = body(100)
    known = [item(1, words[:60], story_id=1), item(2, words[40:], story_id=2)]
    found = relations(group([item(3, words[:70], after=hours(1))], known))

    assert found[3][0] == 1
    assert 2 not in found


def test_an_agencys_own_release_is_the_original_though_the_press_was_faster() -> None:
    found = group([item(1, body()), item(2, body(), after=RELEASE_LAG, own_site=True)])

    assert relations(found)[2][1] is Relation.ORIGINAL


def test_an_agencys_late_copy_is_a_copy() -> None:
    found = group([item(1, body()), item(2, body(), after=RELEASE_LAG + hours(1), own_site=True)])

    assert relations(found)[1][1] is Relation.ORIGINAL


def test_a_copy_that_names_its_source_is_no_original_though_its_time_is_earlier() -> None:
    found = group([item(1, body(), credited="outlet-2"), item(2, body(), after=hours(3))])

    assert relations(found) == {1: (1, Relation.EXACT), 2: (1, Relation.ORIGINAL)}
    assert {member.item_id: member.credit for member in found} == {1: "به نام آن", 2: None}


def test_a_source_that_is_not_in_the_story_or_is_itself_makes_no_copy() -> None:
    elsewhere = group([item(1, body(), credited="outlet-9"), item(2, body(), after=hours(3))])
    itself = group([item(1, body(), credited="outlet-1"), item(2, body(), after=hours(3))])

    assert relations(elsewhere)[1][1] is relations(itself)[1][1] is Relation.ORIGINAL


def test_of_copies_that_name_each_other_the_earliest_is_the_original() -> None:
    found = group(
        [item(1, body(), credited="outlet-2"), item(2, body(), after=hours(3), credited="outlet-1")]
    )

    assert relations(found)[1][1] is Relation.ORIGINAL


def test_a_text_printed_a_thousand_times_is_one_story() -> None:
    copies = [item(n, body(), after=timedelta(minutes=n)) for n in range(300)]

    assert {member.story_id for member in group(copies)} == {0}


def test_nothing_new_changes_nothing() -> None:
    assert group([], [item(1, body(), story_id=1)]) == []


def test_running_again_gives_the_same_stories() -> None:
    first = group([item(1, body()), item(2, body(), after=hours(1)), item(3, body(seed=3))])
    again = group(
        [
            item(member.item_id, body(seed=3 if member.item_id == 3 else 1), story_id=member.story_id)
            for member in first
        ]
    )

    assert {(m.item_id, m.story_id) for m in again} == {(m.item_id, m.story_id) for m in first}


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(2, 12))
def test_the_order_of_the_items_makes_no_difference(chance: random.Random, count: int) -> None:
    items = [
        item(
            n, [*body(40, seed=n % 3), *body(6, seed=n + 50)], after=timedelta(minutes=chance.randrange(9000))
        )
        for n in range(count)
    ]
    shuffled = items.copy()
    chance.shuffle(shuffled)

    assert group(shuffled) == group(items)
