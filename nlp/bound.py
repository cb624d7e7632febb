"""A candidate that has found its agency."""

from dataclasses import dataclass

from core.agencies import AgencyKey, AgencyType, Level
from nlp.candidates import Candidate
from nlp.gazetteer import LocalPlace


@dataclass(slots=True)
class Bound:
    """A mention with the agency it means, and why."""

    candidate: Candidate
    key: AgencyKey
    reason: str


def county_field(kind: AgencyType, local: LocalPlace) -> str:
    """City bodies carry their city, county and district bodies their county."""
    return local.name if kind.level is Level.CITY else local.county
