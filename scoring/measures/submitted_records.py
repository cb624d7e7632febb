"""Submitted records: how many pieces of work, of kinds the scheme asks for, were handed in with proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.handed_in import Record, Verdict
from core.observations import Observation
from core.schemes import NullRule, SourceKind
from scoring.handed_in import given_value, nothing_given, records_here, standing
from scoring.measure import Measure
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRule:
    """Which records count."""

    kinds: tuple[str, ...] = ()
    """All kinds when none is named."""
    accepted_only: bool = False
    """Only those the office has looked at and accepted."""
    details: Mapping[str, str] = field(default_factory=dict)
    """Details a record must have, word for word: `level: ملی`."""


def observe(view: AgencyView, measure: str) -> Observation:
    """Refused records count nothing; a plan or a channel counts in every period in which it holds."""
    rule = view.rule or RecordsRule()
    handed_in = [r for r in records_here(view, rule.kinds) if _fits(r, rule)]
    counted = [r for r in standing(handed_in) if r.verdict is Verdict.ACCEPTED or not rule.accepted_only]
    if counted:
        return given_value(view, measure, float(len(counted)), [r.id for r in counted])
    refused = [r for r in handed_in if r.verdict is Verdict.REJECTED]
    return nothing_given(view, measure, NullRule.NOT_SUBMITTED, refused=refused)


def _fits(record: Record, rule: RecordsRule) -> bool:
    return all(record.details.get(name) == value for name, value in rule.details.items())


MEASURE = Measure(
    name="فعالیت‌های ثبت‌شده با مدرک",
    unit="مورد",
    observe=observe,
    source=SourceKind.RECORD,
    rule=RecordsRule,
    null_rule=NullRule.NOT_SUBMITTED,
)
