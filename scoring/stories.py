"""Which item stands for a story, so that every number opens to as many items as it counts."""

from collections.abc import Iterable

from core.attributions import Tone
from core.findings import Basis, Finding
from scoring.views import AgencyView


def one_per_story(view: AgencyView, findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each story: what a person decided on, else its original, else the first."""
    chosen: dict[int, Finding] = {}
    story_of = view.inputs.story_of
    for finding in findings:
        story = story_of.get(finding.item_id, finding.item_id)
        held = chosen.get(story)
        if held is None or _stands_before(view, finding, held):
            chosen[story] = finding
    return list(chosen.values())


def _stands_before(view: AgencyView, one: Finding, held: Finding) -> bool:
    if (one.basis is Basis.PERSON) is not (held.basis is Basis.PERSON):
        return one.basis is Basis.PERSON
    # Items with the same day and no hour come in any order: which of them stands for the story must not
    # depend on which of two servers answered first.
    return view.is_original(one.item_id) and not view.is_original(held.item_id)


def all_stories(view: AgencyView) -> list[Finding]:
    """One finding for each story on the own site or in the press, ceremony left out; oldest first."""
    return one_per_story(view, [f for f in view.acting if f.ceremonial is not True])


def is_activity(finding: Finding) -> bool:
    """Whether coverage counts at all: criticism neither adds nor subtracts, ceremony is not coverage."""
    is_criticism = finding.criticism_needing_reply is True or finding.tone is Tone.CRITICAL
    return not is_criticism and finding.ceremonial is not True
