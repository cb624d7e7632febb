"""Schemes: versioned sets of domains, indicators, targets, weights and bands, all of it data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"


class Normalisation(StrEnum):
    """How a measure is put on 0–100."""

    TARGET_RATIO = "target_ratio"
    """100·min(1, AP/S), or 100·min(1, S/AP) when less is better (the official form of 1381)."""
    GOALPOSTS = "goalposts"
    """Linear between two fixed ends, clipped."""
    SHARE = "share"
    """The measure is a share of 0 to 1 already."""
    POINTS = "points"
    """The measure is points of 0 to 100 already."""


class Stage(StrEnum):
    """How far along the way from work to effect a measure looks (the boxes of AMEC's framework)."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUT_TAKE = "out-take"
    OUTCOME = "outcome"
    IMPACT = "impact"


class SourceKind(StrEnum):
    """Where a measure's numbers come from."""

    CRAWL = "crawl"
    PROBE = "probe"
    RECORD = "record"
    JUDGEMENT = "judgement"
    SURVEY = "survey"
    TABLE = "table"
    RESOLUTION = "resolution"


class NullRule(StrEnum):
    """What it means that an agency handed nothing in when the time for it is over."""

    NOT_SUBMITTED = "not_submitted"
    """It had to, and did not: no points."""
    ZERO = "zero"
    """There was nothing: a zero like any other, good where less is better."""
    NOT_MEASURED = "not_measured"
    """Others had to hand it in (a survey, a jury): left out, never a zero."""
    NOT_APPLICABLE = "not_applicable"
    """There was nothing to hand in: left out of the base."""


class PeriodKind(StrEnum):
    """How long a round is; it is named by its last month (`1404-09` for the third quarter)."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Named days of every Jalali year, both ends included: a campaign such as Government Week."""

    id: str
    name: str
    first: tuple[int, int]
    """Month and day."""
    last: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureUse:
    """How an indicator uses one measure."""

    measure: str
    normalisation: Normalisation
    direction: Direction = Direction.MORE
    target: float | None = None
    group_targets: Mapping[str, float] = field(default_factory=dict)
    """Targets of the groups that have one of their own."""
    goalposts: tuple[float, float] | None = None
    weight: float = 1.0
    id: str = ""
    """Its name in a round when a scheme uses one measure twice; else the measure's own."""
    name: str = ""
    """In Persian; else the measure's own."""
    unit: str = ""
    stage: Stage = Stage.OUTPUT
    source: SourceKind | None = None
    """As the scheme says it; checked against the measure's own."""
    window: str = ""
    """A window of the scheme; else the whole period."""
    cap: float = 100.0
    """The most points it can give."""
    least_evidence: int = 0
    """With fewer items, records, raters or respondents behind it there is no number."""
    null_rule: NullRule | None = None
    """Else the measure's own."""
    not_for_groups: tuple[str, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    """What the measure lets a scheme choose, for its rule in scoring/measures/ to interpret."""

    @property
    def key(self) -> str:
        """What its observations are called in a round."""
        return self.id or self.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: measures put on 0–100 and averaged by weight."""

    id: str
    name: str
    domain: str
    weight: float
    measures: tuple[MeasureUse, ...]
    not_for_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named stretch of the scale; the lower edge belongs to it."""

    name: str
    from_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRule:
    """When a draft letter of dissatisfaction may be written (evaluation.md 4.8)."""

    rounds_running: int = 2
    """So many rounds in a row in the lowest band."""
    least_available_weight: float = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRule:
    """Who is praised: the first of each group, and the most improved."""

    best_of_group: int = 3
    most_improved: int = 1
    rounds_before_improved: int = 3
    """An agency needs so many rounds before its change is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A whole way of scoring; immutable once a round has used it."""

    id: str
    version: str
    name: str
    domains: tuple[tuple[str, str], ...]
    """Pairs of id and Persian name."""
    indicators: tuple[Indicator, ...]
    bands: tuple[Band, ...]
    least_available_weight: float = 0.65
    """Below this share of the weight there is no score (JRC rule)."""
    least_completeness: float = 0.8
    """Below this share of source-days (or nights) a measure is not measured."""
    tier_weights: tuple[tuple[str, float], ...] = ()
    sample: bool = False
    """Made up to show how it works: no office has approved it."""
    approval: str = ""
    """Who decided on this version, when, by which document."""
    period: PeriodKind = PeriodKind.MONTH
    windows: tuple[Window, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    """Pairs of id and name when the scheme itself says how agencies are grouped."""
    submission_days: int = 5
    """Until so many days after the period what is missing may still come in."""
    manager_points: float = 10.0
    """The points of a manager's own evaluation that a score of 100 brings."""
    appeal_days: int = 5
    """Working days an agency has to appeal."""
    letters: LetterRule = LetterRule()
    certificates: CertificateRule = CertificateRule()

    @property
    def uses(self) -> tuple[MeasureUse, ...]:
        """The measures of all indicators, in order."""
        return tuple(use for indicator in self.indicators for use in indicator.measures)

    @property
    def stage_weights(self) -> Mapping[Stage, float]:
        """What each stage weighs in the whole, from work to effect; stages nothing looks at are left out."""
        weights: dict[Stage, float] = dict.fromkeys(Stage, 0.0)
        for indicator in self.indicators:
            whole = sum(use.weight for use in indicator.measures)
            for use in indicator.measures:
                weights[use.stage] += indicator.weight * use.weight / whole
        return {stage: weight for stage, weight in weights.items() if weight}
