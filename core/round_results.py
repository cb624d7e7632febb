"""What comes of a final round: points, letters, certificates, trends, and what a correction changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.agencies import AgencyKey
from core.calendar import JalaliMonth
from core.intervals import Interval, RoundIntervals
from core.percentages import Share
from core.rounds import RoundState
from core.scores import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthResult:
    """A month's last revision as later months look back on it."""

    month: JalaliMonth
    state: RoundState
    scores: Sequence[Score]
    """The totals."""
    intervals: RoundIntervals


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerPoints:
    """An agency manager's points for public relations; None where there is no score, never zero."""

    agency: AgencyKey
    manager: str
    """Who led the agency on the last day of the month; empty when nobody is known."""
    points: float | None
    out_of: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter for a person to sign; the machine signs and sends nothing."""

    agency: AgencyKey
    recipient: str
    signatory: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDecision:
    """Whether a letter is drafted to one agency of the lowest band, and every reason why not."""

    agency: AgencyKey
    draft: LetterDraft | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """An honour, for a person to sign."""

    agency: AgencyKey
    kind: str
    """`best` or `improved`."""
    body: str
    equal_to: tuple[AgencyKey, ...] = ()
    """Agencies of the group from which this one cannot be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandCount:
    """How many agencies of a track stand in a band; the percentages of a track sum to 100."""

    band: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakShare:
    """The weak agencies of a track in one month, among those that have a score."""

    month: JalaliMonth
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackTrend:
    """One track over all rounds; tracks are never mixed."""

    track: str
    bands: tuple[BandCount, ...]
    """Of the newest month, in the order of the scheme."""
    weak: tuple[WeakShare, ...]
    """From the first round to the newest."""
    improved: Share
    """Agencies with more points than in their first round, among those that were scored in both."""
    words: str
    """The change since the first round, in percentage points and with counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTrend:
    """One agency over all rounds, in points of the score; never in per cent of it."""

    agency: AgencyKey
    since_first: float | None
    since_last_year: float | None
    """Against the same month of the year before; None when there was no score then."""
    band: str | None
    run: int
    """For how many rounds in a row it has stood in its band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """What a correction did to one score; a rank may change though the points did not."""

    agency: AgencyKey
    subject: str
    old_points: float | None
    new_points: float | None
    old_rank: int | None
    new_rank: int | None
    old_band: str | None
    new_band: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResults:
    """Everything that comes of one round."""

    points: tuple[ManagerPoints, ...]
    letters: tuple[LetterDecision, ...]
    certificates: tuple[Certificate, ...]
    tracks: tuple[TrackTrend, ...]
    agencies: tuple[AgencyTrend, ...]
    corrections: Mapping[int, Sequence[ScoreChange]]
    """By number: what corrected(n) changed."""


def interval_of(result: MonthResult, agency: AgencyKey) -> Interval | None:
    """The 5–95 % interval of an agency's total; None where nothing was drawn."""
    for one in result.intervals.scores:
        if one.agency == agency:
            return one.drawn
    return None
