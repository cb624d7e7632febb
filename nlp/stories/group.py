"""Grouping items into stories: exact and near reprints within a week, story ids that never change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.placements import NOBODY_PLACED, Placements
from core.stories import Relation, StoryMember
from nlp.stories.candidates import WINDOW, candidate_pairs, equal_pairs
from nlp.stories.fingerprint import Fingerprint
from nlp.stories.similarity import similarity

# An agency's release often reaches the press some hours before its own site shows it.
RELEASE_LAG = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class FingerprintedItem:
    """What grouping knows of an item; `story_id` is None until it has a story."""

    item_id: int
    outlet: str
    counted_at: datetime
    fingerprint: Fingerprint
    story_id: int | None = None
    own_site: bool = False
    """Published by the agency itself, on its own site or channel."""
    credit: str | None = None
    """Whom its text says it is taken from."""
    credited: str | None = None
    """The outlet that this names, if it is one we know."""


def group(
    new: Sequence[FingerprintedItem],
    known: Sequence[FingerprintedItem] = (),
    placed: Placements = NOBODY_PLACED,
) -> list[StoryMember]:
    """Every member of every story that has a new item, by story and item id.

    `known` holds items of the last week that have their story, together with the other members of these
    stories; members that were known come back too, because the original of a story can change when an
    earlier item turns up. Among known stories nothing is merged: an item between two joins the nearer.
    What people placed together is in one story, what they placed apart never is, however alike it looks.
    """
    items = _in_order(new, known)
    stories = _stories(items, placed)
    members: dict[int, list[FingerprintedItem]] = defaultdict(list)
    for item, story_id in zip(items, stories, strict=True):
        members[story_id].append(item)
    newcomers = {item.item_id for item in new}
    touched = (
        (story_id, story)
        for story_id, story in members.items()
        if any(item.item_id in newcomers for item in story)
    )
    return sorted(
        (member for story_id, story in touched for member in related(story_id, story)),
        key=lambda member: (member.story_id, member.item_id),
    )


def _in_order(
    new: Sequence[FingerprintedItem], known: Sequence[FingerprintedItem]
) -> list[FingerprintedItem]:
    """By time, whatever order they came in; an item given twice is taken as given last."""
    by_id = {item.item_id: item for item in (*known, *new)}
    # Of two at the same moment the outlet decides: ids tell only which of two servers answered first.
    return sorted(by_id.values(), key=lambda item: (item.counted_at, item.outlet, item.item_id))


def _stories(items: Sequence[FingerprintedItem], placed: Placements) -> list[int]:
    """The story id of each item: its own, that of its nearest neighbour, or a new one."""
    neighbours = _neighbours(items, placed)
    place_of = {item.item_id: n for n, item in enumerate(items)}
    story_of = {n: item.story_id for n, item in enumerate(items) if item.story_id is not None}
    members: dict[int, set[int]] = defaultdict(set)
    for n, story_id in story_of.items():
        members[story_id].add(items[n].item_id)
    for n, item in enumerate(items):
        if n in story_of:
            continue
        unit = placed.partners([item.item_id]) & place_of.keys()
        places = sorted(place_of[one] for one in unit)
        # Among those placed together one may be in a story already: then the others go there.
        settled = [(2.0, -other) for other in places if other in story_of]
        settled += [
            (likeness, -other)
            for one in places
            for other, likeness in neighbours[one].items()
            if other in story_of and not placed.forbid(unit, members[story_of[other]])
        ]
        story_id = story_of[-max(settled)[1]] if settled else item.item_id
        for other in places:
            story_of.setdefault(other, story_id)
            members[story_of[other]].add(items[other].item_id)
    return [story_of[n] for n in range(len(items))]


def _neighbours(items: Sequence[FingerprintedItem], placed: Placements) -> Mapping[int, dict[int, float]]:
    """For each item the ones it is a reprint of, or that are reprints of it, with their Jaccard."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    _connect(list(range(len(items))), items, found)
    kept = [n for n, item in enumerate(items) if item.item_id not in placed.moved]
    # Of equal texts only neighbours in time are compared, and only the first with others: one that people
    # put elsewhere must not be the only way from one copy to the next.
    if len(kept) < len(items):
        _connect(kept, items, found)
    return found


def _connect(
    places: Sequence[int], all_items: Sequence[FingerprintedItem], found: dict[int, dict[int, float]]
) -> None:
    """Find the reprints among the items at these places."""

    def connect(one: int, other: int, likeness: float) -> None:
        one, other = places[one], places[other]
        found[one][other] = found[other][one] = likeness

    items = [all_items[n] for n in places]
    times = [item.counted_at for item in items]
    prints = [item.fingerprint for item in items]
    for one, other in equal_pairs(prints, times):
        connect(one, other, 1.0)
    settled = {n for n, item in enumerate(items) if item.story_id is not None}
    for one, other in candidate_pairs(prints, times):
        if one in settled and other in settled:
            continue
        alike = similarity(prints[one].shingle_row, prints[other].shingle_row)
        if alike.is_reprint:
            connect(one, other, alike.jaccard)


def related(story_id: int, story: Sequence[FingerprintedItem]) -> Iterable[StoryMember]:
    """How the members of a story, given in order of time, stand to its original."""
    original = _original(story)
    for item in story:
        if item is original:
            relation, jaccard = Relation.ORIGINAL, 1.0
        elif item.fingerprint.text_hash == original.fingerprint.text_hash:
            relation, jaccard = Relation.EXACT, 1.0
        else:
            rows = item.fingerprint.shingle_row, original.fingerprint.shingle_row
            relation, jaccard = Relation.NEAR, similarity(*rows).jaccard
        yield StoryMember(
            story_id=story_id,
            item_id=item.item_id,
            relation=relation,
            similarity=jaccard,
            credit=item.credit,
        )


def _original(story: Sequence[FingerprintedItem]) -> FingerprintedItem:
    """The earliest that names no other member as its source; an agency's own release of a day goes before.

    Times lie: a site shows the day alone, another puts the time of its source on its copy.
    """
    earliest = story[0]
    releases = (
        item for item in story if item.own_site and item.counted_at - earliest.counted_at <= RELEASE_LAG
    )
    outlets = {item.outlet for item in story}
    first_hand = (item for item in story if item.credited == item.outlet or item.credited not in outlets)
    return next(releases, next(first_hand, earliest))


__all__ = ["WINDOW", "FingerprintedItem", "group", "related"]
