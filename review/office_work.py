"""What the program does for the application beside reading: learning, what is handed in, clips."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.agencies import AgencyKey
from core.clips import ClipEntry
from core.handed_in import Evidence
from core.job_runs import JobRun
from core.methodology import Methodology, Profile

FORMS = ("record", "judgement", "survey", "table", "resolution")
"""Everything that is handed in, by the name of its form."""
REREAD, TRY_ONLY = "reread", "try-proposals"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenProblem:
    """Why something is not taken, in Persian; the row as a spreadsheet numbers it, 0 where there is none."""

    row: int
    said: str


class GivenRefusedError(Exception):
    """Nothing was kept, for these reasons."""

    def __init__(self, problems: Sequence[GivenProblem]) -> None:
        super().__init__("; ".join(one.said for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who hands in, and for which agency alone if he speaks for one."""

    name: str
    at: datetime
    only: AgencyKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRowForm:
    """One entry as a form was filled in."""

    form: str
    profile: str
    cells: Mapping[str, str]
    other: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Uploads by the name under which the cells speak of them."""
    held: tuple[Evidence, ...] = ()
    """Proofs of the version before that stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTable:
    """A table that was uploaded, and the files its rows name."""

    form: str
    profile: str
    name: str
    content: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedClip:
    """A piece as a person typed it."""

    outlet: str
    url: str
    title: str
    text: str
    published: str
    agency: str


@dataclass(frozen=True, kw_only=True)
class OfficeWork:
    """Each act is whole: it is done and on the audit trail, or refused and nothing has changed."""

    start_reread: Callable[[str, str], bool]
    """REREAD or TRY_ONLY, and who asks; False while one is at work."""
    reread_run: Callable[[], tuple[JobRun, bool] | None]
    """The newest run, and whether it is at work."""
    decide_proposal: Callable[[str, str, bool], Methodology]
    """A proposal's id, who decides, whether it is accepted; the configuration as it is from now on.

    Raises InputError when nobody proposes it any more.
    """
    hand_in_row: Callable[[GivenRowForm, Giver], bool]
    """Whether it says anything new; raises GivenRefusedError."""
    hand_in_table: Callable[[GivenTable, Giver], tuple[int, int]]
    """How many rows are new, and how many say nothing new; raises GivenRefusedError."""
    evidence: Callable[[str], bytes | None]
    """A kept file by its hash."""
    record_kinds: Mapping[str, str]
    enter_clip: Callable[[TypedClip, Giver], ClipEntry]
    """Raises GivenRefusedError."""
    profile_of: Callable[[AgencyKey], Profile | None]
    """The profile that watches an agency."""
