"""Everything that counting one province's month needs, handed over as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.calendar import JalaliMonth
from core.coverage import Probe, SourceDay
from core.findings import Finding
from core.items import ItemFacts
from core.methodology import Profile, WorkingDays
from core.outlets import Outlet
from core.schemes import Scheme

IMPORTED = "import:"
"""A source day of an archive somebody gave us names its source `import:<outlet>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountInputs:
    """One profile's month as it was known at one instant; nothing later than `as_of` is counted."""

    month: JalaliMonth
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
