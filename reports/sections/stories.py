"""The most covered stories: the original, and who reprinted it."""

from collections import defaultdict
from dataclasses import dataclass

from core.stories import Relation
from reports.facts import Facts
from reports.items import plain_title, seen_or_published_at
from reports.numbers import ListBook, Number
from reports.persian import day_text
from reports.words import RELATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryItem:
    """One appearance of a story."""

    item_id: int
    outlet: str
    published: str
    relation: str
    is_counted: bool
    """False for an original outside the watched outlets, such as the agency's own site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One story with all its counted items, the original first."""

    title: str
    items: Number
    outlets: Number
    agencies: tuple[str, ...]
    members: tuple[StoryItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Stories that appeared in more than one item, widest first."""

    rows: tuple[StoryRow, ...]


def stories(facts: Facts, lists: ListBook) -> Stories:
    """Ordered by the number of outlets, then of items."""
    by_story: dict[int, list[int]] = defaultdict(list)
    for item_id in facts.press_items:
        by_story[facts.story_of(item_id)].append(item_id)
    wide = [(story, ids) for story, ids in by_story.items() if len(ids) > 1]
    wide.sort(key=lambda pair: (-len(_outlets(facts, pair[1])), -len(pair[1]), pair[0]))
    wanted = facts.inputs.definition.top_stories
    return Stories(rows=tuple(_row(facts, lists, story, ids) for story, ids in wide[:wanted]))


def _row(facts: Facts, lists: ListBook, story: int, ids: list[int]) -> StoryRow:
    in_order = sorted({*ids, *_originals(facts, story)}, key=lambda i: _place(facts, i))
    title = plain_title(facts.stored(in_order[0]).item)
    named = {a.name for a in facts.agencies if set(ids) & set(facts.press[a.key])}
    return StoryRow(
        title=title,
        items=lists.number(f"story-{story}", f"همهٔ انتشارهای «{title}»", ids),
        outlets=lists.count(
            f"story-outlets-{story}",
            f"رسانه‌های «{title}»",
            sorted(map(facts.outlet_name, _outlets(facts, ids))),
            unit="رسانه",
        ),
        agencies=tuple(sorted(named)),
        members=tuple(_member(facts, item_id, is_counted=item_id in ids) for item_id in in_order),
    )


def _outlets(facts: Facts, ids: list[int]) -> set[str]:
    return {facts.stored(item_id).item.outlet for item_id in ids}


def _originals(facts: Facts, story: int) -> list[int]:
    return [i for i in facts.story_items[story] if _relation(facts, i) is Relation.ORIGINAL]


def _place(facts: Facts, item_id: int) -> tuple[bool, int]:
    """The original first, then the oldest."""
    return (_relation(facts, item_id) is not Relation.ORIGINAL, -facts.order[item_id])


def _relation(facts: Facts, item_id: int) -> Relation:
    member = facts.inputs.stories.get(item_id)
    return member.relation if member else Relation.ORIGINAL


def _member(facts: Facts, item_id: int, *, is_counted: bool) -> StoryItem:
    item = facts.stored(item_id).item
    return StoryItem(
        item_id=item_id,
        outlet=facts.outlet_name(item.outlet),
        published=day_text(seen_or_published_at(item)),
        relation=RELATIONS[_relation(facts, item_id)],
        is_counted=is_counted,
    )
