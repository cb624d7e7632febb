"""Activity, S3 social: active days, distinct messages, and how many registered channels are alive."""

from dataclasses import replace

from core.observations import Observation
from scoring.activity.social import SocialMonth, SocialRule, social_points
from scoring.channels import NO_CHANNEL, channels_seen, texts, unseen
from scoring.measure import Measure, value_observed
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Without a registered channel the scheme's null rule speaks."""
    seen = channels_seen(view)
    missing = unseen(view, measure, seen)
    if missing is not None:
        return missing
    month = SocialMonth(
        active_days=len(seen.active_days),
        days=len(view.days),
        messages=len(seen.messages),
        alive_channels=seen.alive,
        declared_channels=seen.declared,
    )
    points = social_points(month, view.rule)
    observation = value_observed(view, measure, points, texts(seen.messages), seen.completeness)
    return replace(observation, evidence=len(seen.messages))


MEASURE = Measure(
    name="زیرشاخص شبکه‌های اجتماعی",
    unit="امتیاز",
    observe=observe,
    is_points=True,
    rule=SocialRule,
    null_rule=NO_CHANNEL,
)
