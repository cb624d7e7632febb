"""Stories keep to what people said: who goes with whom, and who does not."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from core.corrections import Aspect, Correction, Decision
from core.items import ItemText
from core.placements import Placements, placements_of
from nlp.stories.fingerprint import fingerprint
from nlp.stories.group import FingerprintedItem, group

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def words(seed: int, count: int = 60) -> str:
    chance = random.Random(seed)
    return " ".join("".join(chance.choices("ابپتجدرسشفقکلمنوهی", k=6)) for _ in range(count))


def item(item_id: int, seed: int, *, hours: float = 0, story_id: int | None = None) -> FingerprintedItem:
    return FingerprintedItem(
        item_id=item_id,
        outlet=f"paper-{item_id}",
        counted_at=NOON + timedelta(hours=hours),
        fingerprint=fingerprint(ItemText(title=None, lead=None, body=words(seed))),
        story_id=story_id,
    )


def said(item_id: int, *, apart_from: str = "", goes_with: str | None = None, after: int = 0) -> Correction:
    return Correction(
        item_id=item_id,
        aspect=Aspect.STORY,
        subject="story",
        decision=Decision.SET if goes_with else Decision.REJECT,
        value=goes_with,
        reason="",
        text_hash="x",
        decided_by="sara",
        decided_at=NOON + timedelta(minutes=after),
        claim=apart_from,
        id=after + 1,
    )


def placed(*decisions: Correction) -> Placements:
    return placements_of(decisions)


def stories(
    new: list[FingerprintedItem], placed: Placements, known: list[FingerprintedItem] | None = None
) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for member in group(new, known or [], placed):
        found.setdefault(member.story_id, set()).add(member.item_id)
    return {frozenset(one) for one in found.values()}


def test_the_same_text_stays_apart_where_somebody_said_so() -> None:
    items = [item(1, 5), item(2, 5, hours=1), item(3, 5, hours=2)]

    assert stories(items, placed(said(2, apart_from="1 3"))) == {frozenset({1, 3}), frozenset({2})}


def test_the_first_of_a_story_can_be_the_one_that_is_apart() -> None:
    items = [item(1, 5), item(2, 5, hours=1), item(3, 5, hours=2)]

    assert stories(items, placed(said(1, apart_from="2 3"))) == {frozenset({1}), frozenset({2, 3})}


def test_different_texts_go_together_where_somebody_said_so() -> None:
    items = [item(1, 5), item(2, 6, hours=1), item(3, 7, hours=2)]

    assert stories(items, placed(said(3, goes_with="1"))) == {frozenset({1, 3}), frozenset({2})}


def test_reprints_of_either_join_what_was_put_together() -> None:
    items = [item(1, 5), item(2, 6, hours=1), item(3, 6, hours=2), item(4, 5, hours=3)]

    assert stories(items, placed(said(2, goes_with="1"))) == {frozenset({1, 2, 3, 4})}


def test_an_item_that_comes_later_goes_where_its_partner_is() -> None:
    known = [item(1, 5, story_id=1), item(2, 6, hours=1, story_id=2)]
    found = stories([item(3, 6, hours=2)], placed(said(3, goes_with="1")), known)

    assert found == {frozenset({1, 3})}


def test_a_later_copy_of_what_is_apart_joins_the_nearest_and_merges_nothing() -> None:
    known = [item(1, 5, story_id=1), item(2, 5, hours=1, story_id=2)]
    found = stories([item(3, 5, hours=2)], placed(said(2, apart_from="1")), known)

    assert found == {frozenset({1, 3})}


def test_a_chain_of_decisions_is_one_story() -> None:
    items = [item(n, n, hours=n) for n in (1, 2, 3, 4)]
    decisions = placed(said(2, goes_with="1"), said(3, goes_with="2", after=1))

    assert stories(items, decisions) == {frozenset({1, 2, 3}), frozenset({4})}


def test_the_last_word_on_an_item_holds() -> None:
    items = [item(1, 5), item(2, 5, hours=1)]
    apart, together = said(2, apart_from="1"), said(2, goes_with="1", after=5)

    assert stories(items, placed(apart, together)) == {frozenset({1, 2})}
    assert stories(items, placed(together, said(2, apart_from="1", after=9))) == {
        frozenset({1}),
        frozenset({2}),
    }


def test_of_two_items_whose_words_clash_the_later_word_holds() -> None:
    items = [item(1, 5), item(2, 5, hours=1)]
    decisions = placed(said(1, apart_from="2"), said(2, goes_with="1", after=3))

    assert stories(items, decisions) == {frozenset({1, 2})}


@pytest.mark.parametrize("seed", range(20))
def test_in_whatever_order_items_come_the_same_ones_are_kept_apart_and_together(seed: int) -> None:
    chance = random.Random(seed)
    items = [item(n, chance.choice((5, 6, 7)), hours=n) for n in range(1, 9)]
    decisions = placed(said(2, apart_from="1 3 4"), said(7, goes_with="5", after=1))
    chance.shuffle(items)
    at = chance.randint(1, 7)
    first = group(items[:at], (), decisions)
    where = {member.item_id: member.story_id for member in first}
    known = [
        FingerprintedItem(
            item_id=one.item_id,
            outlet=one.outlet,
            counted_at=one.counted_at,
            fingerprint=one.fingerprint,
            story_id=where[one.item_id],
        )
        for one in items[:at]
    ]
    where |= {member.item_id: member.story_id for member in group(items[at:], known, decisions)}

    assert where[5] == where[7] or {5, 7} <= {one.item_id for one in known}
    assert not {where[1], where[3], where[4]} & {where[2]}
