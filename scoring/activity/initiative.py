"""S7, initiative: formats used, media events held, and how often the agency's own channel came first."""

from dataclasses import dataclass
from statistics import fmean

from core.errors import RoundError
from scoring.activity.site import clipped


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeMonth:
    """What was seen of an agency's initiative in a month."""

    formats: int
    events: int
    own_first_stories: int
    shared_stories: int
    """Stories present both on the agency's own channel and elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRule:
    """The constants of S7; a scheme may set others."""

    target_events: float
    all_formats: int = 5

    def __post_init__(self) -> None:
        if self.target_events <= 0:
            raise RoundError("the target of media events must be above zero; set it in the scheme")


def initiative_points(month: InitiativeMonth, rule: InitiativeRule) -> float:
    """The mean of the parts; without a shared story nobody can be first and that part is dropped."""
    parts = [clipped(month.formats / rule.all_formats), clipped(month.events / rule.target_events)]
    if month.shared_stories:
        parts.append(clipped(month.own_first_stories / month.shared_stories))
    return 100 * fmean(parts)
