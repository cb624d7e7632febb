"""Stories: which items are reprints of which."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Float,
    ForeignKey,
    Row,
    Select,
    String,
    Table,
    bindparam,
    select,
)

from core.stories import Relation, StoryMember
from storage.batches import batches
from storage.metadata import FreeText, metadata
from storage.upserts import insert_or_replace

story_member = Table(
    "story_member",
    metadata,
    Column("item_id", ForeignKey("item.id"), primary_key=True, autoincrement=False),
    # The id of the story's first original.
    Column("story_id", ForeignKey("item.id"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("credit", FreeText),
)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_MEMBERS = select(story_member).order_by(story_member.c.item_id)
_OF_ITEMS = _MEMBERS.where(story_member.c.item_id.in_(_IDS))
_OF_STORIES = _MEMBERS.where(story_member.c.story_id.in_(_IDS))


def save_story_members(connection: Connection, members: Sequence[StoryMember]) -> None:
    """Put items in their stories; an item is in one story at a time, the one given last."""
    rows = [
        {
            "item_id": one.item_id,
            "story_id": one.story_id,
            "relation": one.relation.value,
            "similarity": one.similarity,
            "credit": one.credit,
        }
        for one in members
    ]
    insert_or_replace(connection, story_member, rows, key=["item_id"])


def members_of_items(connection: Connection, item_ids: Collection[int]) -> dict[int, StoryMember]:
    """How these items stand in their stories, by item id; one not grouped yet is left out."""
    return {member.item_id: member for member in _members(connection, _OF_ITEMS, item_ids)}


def members_of_stories(connection: Connection, story_ids: Collection[int]) -> dict[int, list[StoryMember]]:
    """All members of these stories, by story id, in order of item id."""
    found: dict[int, list[StoryMember]] = {}
    for member in _members(connection, _OF_STORIES, story_ids):
        found.setdefault(member.story_id, []).append(member)
    return found


def _members(connection: Connection, query: Select[Any], ids: Collection[int]) -> Iterable[StoryMember]:
    for batch in batches(sorted(set(ids))):
        yield from map(_member, connection.execute(query, {"ids": batch}))


def _member(row: Row[Any]) -> StoryMember:
    return StoryMember(
        story_id=row.story_id,
        item_id=row.item_id,
        relation=Relation(row.relation),
        similarity=row.similarity,
        credit=row.credit,
    )
