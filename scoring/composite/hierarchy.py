"""The hierarchy of an index: wholes made of parts, down to indicators that are columns of the table."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    InstanceOf,
    Tag,
    field_validator,
    model_validator,
)

from core.schemes import Direction
from scoring.composite.choices import Gate, Mean, Method
from scoring.composite.formula import Formula, formula_of

_AGAIN = (Method.MIN_MAX, Method.Z_SCORE, Method.PERCENTILE_RANK, Method.RANK, Method.GOALPOSTS)
"""What a whole made of parts can be normalised by once more."""


class Model(BaseModel):
    """Frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, coerce_numbers_to_str=True)


def _from_fraction(value: object) -> object:
    """A weight may be written as `2/9`, which no decimal number is."""
    if not isinstance(value, str) or "/" not in value:
        return value
    try:
        return float(Fraction(value.replace(" ", "")))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"'{value}' is not a fraction such as 2/9") from None


type Weight = Annotated[float, BeforeValidator(_from_fraction), Field(ge=0)]


def _from_percentile(value: object) -> object:
    """An end may be written as `p5`: the 5th percentile of the column."""
    if isinstance(value, str) and re.fullmatch(r"p\d+(\.\d+)?", value):
        if float(value[1:]) > 100:
            raise ValueError(f"'{value}' is no percentile; they run from p0 to p100")
        return value
    if isinstance(value, str):
        raise ValueError(f"'{value}' is neither a number nor a percentile such as p5")
    return value


type End = Annotated[float | str, BeforeValidator(_from_percentile)]
"""A number, or a percentile of the column."""

type Range = tuple[float | None, float | None]


def _from_formula(value: object) -> object:
    return formula_of(value) if isinstance(value, str) else value


type WrittenFormula = Annotated[InstanceOf[Formula], BeforeValidator(_from_formula)]


class Leaf(Model):
    """An indicator: one column of the table."""

    id: str = Field(min_length=1)
    name: str = ""
    column: str = ""
    formula: WrittenFormula | None = None
    if_missing: float | None = None
    weight: Weight = 1.0
    direction: Direction = Direction.MORE
    denominator: str | None = None
    per: float = Field(default=1.0, gt=0)
    outliers: bool = True
    cap: tuple[End | None, End | None] | None = None
    logarithm: bool = False
    normalisation: Method | None = None
    goalposts: tuple[End, End] | None = None
    clip: bool = True
    points_within: Range | None = None
    target: float | None = None
    reference: str | None = None
    gate: Gate | None = None
    decimals: int | None = Field(default=None, ge=0, le=15)

    @field_validator("gate", mode="before")
    @classmethod
    def _true_means_whole(cls, value: object) -> object:
        return _gate(value)

    @property
    def source(self) -> str:
        """The column it is read from: its id unless another is named."""
        return self.column or self.id

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of the table that it needs."""
        return self.formula.names if self.formula else (self.source,)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _check_goalposts(self.goalposts, self.normalisation)
        _check_range("cap", self.cap)
        _check_range("points_within", self.points_within)
        if self.formula and self.column:
            raise ValueError("'column' and 'formula' are both given; an indicator is read or worked out")
        if self.logarithm and any(isinstance(end, float) and end <= 0 for end in self.goalposts or ()):
            raise ValueError("goalposts of a logarithm must be above zero")
        if self.logarithm and self.target is not None and self.target <= 0:
            raise ValueError("the target of a logarithm must be above zero")
        return self


class Branch(Model):
    """A whole made of parts."""

    id: str = Field(min_length=1)
    name: str = ""
    weight: Weight = 1.0
    parts: tuple["Node", ...] = Field(min_length=1)
    aggregation: Mean = Mean.ARITHMETIC
    power: float | None = None
    formula: WrittenFormula | None = None
    floor: float | None = Field(default=None, gt=0)
    normalisation: Method | None = None
    goalposts: tuple[End, End] | None = None
    points_within: Range | None = None
    least_available: float | None = Field(default=None, ge=0, le=1)
    least_parts: int | None = Field(default=None, ge=1)
    gate: Gate | None = None
    decimals: int | None = Field(default=None, ge=0, le=15)

    @field_validator("gate", mode="before")
    @classmethod
    def _true_means_whole(cls, value: object) -> object:
        return _gate(value)

    @model_validator(mode="after")
    def _has_weight(self) -> Self:
        if sum(part.weight for part in self.parts) <= 0:
            raise ValueError(f"the weights of the parts of '{self.id}' add up to nothing")
        if self.normalisation not in (None, *_AGAIN):
            raise ValueError(f"a whole can be normalised again by {', '.join(_AGAIN)}")
        _check_goalposts(self.goalposts, self.normalisation)
        _check_range("points_within", self.points_within)
        _check_aggregation(self)
        if self.normalisation is Method.GOALPOSTS and self.goalposts is None:
            raise ValueError(f"'{self.id}' is normalised by goalposts and needs 'goalposts'")
        return self

    @property
    def again(self) -> Method | None:
        """How the whole is normalised once more after its parts were put together."""
        return self.normalisation or (Method.GOALPOSTS if self.goalposts else None)

    @property
    def how(self) -> Mean:
        """How its parts are put together; a formula needs no other word."""
        return Mean.FORMULA if self.formula else self.aggregation


def _check_goalposts(goalposts: tuple[End, End] | None, method: Method | None) -> None:
    if goalposts and _is_backward(*goalposts):
        raise ValueError("goalposts are [least, most]; use 'direction: less' when less is better")
    if goalposts and method not in (None, Method.GOALPOSTS):
        raise ValueError(f"goalposts are given, but the normalisation is {method}")


def _is_backward(low: End | None, high: End | None) -> bool:
    """Ends of two kinds are compared when the column is known."""
    if isinstance(low, str) and isinstance(high, str):
        return float(low[1:]) >= float(high[1:])
    return isinstance(low, float) and isinstance(high, float) and low >= high


def _check_range(key: str, ends: tuple[End | None, End | None] | None) -> None:
    if ends is not None and (_is_backward(*ends) or ends == (None, None)):
        raise ValueError(f"'{key}' is [least, most]; either may be null, and the least comes first")


def _check_aggregation(branch: "Branch") -> None:
    if (branch.power is not None) != (branch.aggregation is Mean.POWER):
        raise ValueError("'power' belongs to the aggregation 'power', and to no other")
    if branch.power == 0:
        raise ValueError("a mean of power 0 is the geometric one; write 'aggregation: geometric'")
    if branch.formula is None and branch.aggregation is Mean.FORMULA:
        raise ValueError(f"the aggregation of '{branch.id}' is a formula; write it under 'formula'")
    if branch.formula is None:
        return
    if branch.aggregation not in (Mean.ARITHMETIC, Mean.FORMULA) or branch.floor is not None:
        raise ValueError(f"'{branch.id}' has a formula, so it takes no 'aggregation' and no 'floor'")
    parts = [part.id for part in branch.parts]
    strange = [name for name in branch.formula.names if name not in parts]
    if strange:
        raise ValueError(
            f"the formula of '{branch.id}' names '{strange[0]}', which is none of its parts: "
            f"{', '.join(parts)}"
        )
    if branch.least_available is not None or branch.least_parts is not None:
        raise ValueError(f"'{branch.id}' has a formula, which needs every part that it names")


def _gate(value: object) -> object:
    if value is True:
        return Gate.WHOLE
    return None if value is False else value


def _kind(node: object) -> str:
    has_parts = "parts" in node if isinstance(node, dict) else isinstance(node, Branch)
    return "branch" if has_parts else "leaf"


type Node = Annotated[Annotated[Branch, Tag("branch")] | Annotated[Leaf, Tag("leaf")], Discriminator(_kind)]


def nodes(node: Branch | Leaf) -> Iterator[Branch | Leaf]:
    """A node and everything below it, the whole before its parts."""
    yield node
    if isinstance(node, Branch):
        for part in node.parts:
            yield from nodes(part)


def leaves(node: Branch | Leaf) -> list[Leaf]:
    """The indicators below a node, in the order of the scheme."""
    return [n for n in nodes(node) if isinstance(n, Leaf)]


def branches(node: Branch | Leaf) -> list[Branch]:
    """The wholes at and below a node, the outermost first."""
    return [n for n in nodes(node) if isinstance(n, Branch)]
