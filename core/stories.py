"""Stories: items that are the same text or a reprint of it, across outlets."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How an item stands to the original of its story."""

    ORIGINAL = "original"
    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMember:
    """One item in a story; the story's id is the id of its first original and never changes."""

    story_id: int
    item_id: int
    relation: Relation
    similarity: float
    """Estimated Jaccard similarity of the folded three-word shingles, 0 to 1."""
