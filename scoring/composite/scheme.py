"""A table scheme: the hierarchy of an index, and what is done to its columns, in which order."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.schemes import Direction
from scoring.composite.choices import Filling, Method, Step, Ties
from scoring.composite.hierarchy import Branch, Leaf, Model, leaves, nodes


class Screening(Model):
    """Which units have too little data, or too many zeros, to be scored."""

    least_data: float = Field(default=0.0, ge=0, le=1)
    least_nonzero: float = Field(default=0.0, ge=0, le=1)
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class Imputation(Model):
    """How missing values are filled."""

    method: Filling
    by: str | None = None
    value: float | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.method is Filling.CONSTANT) != (self.value is not None):
            raise ValueError("'value' belongs to the method 'constant', and to no other")
        if self.by and self.method not in (Filling.MEAN, Filling.MEDIAN):
            raise ValueError("'by' belongs to the methods 'mean' and 'median'")
        return self


class Outliers(Model):
    """When a column's outliers are treated, and how."""

    skewness: float = Field(default=2.0, gt=0)
    kurtosis: float = Field(default=3.5, gt=0)
    winsorise: int = Field(default=5, ge=0)
    then_logarithm: bool = True


class ZScore(Model):
    """The mean and spread that z-scores are put on."""

    mean: float = 0.0
    sd: float = Field(default=1.0, gt=0)
    spread: Literal["sample", "population"] = "sample"


class Rounding(Model):
    """To how many decimals scores are printed, and whether ranks see the rounded ones."""

    decimals: int = Field(ge=0, le=15)
    before_ranking: bool = False


class Ranking(Model):
    """Which end is first, and how ties are ranked."""

    first: Literal["highest", "lowest"] = "highest"
    ties: Ties = Ties.SMALLEST


class TableBand(Model):
    """A name for all scores from a cut point upward."""

    name: str = Field(min_length=1)
    from_score: float = Field(alias="from")


class TableScheme(Model):
    """A whole way of scoring one table."""

    name: str = ""
    unit: str
    label: str | None = None
    groups: tuple[str, ...] = ()
    missing_values: tuple[str, ...] = ()
    scale: Annotated[float, Field(gt=0)] | tuple[float, float] = 100.0
    steps: tuple[Step, ...] | None = None
    screening: Screening | None = None
    imputation: Imputation | None = None
    outliers: Outliers | None = None
    normalisation: Method = Method.MIN_MAX
    z_score: ZScore = ZScore()
    over: Literal["all_periods", "each_period"] = "all_periods"
    least_available: float = Field(default=0.65, ge=0, le=1)
    rounding: Rounding | None = None
    ranking: Ranking = Ranking()
    bands: tuple[TableBand, ...] = ()
    index: Branch

    @model_validator(mode="after")
    def _fits(self) -> Self:
        seen: set[str] = set()
        for node in nodes(self.index):
            if node.id in seen:
                raise ValueError(f"the id '{node.id}' is used twice in the hierarchy")
            seen.add(node.id)
        taken = seen & {"rank", "band", "note", self.unit, self.label, *self.groups}
        if taken:
            raise ValueError(f"the id '{sorted(map(str, taken))[0]}' is the name of another output column")
        for leaf in leaves(self.index):
            _check_parameters(leaf, self.method_of(leaf))
        _check_steps(self)
        _check_ends(self)
        return self

    @property
    def ends(self) -> tuple[float, float]:
        """Between what the points run."""
        return self.scale if isinstance(self.scale, tuple) else (0.0, self.scale)

    def method_of(self, leaf: Leaf) -> Method:
        """The normalisation of one indicator: its own, that of its goalposts, or the scheme's."""
        return leaf.normalisation or (Method.GOALPOSTS if leaf.goalposts else self.normalisation)

    @property
    def steps_in_order(self) -> tuple[Step, ...]:
        """As written; else screen, denominate, impute and treat, as far as the scheme speaks of them."""
        if self.steps is not None:
            return self.steps
        wanted = {
            Step.SCREEN: self.screening is not None,
            Step.DENOMINATE: any(leaf.denominator for leaf in leaves(self.index)),
            Step.IMPUTE: self.imputation is not None,
            Step.TREAT: self.outliers is not None,
        }
        return tuple(step for step, is_wanted in wanted.items() if is_wanted)


def _check_parameters(leaf: Leaf, method: Method) -> None:
    needed = {
        Method.GOALPOSTS: ("goalposts", leaf.goalposts),
        Method.TARGET_RATIO: ("target", leaf.target),
        Method.DISTANCE_TO_TARGET: ("target", leaf.target),
        Method.DISTANCE_TO_REFERENCE: ("reference", leaf.reference),
    }
    key, value = needed.get(method, ("", ""))
    if value is None:
        raise ValueError(f"indicator '{leaf.id}' is normalised by {method} and needs '{key}'")
    if method is Method.FRACTION_OF_MAX and leaf.direction is Direction.LESS:
        raise ValueError(f"indicator '{leaf.id}': a fraction of the most says nothing where less is better")


def _check_ends(scheme: TableScheme) -> None:
    low, high = scheme.ends
    if low >= high:
        raise ValueError("'scale' is the most, or [least, most] with the least first")
    cuts = [band.from_score for band in scheme.bands]
    if len(set(cuts)) != len(cuts) or len({band.name for band in scheme.bands}) != len(cuts):
        raise ValueError("two of the 'bands' have the same name or begin at the same score")


def _check_steps(scheme: TableScheme) -> None:
    steps = scheme.steps or ()
    if len(set(steps)) != len(steps):
        raise ValueError("a step is listed twice in 'steps'")
    sections = {
        Step.SCREEN: ("screening", scheme.screening),
        Step.IMPUTE: ("imputation", scheme.imputation),
        Step.TREAT: ("outliers", scheme.outliers),
    }
    for step, (section, given) in sections.items():
        if step in steps and given is None:
            raise ValueError(f"the step '{step}' is listed, but there is no section '{section}'")
        if scheme.steps is not None and step not in steps and given is not None:
            raise ValueError(f"there is a section '{section}', but 'steps' does not list '{step}'")
