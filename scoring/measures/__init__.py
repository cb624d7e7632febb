"""The table of measures: to add one, write its file and add its line."""

from scoring.measure import Measure
from scoring.measures import (
    joint_stories,
    own_first_share,
    own_site_active_days,
    own_site_longest_silence_days,
    own_site_staleness_days,
    press_items,
    press_owner_diversity,
    press_stories,
    service_reflection_share,
    topic_diversity,
    unreported_share,
)

MEASURES: dict[str, Measure] = {
    "joint_stories": joint_stories.MEASURE,
    "own_first_share": own_first_share.MEASURE,
    "own_site_active_days": own_site_active_days.MEASURE,
    "own_site_longest_silence_days": own_site_longest_silence_days.MEASURE,
    "own_site_staleness_days": own_site_staleness_days.MEASURE,
    "press_items": press_items.MEASURE,
    "press_owner_diversity": press_owner_diversity.MEASURE,
    "press_stories": press_stories.MEASURE,
    "service_reflection_share": service_reflection_share.MEASURE,
    "topic_diversity": topic_diversity.MEASURE,
    "unreported_share": unreported_share.MEASURE,
}
