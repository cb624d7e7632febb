"""S2, own site: how many days it lived, how long it was silent, how stale it looked, how well it worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMonth:
    """What was seen of an agency's own site in a month."""

    active_days: int
    working_days: int
    longest_silence_days: int
    mean_age_days: float
    answered_nights: int
    probed_nights: int
    broken_links: int
    checked_links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule:
    """The constants of S2; a scheme may set others."""

    full_activity: float = 0.8
    silence_best_days: float = 2
    silence_worst_days: float = 14
    age_best_days: float = 1
    age_worst_days: float = 30
    broken_worst: float = 0.10
    up_weight: float = 0.5
    weights: tuple[float, float, float, float] = (0.35, 0.25, 0.25, 0.15)
    """Of activity, rhythm, freshness and health."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteParts:
    """The four parts of S2, each 0 to 1."""

    activity: float
    rhythm: float
    freshness: float
    health: float


DEFAULT_RULE = SiteRule()


def site_points(month: SiteMonth, rule: SiteRule = DEFAULT_RULE) -> float:
    """The weighted sum of the four parts, on 0–100."""
    parts = site_parts(month, rule)
    values = (parts.activity, parts.rhythm, parts.freshness, parts.health)
    return 100 * sum(weight * value for weight, value in zip(rule.weights, values, strict=True))


def site_parts(month: SiteMonth, rule: SiteRule = DEFAULT_RULE) -> SiteParts:
    """Activity, rhythm, freshness and health before weighting."""
    silence_span = rule.silence_worst_days - rule.silence_best_days
    age_span = rule.age_worst_days - rule.age_best_days
    return SiteParts(
        activity=clipped(month.active_days / month.working_days / rule.full_activity),
        rhythm=clipped((rule.silence_worst_days - month.longest_silence_days) / silence_span),
        freshness=clipped((rule.age_worst_days - month.mean_age_days) / age_span),
        health=health_share(
            answered_nights=month.answered_nights,
            judged_nights=month.probed_nights,
            broken=month.broken_links,
            tried=month.checked_links,
            up_weight=rule.up_weight,
            broken_worst=rule.broken_worst,
        ),
    )


def ages_each_night(days: int, published: Sequence[int], previous: int | None, cap: int = 30) -> list[int]:
    """The age of the newest item on every night of a month of `days` days.

    `published` are day numbers of the month, `previous` the last one before it (0 or below), if any.
    """
    known = sorted({*published, *(() if previous is None else (previous,))})
    newest = [max((day for day in known if day <= night), default=None) for night in range(1, days + 1)]
    return [
        cap if day is None else min(cap, night - day)
        for night, day in zip(range(1, days + 1), newest, strict=True)
    ]


def mean_age_days(days: int, published: Sequence[int], previous: int | None) -> float:
    """A: the mean over the nights of the age of the newest item."""
    return fmean(ages_each_night(days, published, previous))


def longest_silence_days(days: int, published: Sequence[int], previous: int | None) -> int:
    """L: the longest run of days without an item, begun at the last item before the month."""
    edges = sorted({0 if previous is None else previous, *published, days + 1})
    return max(later - earlier - 1 for earlier, later in pairwise(edges))


def clipped(share: float) -> float:
    """Held between 0 and 1."""
    return min(1.0, max(0.0, share))


def health_share(
    *,
    answered_nights: int,
    judged_nights: int,
    broken: int,
    tried: int,
    up_weight: float = DEFAULT_RULE.up_weight,
    broken_worst: float = DEFAULT_RULE.broken_worst,
) -> float:
    """How often it answered and how few of its pages were broken, each with its part; 0 to 1."""
    up = answered_nights / judged_nights if judged_nights else 0.0
    if not tried:
        # Links that nobody tried are neither whole nor broken.
        return up
    return up_weight * up + (1 - up_weight) * clipped(1 - broken / tried / broken_worst)
