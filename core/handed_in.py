"""What people hand in where a crawler cannot see: each is appended, and the last word on a subject holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.agencies import AgencyKey
from core.resolutions import Resolution


class EvidenceKind(StrEnum):
    """What stands behind a record."""

    LINK = "link"
    FILE = "file"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One proof: an address, or a file with its SHA-256 under which the installation keeps it."""

    kind: EvidenceKind
    place: str
    sha256: str = ""


class Verdict(StrEnum):
    """What the office holds of a record."""

    SUBMITTED = "submitted"
    """Handed in, not looked at yet: it counts until somebody refuses it."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something an agency did, has or declares, with its proof."""

    number: str
    """The agency's own number of it; with the agency and the kind it is the record's identity."""
    agency: AgencyKey
    kind: str
    """`press-conference`, `media-tour`, `publication`, `channel`, `reply` …: schemes name the kinds."""
    title: str
    day: date
    until: date | None = None
    """The last day on which it holds, for a plan, a contract or a channel; else it is of its day."""
    evidence: tuple[Evidence, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    """Whatever else was told of it, by heading: platform, followers, item, hour …"""
    verdict: Verdict = Verdict.SUBMITTED
    reason: str = ""
    """Of the verdict."""
    received: date
    """The day on which the agency handed it in."""
    given_by: str
    given_at: datetime
    id: int = 0

    @property
    def identity(self) -> tuple[str, ...]:
        return (str(self.agency), self.kind, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One rater's mark for one agency by a rubric of 1 to 5."""

    rubric: str
    agency: AgencyKey
    rater: str
    rating: float
    day: date
    subject: str = ""
    """What of the agency was judged, if not all of it: an item, a record's number, a plan."""
    note: str = ""
    received: date
    given_by: str
    given_at: datetime
    id: int = 0

    @property
    def identity(self) -> tuple[str, ...]:
        return (self.rubric, str(self.agency), self.rater, self.subject, self.day.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyResult:
    """What a survey found for one agency on one question."""

    survey: str
    question: str
    agency: AgencyKey
    value: float
    respondents: int
    day: date
    """The last day of field work."""
    method: str
    evidence: tuple[Evidence, ...] = ()
    received: date
    given_by: str
    given_at: datetime
    id: int = 0

    @property
    def identity(self) -> tuple[str, ...]:
        return (self.survey, self.question, str(self.agency), self.day.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class TableValue:
    """One number of an imported table."""

    table: str
    column: str
    agency: AgencyKey
    value: float
    day: date
    """The day for which it holds."""
    received: date
    given_by: str
    given_at: datetime
    id: int = 0

    @property
    def identity(self) -> tuple[str, ...]:
        return (self.table, self.column, str(self.agency), self.day.isoformat())


type HandedIn = Record | Judgement | SurveyResult | TableValue | Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything handed in, each as its last word stands."""

    records: tuple[Record, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    surveys: tuple[SurveyResult, ...] = ()
    values: tuple[TableValue, ...] = ()
    resolutions: tuple[Resolution, ...] = ()


NOTHING_GIVEN = Given()
