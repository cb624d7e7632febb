"""Share of voice: of the press stories about the agencies of its group, the share about this agency."""

from core.observations import Observation
from scoring.measure import Measure, not_applicable, share_observed
from scoring.stories import is_activity
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """Group and track; a story about two of them is one story, and is in the share of both."""
    stories = _first_items(view)
    mine = {view.story(f.item_id) for f in view.press if is_activity(f)}
    counted = {item for story, item in stories.items() if story in mine}
    observation = share_observed(view, measure, sorted(stories.values()), counted, view.press_days)
    if observation.value is not None and not stories:
        return not_applicable(view, measure, view.press_days, "در این بازه خبری از این گروه نبود.")
    return observation


def _first_items(view: AgencyView) -> dict[int, int]:
    """By story: its first item about any scored agency of the group, or about this one."""
    outlets = frozenset(view.inputs.profile.watched_outlets)
    facts, found = view.inputs.facts, []
    for agency in view.inputs.profile.agencies:
        same = (agency.group, agency.track) == (view.agency.group, view.agency.track) and agency.scored
        if same or agency.key == view.agency.key:
            own = {agency.own_outlet, *agency.channels}
            found += [
                f.item_id
                for f in view.index.findings.get(agency.key, ())
                if is_activity(f) and not f.own_site and facts[f.item_id].outlet in outlets - own
            ]
    first: dict[int, int] = {}
    for item in sorted(found, key=lambda item: (facts[item].counted_at, item)):
        first.setdefault(view.story(item), item)
    return first


MEASURE = Measure(name="سهم صدا در گروه", unit="سهم", observe=observe)
