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
from core.periods import Period, period_ending, period_name
from core.round_results import RoundResults
from core.rounds import Round
from core.schemes import Scheme
from core.scores import Score
from core.stories import StoryMember
from reports.definition import ReportDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCase:
    """One story of criticism that needs an answer, and what came of it."""

    agency: AgencyKey
    item_id: int
    """The first item of it."""
    opened: datetime
    state: str
    """`answered`, `unanswered`, `justified` or `carried`."""
    hours: float | None = None
    """From the criticism to the answer."""
    reply_item: int | None = None
    """The item in which the answer was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far people agreed who judged the same items without seeing one another's word."""

    name: str
    """The question, in words."""
    items: int
    """How many answers of two people were compared."""
    percent: float
    alpha: float
    """Krippendorff's."""
    alpha_interval: tuple[float, float]
    ac1: float
    """Gwet's, which holds where nearly all answers are the same."""
    is_small: bool
    """Too few for anything to rest on it."""


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
    agreement: Sequence[Agreement] = ()
    """Empty: nobody judged an item twice."""
    intervals: RoundIntervals = field(default_factory=RoundIntervals)
    """Where the totals may really lie; empty for a round of before they were kept."""
    previous_scores: Mapping[AgencyKey, Score] = field(default_factory=dict)
    """The totals of the month before; empty when there was no round."""
    history: Mapping[AgencyKey, Sequence[tuple[JalaliMonth, float | None]]] = field(default_factory=dict)
    """Totals of earlier months, oldest first, without this one."""
    changed_group: Mapping[AgencyKey, str] = field(default_factory=dict)
    """Of agencies that stood in another group when the period began: what is to be said of it."""
    topics: Sequence[Topic] = ()
    type_names: Mapping[str, str] = field(default_factory=dict)
    """Of agency types; one that is not in it is shown by its slug."""
    cases: Sequence[ReplyCase] = ()
    """Criticism of the watched agencies that the period judges or carries on, oldest first."""
    given: Mapping[tuple[AgencyKey, str], Sequence[str]] = field(default_factory=dict)
    """By agency and measure: what people handed in that stands behind an observation, a line each."""
    results: RoundResults | None = None
    """Managers' points, trends and corrections; None when they were not asked for."""
    saved_pages: Mapping[int, str] = field(default_factory=dict)
    """By item id: where the page as it was fetched can be opened."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """What made the numbers: the program, the rules and models, the lexicon; name to version."""
    definition: ReportDefinition = field(default_factory=ReportDefinition)

    @property
    def period(self) -> Period:
        """The days that the round covers: a month, or as long as the scheme says."""
        return period_ending(self.scheme.period, self.round.month)

    @property
    def period_name(self) -> str:
        return period_name(self.scheme.period, self.round.month)
