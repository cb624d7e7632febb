"""Wishes: decisions as they come from a browser, and why one is not taken."""

from dataclasses import dataclass
from enum import StrEnum

from review.queue.decisions import Act


class Refusal(StrEnum):
    """Why a decision was not taken; `review.messages` says it in Persian."""

    NOT_IN_HAND = "not in hand"
    TEXT_CHANGED = "text changed"
    NO_CLAIM = "no claim"
    BAD_VALUE = "bad value"
    BAD_AGENCY = "bad agency"
    NOT_IN_TEXT = "not in text"
    NOTHING_TO_UNDO = "nothing to undo"
    NOTHING_CHOSEN = "nothing chosen"
    NO_STORY = "no story"
    SAME_STORY = "same story"
    NOT_GROUPED = "not grouped"


class RefusedError(Exception):
    """The decision was not taken, and nothing was stored."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A decision as it came from the browser."""

    item_id: int
    version_id: int
    turn: str
    act: Act
    argument: str = ""
    focus: str = ""
    """The key of the claim in question."""
    reason: str = ""
    surface: str = ""
    whole_story: bool = False
