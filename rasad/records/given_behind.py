"""What people handed in that stands behind an observation, found again by its ids."""

from collections.abc import Sequence

from core.handed_in import Given, HandedIn
from core.observations import Observation
from core.schemes import Scheme, SourceKind
from scoring.measures import MEASURES


def given_behind(observation: Observation, scheme: Scheme, given: Given) -> list[HandedIn]:
    """The records, judgements, results, numbers or resolutions that the observation names, in its order."""
    known = {one.id: one for one in _of_kind(_source(observation, scheme), given)}
    return [known[number] for number in observation.records if number in known]


def _source(observation: Observation, scheme: Scheme) -> SourceKind:
    use = next((use for use in scheme.uses if use.key == observation.measure), None)
    return MEASURES[use.measure if use else observation.measure].source


def _of_kind(source: SourceKind, given: Given) -> Sequence[HandedIn]:
    match source:
        case SourceKind.JUDGEMENT:
            return given.judgements
        case SourceKind.SURVEY:
            return given.surveys
        case SourceKind.TABLE:
            return given.values
        case SourceKind.RESOLUTION:
            return given.resolutions
        case SourceKind.RECORD | SourceKind.CRAWL | SourceKind.PROBE:
            # Replies to criticism and media events are records behind what is otherwise crawled.
            return given.records
