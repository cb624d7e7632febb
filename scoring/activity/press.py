"""S1, press: stories in other outlets, each worth more in a better tier and little as a verbatim release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log, log2

from core.attributions import Prominence
from core.errors import RoundError
from core.outlets import Tier


class Originality(StrEnum):
    """Whose words a story is made of."""

    INDEPENDENT = "independent"
    EDITED = "edited"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One outlet that printed a story: only its owner and its tier matter."""

    owner: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class PressStory:
    """One story about the agency, however many outlets carried it."""

    probability: float
    """That the attribution is right, 0 to 1."""
    prominence: Prominence
    originality: Originality
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRule:
    """The constants of S1; a scheme may set others."""

    target: float
    """The credit at which the sub-index is full, for the agency's group."""
    verbatim_share_of_target: float = 0.25
    owner_gain: float = 0.25
    owner_cap: float = 2.0
    prominence: Mapping[Prominence, float] = field(
        default_factory=lambda: {Prominence.MAIN: 1.0, Prominence.SECONDARY: 0.5, Prominence.PASSING: 0.1}
    )
    originality: Mapping[Originality, float] = field(
        default_factory=lambda: {
            Originality.INDEPENDENT: 1.0,
            Originality.EDITED: 0.6,
            Originality.VERBATIM: 0.3,
        }
    )
    tiers: Mapping[Tier, float] = field(
        default_factory=lambda: {
            Tier.A: 1.6,
            Tier.B: 1.3,
            Tier.C: 1.0,
            Tier.D: 0.7,
            Tier.E: 0.4,
            Tier.UNLICENSED: 0.0,
        }
    )

    def __post_init__(self) -> None:
        if self.target <= 0:
            raise RoundError(f"the press target must be above zero, not {self.target}; set it in the scheme")
        for name, choices in (("prominence", Prominence), ("originality", Originality), ("tiers", Tier)):
            missing = sorted(set(choices) - getattr(self, name).keys())
            if missing:
                raise RoundError(f"'{name}' says nothing of {', '.join(missing)}; add it in the scheme")


def press_points(stories: Sequence[PressStory], rule: PressRule) -> float:
    """100·min(1, C/T)."""
    return 100 * min(1.0, press_credit(stories, rule) / rule.target)


def press_points_logarithmic(stories: Sequence[PressStory], rule: PressRule) -> float:
    """The optional form in which each further story adds less: ln(1+C)/ln(1+T)."""
    return 100 * min(1.0, log(1 + press_credit(stories, rule)) / log(1 + rule.target))


def press_credit(stories: Sequence[PressStory], rule: PressRule) -> float:
    """C: all credits, those of verbatim releases only up to a share of the target."""
    verbatim = sum(story_credit(s, rule) for s in stories if s.originality is Originality.VERBATIM)
    other = sum(story_credit(s, rule) for s in stories if s.originality is not Originality.VERBATIM)
    return other + min(verbatim, rule.verbatim_share_of_target * rule.target)


def story_credit(story: PressStory, rule: PressRule) -> float:
    """One story's credit; outlets of one owner count once, and the best tier speaks."""
    # An outlet without weight cannot lend weight either, so a paid network does not raise the multiplier.
    weighty = [c for c in story.carriers if rule.tiers[c.tier] > 0]
    if not weighty:
        return 0.0
    return (
        story.probability
        * rule.prominence[story.prominence]
        * rule.originality[story.originality]
        * max(rule.tiers[c.tier] for c in weighty)
        * owner_multiplier(len({c.owner for c in weighty}), rule)
    )


def owner_multiplier(owners: int, rule: PressRule) -> float:
    """1 for one owner, a quarter more for each doubling, 2 at most."""
    return min(rule.owner_cap, 1 + rule.owner_gain * log2(owners))
