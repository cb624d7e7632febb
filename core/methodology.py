"""The methodology: everything config/ says, as one frozen value that the program hands to stations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.agencies import Agency, AgencyKey, AgencyType
from core.jobs import Job
from core.operations import Operations
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

    def during(self, days: Sequence[date]) -> "Profile":
        """The profile as a round over these days takes it: each agency once, in its last group of them.

        An agency that changed its group has an entry for each; its days before the change count too, in
        the group it ended in. Days before a gap in which nobody watched it do not.
        """
        entries: dict[AgencyKey, list[Agency]] = {}
        for agency in self.agencies:
            if any(map(agency.is_watched_on, days)):
                entries.setdefault(agency.key, []).append(agency)
        if all(len(same) == 1 for same in entries.values()):
            return self
        return replace(self, agencies=tuple(map(_as_it_ended, entries.values())))


def _as_it_ended(entries: Sequence[Agency]) -> Agency:
    """The last entry, from the first day of those that lead up to it without a gap."""
    last, *earlier = sorted(entries, key=lambda agency: agency.since or date.min, reverse=True)
    since = last.since
    for entry in earlier:
        if since is None or entry.until != since - timedelta(days=1):
            break
        since = entry.since
    return replace(last, since=since)


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
    jobs: tuple[Job, ...] = ()
    """What the scheduler does, in the order in which jobs due together run."""
    operations: Operations = field(default_factory=Operations)

    @property
    def sources(self) -> Mapping[str, Source]:
        return {source.id: source for outlet in self.outlets.values() for source in outlet.sources}
