"""What every section looks up: the inputs, ordered and indexed once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from core.agencies import Agency, AgencyKey
from core.errors import RoundError
from core.findings import Finding
from core.items import StoredItem
from core.observations import Observation
from core.scores import TOTAL, Score
from reports.inputs import ReportInputs
from reports.items import seen_or_published_at
from reports.measure_words import MEASURES, PRESS_ITEMS, MeasureWords, words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The inputs and their indices. The report counts nothing anew: it shows what scoring counted."""

    inputs: ReportInputs
    agencies: tuple[Agency, ...]
    """Watched on some day of the month; in the order of the groups, then of the profile."""
    names: Mapping[AgencyKey, str]
    """Of every agency that appears in the items, the watched ones by the profile's name."""
    observations: Mapping[tuple[AgencyKey, str], Observation]
    measures: tuple[str, ...]
    """Those of the scheme and those observed, in the order of the table of words."""
    scored_measures: tuple[str, ...]
    """Those of the scheme alone: what a score stands on."""
    scores: Mapping[tuple[AgencyKey, str], Score]
    findings: Mapping[tuple[int, AgencyKey], Finding]
    press: Mapping[AgencyKey, tuple[int, ...]]
    """The items of watched outlets in which the agency acts."""
    story_items: Mapping[int, tuple[int, ...]]
    """Story id to the items of it that were handed over."""
    order: Mapping[int, int]
    """Item id to its place when the newest comes first."""

    @property
    def press_items(self) -> tuple[int, ...]:
        """The items of all watched agencies together, each once, newest first."""
        everything = {item_id for items in self.press.values() for item_id in items}
        return tuple(sorted(everything, key=lambda item_id: self.order[item_id]))

    def total(self, agency: AgencyKey) -> Score | None:
        return self.scores.get((agency, TOTAL))

    def words(self, measure: str) -> MeasureWords:
        """What an observation is called in this round's scheme."""
        return words_in(self.inputs.scheme, measure)

    def outlet_name(self, outlet_id: str) -> str:
        outlet = self.inputs.outlets.get(outlet_id)
        return outlet.name if outlet else outlet_id

    def outlet_of_source(self, source_id: str) -> str:
        """The name of the outlet whose source it is; a source nobody knows is named by its id."""
        outlets = self.inputs.outlets.values()
        return next((o.name for o in outlets if any(s.id == source_id for s in o.sources)), source_id)

    def stored(self, item_id: int) -> StoredItem:
        return self.inputs.items[item_id]

    def story_of(self, item_id: int) -> int:
        return _story_of(self.inputs, item_id)


def facts_of(inputs: ReportInputs) -> Facts:
    """Index the inputs; an item that is counted but was not handed over stops the report."""
    _require_items(inputs)
    observations = {(o.agency, o.measure): o for o in inputs.observations}
    agencies = _agencies_in_order(inputs)
    return Facts(
        inputs=inputs,
        agencies=agencies,
        names=_names(inputs),
        observations=observations,
        measures=_in_order(_scored(inputs) | {observation.measure for observation in inputs.observations}),
        scored_measures=_in_order(_scored(inputs)),
        scores={(s.agency, s.subject): s for s in inputs.scores},
        findings={(f.item_id, f.agency): f for f in inputs.findings},
        press={a.key: _items(observations.get((a.key, PRESS_ITEMS))) for a in agencies},
        story_items=_story_items(inputs),
        order=_newest_first(inputs.items),
    )


def _require_items(inputs: ReportInputs) -> None:
    wanted = {item_id for o in inputs.observations for item_id in (*o.items, *o.counted)}
    missing = sorted(wanted - inputs.items.keys())
    if missing:
        raise RoundError(
            f"report of {inputs.profile.id} {inputs.round.month}: {len(missing)} counted items were not "
            f"handed over (first: {missing[:5]}); read every item of the observations from storage"
        )


def _agencies_in_order(inputs: ReportInputs) -> tuple[Agency, ...]:
    days = inputs.period.days
    watched = [a for a in inputs.profile.agencies if any(map(a.is_watched_on, days))]
    groups = [*inputs.profile.groups, *sorted({a.group for a in watched} - inputs.profile.groups.keys())]
    return tuple(sorted(watched, key=lambda a: groups.index(a.group)))


def _scored(inputs: ReportInputs) -> set[str]:
    return {use.key for indicator in inputs.scheme.indicators for use in indicator.measures}


def _in_order(measures: set[str]) -> tuple[str, ...]:
    known = [measure for measure in MEASURES if measure in measures]
    return (*known, *sorted(measures - set(known)))


def _names(inputs: ReportInputs) -> dict[AgencyKey, str]:
    claims = (a for u in inputs.understandings.values() for a in u.attributions)
    names = {claim.agency: claim.name for claim in claims}
    return names | {agency.key: agency.name for agency in inputs.profile.agencies}


def _newest_first(items: Mapping[int, StoredItem]) -> dict[int, int]:
    in_order = sorted(items.values(), key=lambda s: (seen_or_published_at(s.item), s.id), reverse=True)
    return {stored.id: place for place, stored in enumerate(in_order)}


def _story_of(inputs: ReportInputs, item_id: int) -> int:
    member = inputs.stories.get(item_id)
    return member.story_id if member else item_id


def _story_items(inputs: ReportInputs) -> dict[int, tuple[int, ...]]:
    stories: dict[int, list[int]] = defaultdict(list)
    for item_id in sorted(inputs.items):
        stories[_story_of(inputs, item_id)].append(item_id)
    return {story: tuple(items) for story, items in stories.items()}


def _items(observation: Observation | None) -> tuple[int, ...]:
    return observation.items if observation else ()
