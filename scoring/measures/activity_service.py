"""Activity, S4 service: the share of service stories, corrected for the classifier and for few stories."""

from dataclasses import dataclass, replace

from core.errors import RoundError
from core.observations import Observation
from scoring.activity.service import ServiceRule, service_points
from scoring.measure import Measure, value_observed
from scoring.measures import service_reflection_share
from scoring.uncertainty.shares import ClassifierQuality
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityServiceRule:
    """The constants of S4; sensitivity and specificity are the classifier's, from the audit sample."""

    usual_share: float
    """g0: the share of the whole track in the last quarter."""
    sensitivity: float = 1.0
    specificity: float = 1.0
    shrink_stories: float = 10
    full_share: float = 0.60
    full_stories: float = 5

    def __post_init__(self) -> None:
        for name in ("usual_share", "sensitivity", "specificity", "full_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise RoundError(f"{name} is a share: write a number of 0 to 1")
        if self.sensitivity + self.specificity <= 1 or self.full_share == 0:
            raise RoundError("such a classifier tells nothing apart; correct sensitivity and specificity")


def observe(view: AgencyView, measure: str) -> Observation:
    """The same stories as the plain share, and the same silence where nobody has read them for it."""
    share = service_reflection_share.observe(view, measure)
    if share.value is None or not share.items:
        return share
    points = service_points(len(share.counted), len(share.items), _rule(view.rule))
    observation = value_observed(view, measure, points, share.items, share.completeness)
    return replace(observation, counted=share.counted)


def _rule(chosen: ActivityServiceRule) -> ServiceRule:
    return ServiceRule(
        usual_share=chosen.usual_share,
        quality=ClassifierQuality(sensitivity=chosen.sensitivity, specificity=chosen.specificity),
        shrink_stories=chosen.shrink_stories,
        full_share=chosen.full_share,
        full_stories=chosen.full_stories,
    )


MEASURE = Measure(
    name="زیرشاخص بازتاب خدمات", unit="امتیاز", observe=observe, is_points=True, rule=ActivityServiceRule
)
