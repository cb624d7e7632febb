"""S4, service reflection: the share of service stories, corrected for the classifier and for few stories."""

from dataclasses import dataclass

from scoring.activity.site import clipped
from scoring.uncertainty.shares import ClassifierQuality, rogan_gladen


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRule:
    """The constants of S4; a scheme may set others."""

    usual_share: float
    """g0: the share of the whole track in the last quarter."""
    quality: ClassifierQuality
    shrink_stories: float = 10
    full_share: float = 0.60
    full_stories: float = 5


def service_points(services: int, stories: int, rule: ServiceRule) -> float:
    """Full at the full share; fewer stories than needed give proportionally less; none give 0."""
    if not stories:
        return 0.0
    share = shrunk_share(services, stories, rule)
    return 100 * clipped(share / rule.full_share) * clipped(stories / rule.full_stories)


def shrunk_share(services: int, stories: int, rule: ServiceRule) -> float:
    """The corrected share, drawn toward the usual one as if ten more stories had it."""
    corrected = rogan_gladen(services, stories, rule.quality).share
    return (stories * corrected + rule.shrink_stories * rule.usual_share) / (stories + rule.shrink_stories)
