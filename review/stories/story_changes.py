"""Changes of stories by people: an item set apart or put with another, at once with the decision."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from core.corrections import Aspect, Correction, Decision
from core.placements import stood_with
from core.stories import Relation, StoryMember
from nlp.stories.fingerprint import VERSION, Fingerprint
from nlp.stories.group import FingerprintedItem, related
from review.desk import Desk
from storage.corrections import corrections_of
from storage.database import Connection
from storage.fingerprints import fingerprints_of_stories
from storage.stories import members_of_items, members_of_stories, save_story_members


def stands_with(connection: Connection, item_id: int) -> list[int]:
    """The other items of its story."""
    member = members_of_items(connection, [item_id]).get(item_id)
    if member is None:
        return []
    members = members_of_stories(connection, [member.story_id])[member.story_id]
    return [one.item_id for one in members if one.item_id != item_id]


def apply_decision(desk: Desk, connection: Connection, decision: Correction) -> None:
    """Do to the stories what was just decided on an item; a withdrawal gives back what held before it."""
    item_id = decision.item_id
    if decision.decision is Decision.WITHDRAW:
        left = [one for one in corrections_of(connection, [item_id]) if one.aspect is Aspect.STORY]
        if left:
            apply_decision(desk, connection, left[-1])
            return
        before = members_of_items(connection, stood_with(decision))
        home = next((one.story_id for one in before.values()), None)
        _move(desk, connection, item_id, home, back=True)
    elif decision.decision is Decision.SET and decision.value:
        target = members_of_items(connection, [int(decision.value)])
        _move(desk, connection, item_id, next((one.story_id for one in target.values()), None))
    else:
        _move(desk, connection, item_id, None)


def _move(
    desk: Desk, connection: Connection, item_id: int, target: int | None, *, back: bool = False
) -> None:
    """Take an item out of its story into another, or into one of its own.

    One that comes `back` gives the story its id again where it is the first of it.
    """
    member = members_of_items(connection, [item_id]).get(item_id)
    if member is None or member.story_id == target:
        return
    touched = {member.story_id} | ({target} if target is not None else set())
    before = {
        one.item_id: one for members in members_of_stories(connection, touched).values() for one in members
    }
    prints = _prints(desk, connection, touched)
    rest = {one.item_id for one in before.values() if one.story_id == member.story_id} - {item_id}
    others = {one.item_id for one in before.values() if one.story_id == target}
    is_first = _earliest({item_id, *others}, prints) == item_id
    own = item_id if target is None or (back and is_first) else target
    after = [*_members(own, {item_id, *others}, prints, before)]
    # A story bears the id of one of its members: when that one leaves, the earliest left gives it a name.
    name = member.story_id if member.story_id in rest else _earliest(rest, prints)
    after += _members(name, rest, prints, before)
    save_story_members(connection, after)


def _prints(desk: Desk, connection: Connection, stories: Collection[int]) -> Mapping[int, FingerprintedItem]:
    own = {
        outlet
        for profile in desk.methodology.profiles.values()
        for agency in profile.agencies
        for outlet in agency.own_outlets
    }
    return {
        one.item_id: FingerprintedItem(
            item_id=one.item_id,
            outlet=one.outlet,
            counted_at=one.counted_at,
            fingerprint=Fingerprint.from_bytes(one.data),
            own_site=one.outlet in own,
            credit=one.credit,
        )
        for one in fingerprints_of_stories(connection, VERSION, stories)
    }


def _earliest(item_ids: Collection[int], prints: Mapping[int, FingerprintedItem]) -> int:
    known = [prints[one] for one in item_ids if one in prints]
    if known:
        return min(known, key=lambda one: (one.counted_at, one.item_id)).item_id
    return min(item_ids, default=0)


def _members(
    story_id: int,
    item_ids: Collection[int],
    prints: Mapping[int, FingerprintedItem],
    before: Mapping[int, StoryMember],
) -> Sequence[StoryMember]:
    """The story as it now is: who its original is, and how the others stand to it."""
    known = sorted(
        (prints[one] for one in item_ids if one in prints), key=lambda one: (one.counted_at, one.item_id)
    )
    members = list(related(story_id, known)) if known else []
    # A text that changed since the last night has no fingerprint yet: how it stood is all that is known.
    unknown = sorted(set(item_ids) - prints.keys())
    members += [replace(before[one], story_id=story_id, relation=Relation.NEAR) for one in unknown]
    if members and not known:
        members[0] = replace(members[0], relation=Relation.ORIGINAL, similarity=1.0)
    return [replace(one, credit=before[one.item_id].credit) for one in members]
