"""Placements: which items people said are the same text and which are not; grouping keeps to them."""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

from core.corrections import Aspect, Correction, Decision

type Others = Mapping[int, Set[int]]
"""By item id: other items; who is named with somebody names him too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placements:
    """Items as people placed them."""

    together: Others = field(default_factory=dict)
    apart: Others = field(default_factory=dict)
    moved: Set[int] = frozenset()
    """Items that stand where a person put them, and not where their texts would lead."""

    def partners(self, item_ids: Iterable[int]) -> set[int]:
        """The items that go with these, directly or through others, themselves included."""
        found = set(item_ids)
        waiting = list(found)
        while waiting:
            near = self.together.get(waiting.pop(), frozenset()) - found
            found |= near
            waiting += near
        return found

    def forbid(self, some: Iterable[int], others: Set[int]) -> bool:
        """Whether anybody of the one side was said not to go with anybody of the other."""
        return bool(self.apart) and any(self.apart.get(one, frozenset()) & others for one in some)


NOBODY_PLACED = Placements()


def placements_of(decisions: Iterable[Correction]) -> Placements:
    """What the last word on each item says; where two items' words clash, the later one holds.

    An item set apart is kept from all those it stood with when somebody said so (`claim`): they, and no
    others, were seen not to be its copies.
    """
    in_order = sorted(
        (one for one in decisions if one.aspect is Aspect.STORY), key=lambda one: (one.decided_at, one.id)
    )
    last: dict[int, Correction] = {}
    for one in in_order:
        last.pop(one.item_id, None)
        last[one.item_id] = one
    together: dict[int, set[int]] = {}
    apart: dict[int, set[int]] = {}
    for one in last.values():
        gains, loses = (together, apart) if one.decision is Decision.SET else (apart, together)
        for other in _others(one):
            _pair(gains, one.item_id, other)
            _part(loses, one.item_id, other)
    return Placements(together=together, apart=apart, moved=last.keys())


def stood_with(one: Correction) -> list[int]:
    """The other items of the story in which the item was when this was decided."""
    return [int(word) for word in (one.claim or "").split()]


def as_claim(others: Collection[int]) -> str:
    """The same as it is kept."""
    return " ".join(map(str, sorted(others)))


def _others(one: Correction) -> list[int]:
    if one.decision is Decision.SET:
        return [int(one.value)] if one.value else []
    return stood_with(one)


def _pair(pairs: dict[int, set[int]], one: int, other: int) -> None:
    pairs.setdefault(one, set()).add(other)
    pairs.setdefault(other, set()).add(one)


def _part(pairs: dict[int, set[int]], one: int, other: int) -> None:
    pairs.get(one, set()).discard(other)
    pairs.get(other, set()).discard(one)
