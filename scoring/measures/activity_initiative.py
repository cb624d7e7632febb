"""Activity, S7 initiative: formats used, media events held, how often the agency's own site came first."""

from dataclasses import dataclass, replace

from core.observations import Observation
from scoring.activity.initiative import InitiativeMonth, InitiativeRule, initiative_points
from scoring.handed_in import records_here, standing
from scoring.measure import Measure, value_observed
from scoring.measures import formats_used, own_first_share
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityInitiativeRule(InitiativeRule):
    """The constants of S7."""

    event_kinds: tuple[str, ...] = ("press-conference", "media-tour")
    """The kinds of record that are media events."""


def observe(view: AgencyView, measure: str) -> Observation:
    """Without a story in both places the own-first part is dropped."""
    formats = formats_used.observe(view, measure)
    if formats.value is None:
        return formats
    rule: ActivityInitiativeRule = view.rule
    events = standing(records_here(view, rule.event_kinds))
    shared = own_first_share.observe(view, measure)
    month = InitiativeMonth(
        formats=int(formats.value),
        events=len(events),
        own_first_stories=len(shared.counted),
        shared_stories=len(shared.items) if shared.value is not None else 0,
    )
    items = sorted({*formats.items, *shared.items})
    observation = value_observed(view, measure, initiative_points(month, rule), items, formats.completeness)
    return replace(observation, records=tuple(sorted({*formats.records, *(event.id for event in events)})))


MEASURE = Measure(
    name="زیرشاخص ابتکار", unit="امتیاز", observe=observe, is_points=True, rule=ActivityInitiativeRule
)
