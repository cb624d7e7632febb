"""Everything that a month's report is made from, handed over as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.agencies import AgencyKey
from core.attributions import Understanding
from core.audit_figures import AuditReport
from core.calendar import JalaliMonth
from core.corrections import Correction
from core.coverage import Probe, SourceDay
from core.findings import Finding
from core.intervals import RoundIntervals
from core.items import StoredItem
from core.methodology import Profile, Topic
from core.observations import Observation
from core.outcomes import Outcome
from core.outlets import Outlet
from core.rounds import Round
from core.schemes import Scheme
from core.scores import Score
from core.stories import StoryMember
from reports.definition import ReportDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """One profile's month as it was known at `as_of`."""

    profile: Profile
    scheme: Scheme
    outlets: Mapping[str, Outlet]
    round: Round
    as_of: datetime
    observations: Sequence[Observation]
    scores: Sequence[Score]
    items: Mapping[int, StoredItem]
    """By item id: at least every item of the findings and of the observations."""
    findings: Sequence[Finding]
    """After corrections; those of items outside the round's month are left out of the report."""
    understandings: Mapping[int, Understanding] = field(default_factory=dict)
    """By item id: the machine's claims on the version of the text that `items` holds."""
    corrections: Mapping[int, Sequence[Correction]] = field(default_factory=dict)
    stories: Mapping[int, StoryMember] = field(default_factory=dict)
    """By item id; an item that is not in it is a story of its own."""
    source_days: Sequence[SourceDay] = ()
    probes: Sequence[Probe] = ()
    outcome_counts: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    """By stage: what became of the inputs of this month's runs."""
    audit: AuditReport | None = None
    """How right the machine was on the month's items of the audit stream; None: nobody asked."""
    intervals: RoundIntervals = field(default_factory=RoundIntervals)
    """Where the totals may really lie; empty for a round of before they were kept."""
    previous_scores: Mapping[AgencyKey, Score] = field(default_factory=dict)
    """The totals of the month before; empty when there was no round."""
    history: Mapping[AgencyKey, Sequence[tuple[JalaliMonth, float | None]]] = field(default_factory=dict)
    """Totals of earlier months, oldest first, without this one."""
    topics: Sequence[Topic] = ()
    saved_pages: Mapping[int, str] = field(default_factory=dict)
    """By item id: where the page as it was fetched can be opened."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """What made the numbers: the program, the rules and models, the lexicon; name to version."""
    definition: ReportDefinition = field(default_factory=ReportDefinition)
