"""S3, social: registered official channels, their active days, their messages, and how many are alive."""

from dataclasses import dataclass

from core.errors import RoundError
from scoring.activity.site import clipped


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialMonth:
    """What was seen of an agency's channels; one message posted on several channels is one."""

    active_days: int
    days: int
    messages: int
    alive_channels: int
    declared_channels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialRule:
    """The constants of S3; a scheme may set others."""

    target_messages: float
    full_activity: float = 0.8
    weights: tuple[float, float, float] = (0.4, 0.4, 0.2)
    """Of activity, volume and the share of channels that are alive."""

    def __post_init__(self) -> None:
        if self.target_messages <= 0:
            raise RoundError("the target of messages must be above zero; set it in the scheme")


def social_points(month: SocialMonth, rule: SocialRule) -> float:
    """The weighted sum on 0–100; without a declared channel it is 0 (or exempt, which the scheme says)."""
    if not month.declared_channels:
        return 0.0
    return 100 * sum(w * v for w, v in zip(rule.weights, social_parts(month, rule), strict=True))


def social_parts(month: SocialMonth, rule: SocialRule) -> tuple[float, float, float]:
    """Activity, volume and inventory before weighting."""
    return (
        clipped(month.active_days / month.days / rule.full_activity),
        clipped(month.messages / rule.target_messages),
        clipped(month.alive_channels / month.declared_channels),
    )
