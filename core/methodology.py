"""The methodology: everything config/ says, as one frozen value that the program hands to stations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.agencies import Agency, AgencyType
from core.outlets import Outlet, Source
from core.places import Places
from core.round_rules import RoundRules
from core.schemes import Scheme
from core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What an item can be about."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The working-day calendar: weekly rest days (Monday is 0) and dated holidays."""

    rest_weekdays: frozenset[int]
    holidays: Mapping[date, str]
    rest_since: Mapping[int, date] = field(default_factory=dict)
    """For a weekday that did not always rest: the first day from which it does."""

    def is_working(self, day: date) -> bool:
        rests = day.weekday() in self.rest_weekdays and day >= self.rest_since.get(day.weekday(), date.min)
        return not rests and day not in self.holidays


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A province's office: what it watches, in which groups, by which scheme."""

    id: str
    name: str
    province: str
    sample: bool
    groups: Mapping[str, str]
    """Group id to Persian name."""
    tracks: Mapping[str, str]
    agencies: tuple[Agency, ...]
    scheme: str
    watched_outlets: tuple[str, ...]
    """Outlets whose coverage is counted and whose failures make a count incomplete."""
    allowed_private: tuple[str, ...] = ()
    """Exact address:port pairs on private networks the crawler may open (demo and tests only)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Methodology:
    """The whole of config/, checked: nothing dangling, nothing twice."""

    agency_types: tuple[AgencyType, ...]
    places: Places
    outlets: Mapping[str, Outlet]
    topics: tuple[Topic, ...]
    schemes: Mapping[str, Scheme]
    profiles: Mapping[str, Profile]
    working_days: WorkingDays
    lexicon: Mapping[str, object]
    """The word lists of config/lexicon/ by file name, for nlp alone to interpret."""
    config_hash: str
    reports: Mapping[str, object] = field(default_factory=dict)
    """The report definitions of config/reports/ by file name, for reports alone to interpret."""
    settings: Settings = field(default_factory=Settings)
    round_rules: RoundRules = field(default_factory=RoundRules)

    @property
    def sources(self) -> Mapping[str, Source]:
        return {source.id: source for outlet in self.outlets.values() for source in outlet.sources}
