"""Everything that counting one province's round needs, handed over as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.calendar import JalaliMonth
from core.coverage import Probe, SourceDay
from core.findings import Finding
from core.handed_in import NOTHING_GIVEN, Given
from core.items import ItemFacts
from core.methodology import Profile, WorkingDays
from core.outlets import Outlet
from core.periods import Period, period_ending
from core.posts import CountedPost
from core.schemes import Scheme
from core.stories import Relation

IMPORTED = "import:"
"""A source day of an archive somebody gave us names its source `import:<outlet>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountInputs:
    """One profile's round as it was known at one instant; nothing later than `as_of` is counted."""

    month: JalaliMonth
    """The last month of the period, by which the round is named."""
    as_of: datetime
    profile: Profile
    outlets: Mapping[str, Outlet]
    findings: Sequence[Finding]
    facts: Mapping[int, ItemFacts]
    """By item id: the items of the findings and all items of the agencies' own sites."""
    story_of: Mapping[int, int]
    """Item id to story id; an item that is not in it is a story of its own."""
    source_days: Sequence[SourceDay]
    probes: Sequence[Probe]
    working_days: WorkingDays
    scheme: Scheme
    relations: Mapping[int, Relation] = field(default_factory=dict)
    """How items stand to the original of their story; one that is not in it is the original."""
    given: Given = NOTHING_GIVEN
    """What people handed in until `as_of`."""
    posts: Sequence[CountedPost] = ()
    """Of the agencies' own channels."""
    named_in: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """Record id to the items of its agency whose text names it: an opened project, a campaign."""
    replied_in: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """Item id of a criticism to the items in which the crawl has seen the agency's answer."""
    span: Period | None = None
    """The days of a window of the scheme; the whole period without one."""

    @property
    def period(self) -> Period:
        return self.span or period_ending(self.scheme.period, self.month)
