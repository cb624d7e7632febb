"""The shape of a scheme file: which keys it may have, and of which form."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from core.outlets import Tier
from core.schemes import (
    CertificateRule,
    Direction,
    LetterRule,
    Normalisation,
    NullRule,
    PeriodKind,
    SourceKind,
    Stage,
)
from rasad.load_config.shapes import Shape


def read_month_day(value: object) -> tuple[int, int]:
    """Read `06-02`, a Jalali day of every year; raises ValueError with an example."""
    month, _, day = str(value).partition("-")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        raise ValueError(f"'{value}' is not a Jalali day of the year; write month-day, for example 06-02")
    return int(month), int(day)


type MonthDay = Annotated[tuple[int, int], BeforeValidator(read_month_day)]


class MeasureUseShape(Shape):
    """How an indicator uses a measure."""

    measure: str
    normalisation: Normalisation
    direction: Direction = Direction.MORE
    target: float | None = Field(default=None, gt=0)
    group_targets: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    goalposts: tuple[float, float] | None = None
    weight: float = Field(default=1.0, gt=0)
    id: str = ""
    name: str = ""
    unit: str = ""
    stage: Stage = Stage.OUTPUT
    source: SourceKind | None = None
    window: str = ""
    cap: float = Field(default=100.0, gt=0, le=100)
    least_evidence: int = Field(default=0, ge=0)
    null_rule: NullRule | None = None
    not_for_groups: tuple[str, ...] = ()
    parameters: dict[str, object] = Field(default_factory=dict)


class IndicatorShape(Shape):
    """One indicator; its weight is in points of the scheme's 100."""

    id: str
    name: str
    domain: str
    weight: float = Field(gt=0)
    measures: tuple[MeasureUseShape, ...] = Field(min_length=1)
    not_for_groups: tuple[str, ...] = ()


class BandShape(Shape):
    """A band begins at its score and ends where the next begins."""

    name: str
    from_score: float = Field(ge=0, lt=100)


class WindowShape(Shape):
    """Days of every Jalali year, both ends included."""

    name: str
    first: MonthDay
    last: MonthDay


class LetterRuleShape(Shape):
    """When a draft letter of dissatisfaction may be written."""

    rounds_running: int = Field(default=LetterRule().rounds_running, ge=1)
    least_available_weight: float = Field(default=LetterRule().least_available_weight, gt=0, le=1)


class CertificateRuleShape(Shape):
    """Who is praised."""

    best_of_group: int = Field(default=CertificateRule().best_of_group, ge=0)
    most_improved: int = Field(default=CertificateRule().most_improved, ge=0)
    rounds_before_improved: int = Field(default=CertificateRule().rounds_before_improved, ge=2)


class SchemeShape(Shape):
    """A file of config/schemes/."""

    id: str
    version: str
    name: str
    domains: dict[str, str]
    indicators: tuple[IndicatorShape, ...]
    bands: tuple[BandShape, ...] = Field(min_length=1)
    tier_weights: dict[Tier, float]
    least_available_weight: float = Field(default=0.65, gt=0, le=1)
    least_completeness: float = Field(default=0.8, gt=0, le=1)
    sample: bool = False
    approval: str = ""
    period: PeriodKind = PeriodKind.MONTH
    windows: dict[str, WindowShape] = Field(default_factory=dict)
    groups: dict[str, str] = Field(default_factory=dict)
    submission_days: int = Field(default=5, ge=0, le=90)
    manager_points: float = Field(default=10.0, gt=0)
    appeal_days: int = Field(default=5, ge=1)
    letters: LetterRuleShape = LetterRuleShape()
    certificates: CertificateRuleShape = CertificateRuleShape()
