"""S5, diversity: over how many outlet owners and topics the coverage is really spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from scoring.activity.site import clipped


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversityRule:
    """The constants of S5; a scheme may set others."""

    full_owners: float = 8
    full_topics: float = 6
    full_stories: float = 5


DEFAULT_RULE = DiversityRule()


def diversity_points(
    owner_credits: Sequence[float], topic_stories: Sequence[float], rule: DiversityRule = DEFAULT_RULE
) -> float:
    """Half for owners and half for topics, less when there are fewer stories than needed."""
    owners = evenness(owner_credits, rule.full_owners)
    topics = evenness(topic_stories, rule.full_topics)
    return 50 * (owners + topics) * clipped(sum(topic_stories) / rule.full_stories)


def evenness(amounts: Sequence[float], full: float) -> float:
    """0 for one effective class, 1 for `full` of them."""
    return clipped((effective_number(amounts) - 1) / (full - 1))


def entropy(amounts: Sequence[float]) -> float:
    """Shannon's H in natural units; 0 when there is nothing."""
    whole = sum(amounts)
    shares = [amount / whole for amount in amounts if amount > 0]
    # The sum of one share of 1 is minus zero; adding zero gives it its usual sign.
    return -sum(share * log(share) for share in shares) + 0.0


def effective_number(amounts: Sequence[float]) -> float:
    """exp(H): as many equal classes would be as diverse."""
    return exp(entropy(amounts))


def effective_number_simpson(amounts: Sequence[float]) -> float:
    """1 / Σ share² (the inverse Herfindahl–Hirschman index), shown beside exp(H) and not scored."""
    whole = sum(amounts)
    return 1 / sum((amount / whole) ** 2 for amount in amounts)
