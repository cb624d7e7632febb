"""Activity, S1 press: stories in other outlets, each worth more in a better tier and little when verbatim."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.attributions import Prominence
from core.findings import Finding
from core.observations import Observation
from core.outlets import Tier
from core.stories import Relation
from scoring.activity.press import Carrier, Originality, PressRule, PressStory, press_points
from scoring.measure import Measure, count_observed, value_observed
from scoring.measures.press_stories_weighted import tier_for
from scoring.stories import is_activity, one_per_story
from scoring.views import AgencyView

_MOST_FIRST = tuple(Prominence)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPressRule(PressRule):
    """The constants of S1; the weights of the tiers are the scheme's own."""

    targets: Mapping[str, float] = field(default_factory=dict)
    """Of the groups that have a target of their own."""


def observe(view: AgencyView, measure: str) -> Observation:
    """No story is a zero only where enough of the outlets was seen."""
    findings = [f for f in view.press if is_activity(f)]
    items = [f.item_id for f in one_per_story(view, findings)]
    observation = count_observed(view, measure, items, view.press_days)
    if observation.value is None or not items:
        return observation
    points = press_points(press_stories(view, findings), _rule_for(view))
    return value_observed(view, measure, points, items, view.press_days)


def press_stories(view: AgencyView, findings: Sequence[Finding]) -> list[PressStory]:
    """The stories of these findings as S1 weighs them."""
    by_story: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_story[view.story(finding.item_id)].append(finding)
    own_first = _own_first(view)
    return [_story(view, story, mine, own_first.get(story)) for story, mine in by_story.items()]


def _story(view: AgencyView, story: int, findings: Sequence[Finding], own: int | None) -> PressStory:
    outlets, facts = view.inputs.outlets, view.inputs.facts
    known = [Prominence(f.prominence) for f in findings if f.prominence is not None]
    return PressStory(
        probability=max(f.confidence for f in findings),
        prominence=min(known, key=_MOST_FIRST.index, default=Prominence.SECONDARY),
        originality=_originality(view, findings, own),
        carriers=tuple(
            Carrier(owner=outlets[facts[f.item_id].outlet].owner, tier=tier_for(view, f.item_id))
            for f in findings
        ),
    )


def _originality(view: AgencyView, findings: Sequence[Finding], own: int | None) -> Originality:
    """Independent, unless the agency's own site had the story first; then by the outlets' best treatment."""
    facts = view.inputs.facts
    first = min(facts[f.item_id].counted_at for f in findings)
    if own is None or facts[own].counted_at > first:
        return Originality.INDEPENDENT
    relations = {view.inputs.relations.get(f.item_id, Relation.EXACT) for f in findings}
    return Originality.EDITED if relations - {Relation.EXACT} else Originality.VERBATIM


def _own_first(view: AgencyView) -> dict[int, int]:
    """By story: the first item of the own site."""
    return {view.story(item.id): item.id for item in reversed(view.own_items)}


def _rule_for(view: AgencyView) -> ActivityPressRule:
    rule: ActivityPressRule = view.rule
    weights = view.inputs.scheme.tier_weights
    tiers = {Tier(name): weight for name, weight in weights} if weights else rule.tiers
    return replace(rule, target=rule.targets.get(view.agency.group, rule.target), tiers=tiers)


MEASURE = Measure(
    name="زیرشاخص رسانه‌ها", unit="امتیاز", observe=observe, is_points=True, rule=ActivityPressRule
)
