"""Resolutions done: of what the agency had to do in the period, the share it did."""

from dataclasses import dataclass

from core.errors import RoundError
from core.observations import Observation
from core.resolutions import Progress, Resolution, ResolutionKind
from core.schemes import NullRule, SourceKind
from scoring.handed_in import given_to, given_value, nothing_given
from scoring.measure import Measure
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionsRule:
    """Which resolutions count, and for how much."""

    kinds: tuple[ResolutionKind, ...] = (ResolutionKind.RESOLUTION,)
    numbers: tuple[str, ...] = ()
    """Only these, when any is named."""
    late_credit: float = 1.0
    """Of one done after its due day."""
    in_progress_credit: float = 0.0

    def __post_init__(self) -> None:
        for name in ("late_credit", "in_progress_credit"):
            if not 0 <= getattr(self, name) <= 1:
                raise RoundError(f"{name} is a share of one resolution: 0 to 1")


def observe(view: AgencyView, measure: str) -> Observation:
    """Due in the period; one without a due day belongs to every period from its decision until it is done."""
    rule = view.rule or ResolutionsRule()
    mine = [one for one in given_to(view).resolutions if _is_asked(one, rule) and _is_due_here(one, view)]
    if not mine:
        return nothing_given(view, measure, NullRule.NOT_APPLICABLE)
    value = sum(_credit(one, rule) for one in mine) / len(mine)
    return given_value(view, measure, value, [one.id for one in mine])


def _is_asked(one: Resolution, rule: ResolutionsRule) -> bool:
    named = not rule.numbers or one.number in rule.numbers
    return named and one.kind in rule.kinds and one.progress is not Progress.VOID


def _is_due_here(one: Resolution, view: AgencyView) -> bool:
    period = view.inputs.period
    if one.due is not None:
        return period.holds(one.due)
    return one.decided <= period.last_day and (one.done_on is None or one.done_on >= period.first_day)


def _credit(one: Resolution, rule: ResolutionsRule) -> float:
    if one.progress is Progress.DONE:
        late = one.due is not None and one.done_on is not None and one.done_on > one.due
        return rule.late_credit if late else 1.0
    return rule.in_progress_credit if one.progress is Progress.IN_PROGRESS else 0.0


MEASURE = Measure(
    name="سهم مصوبه‌های اجراشده",
    unit="سهم",
    observe=observe,
    source=SourceKind.RESOLUTION,
    rule=ResolutionsRule,
    null_rule=NullRule.NOT_APPLICABLE,
)
