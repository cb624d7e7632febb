"""Stories: items that are the same text or a reprint of it, across outlets."""

from dataclasses import dataclass
from datetime import datetime
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
    credit: str | None = None
    """Whom the item says it took its text from, in its own words: «ایسنا», «روابط عمومی شهرداری»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFingerprint:
    """What is kept of an item's current text to find its reprints; only its maker can read `data`."""

    item_id: int
    version_id: int
    outlet: str
    counted_at: datetime
    data: bytes
    story_id: int | None = None
    """None until the item has a story."""
    credit: str | None = None
    """Whom the text says it is taken from."""
