"""Projects covered: of the projects the agency listed, the share that an item about the agency names."""

from dataclasses import dataclass, replace

from core.observations import Observation
from core.schemes import NullRule, SourceKind
from scoring.handed_in import given_value, nothing_given, records_here, standing
from scoring.measure import Measure, incomplete, is_complete, not_measured
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsRule:
    """Which records are projects."""

    kinds: tuple[str, ...] = ("project",)


def observe(view: AgencyView, measure: str) -> Observation:
    """A project is named when all words of its title stand in one item, of the press or of the own site."""
    rule = view.rule or ProjectsRule()
    handed_in = records_here(view, rule.kinds)
    projects = standing(handed_in)
    if not projects:
        refused = [record for record in handed_in if record not in projects]
        return nothing_given(view, measure, NullRule.NOT_SUBMITTED, refused=refused)
    completeness = view.all_days
    here = {finding.item_id for finding in (*view.press, *view.own)}
    naming = {p.id: [i for i in view.inputs.named_in.get(p.id, ()) if i in here] for p in projects}
    items = sorted({item for found in naming.values() for item in found})
    if not is_complete(view, completeness):
        why = incomplete(completeness, len(items))
        return not_measured(view, measure, completeness, why, items)
    value = sum(bool(found) for found in naming.values()) / len(projects)
    observation = given_value(view, measure, value, [p.id for p in projects])
    return replace(observation, items=tuple(items), completeness=completeness)


MEASURE = Measure(
    name="سهم پروژه‌های بازتاب‌یافته",
    unit="سهم",
    observe=observe,
    source=SourceKind.RECORD,
    rule=ProjectsRule,
    null_rule=NullRule.NOT_SUBMITTED,
)
