"""Doubt and effect: how likely a claim is wrong, and how much that would change this month's scores."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from core.agencies import AgencyKey
from core.attributions import Role

UNWATCHED = 0.001
"""Of an agency no office watches, no score depends: such claims are asked about when all others are done."""
MENTIONED = 0.5
UNPLACED = 0.5
"""A wrong role or an unknown place hides an agency from the count: only one way to be wrong changes it."""


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim nobody has decided about."""

    item_id: int
    agency: AgencyKey
    role: Role
    confidence: float

    @property
    def doubt(self) -> float:
        """The probability that the claim is wrong: confidence is calibrated on reviewed items."""
        return 1.0 - self.confidence


class Effects:
    """What one claim weighs, by how many stories its agency has in the month."""

    def __init__(self, counts: Mapping[AgencyKey, int], watched: Collection[AgencyKey]) -> None:
        self._shares = {key: 1.0 / (1 + counts.get(key, 0)) for key in watched}
        self._of_type: dict[str, float] = {}
        for key, share in self._shares.items():
            self._of_type[key.type] = max(share, self._of_type.get(key.type, 0.0))

    def of(self, agency: AgencyKey, role: Role) -> float:
        """The part of the agency's count that this one item makes; 1 when it would be its first."""
        if agency.province is None:
            return UNPLACED * self._of_type.get(agency.type, UNWATCHED)
        share = self._shares.get(agency, UNWATCHED)
        return share if role is Role.ACTOR else MENTIONED * share


def story_counts(
    counted: Iterable[tuple[int, AgencyKey]], story_of: Mapping[int, int]
) -> dict[AgencyKey, int]:
    """In how many stories each agency is counted, from (item, agency) pairs."""
    stories: dict[AgencyKey, set[int]] = defaultdict(set)
    for item_id, agency in counted:
        stories[agency].add(story_of[item_id])
    return {agency: len(ids) for agency, ids in stories.items()}
