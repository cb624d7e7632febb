"""A claim lesson: one claim of the rules on one item beside what people say of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.attributions import Role
from nlp.bound import Bound
from nlp.linear_rule import Features


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLesson:
    """What the rules see of one agency in one item, and whether it belongs there and how."""

    group: int
    """Items that are copies of one text share it: none is learned from when another is guessed."""
    mentions: Sequence[Bound]
    features: Features
    role: Role | None
    """None: the agency does not belong to the item."""
    counts: float = 1.0
    """How many labels it is worth."""
    item_id: int = 0
    agency: str = ""
