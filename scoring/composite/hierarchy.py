"""The hierarchy of an index: wholes made of parts, down to indicators that are columns of the table."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    field_validator,
    model_validator,
)

from core.schemes import Direction
from scoring.composite.choices import Gate, Mean, Method

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


class Leaf(Model):
    """An indicator: one column of the table."""

    id: str = Field(min_length=1)
    name: str = ""
    column: str = ""
    weight: Weight = 1.0
    direction: Direction = Direction.MORE
    denominator: str | None = None
    per: float = Field(default=1.0, gt=0)
    outliers: bool = True
    cap: tuple[float | None, float | None] | None = None
    logarithm: bool = False
    normalisation: Method | None = None
    goalposts: tuple[float, float] | None = None
    clip: bool = True
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

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _check_goalposts(self.goalposts, self.normalisation)
        if self.logarithm and self.goalposts and self.goalposts[0] <= 0:
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
    floor: float | None = Field(default=None, gt=0)
    normalisation: Method | None = None
    goalposts: tuple[float, float] | None = None
    least_available: float | None = Field(default=None, ge=0, le=1)
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
        if self.normalisation is Method.GOALPOSTS and self.goalposts is None:
            raise ValueError(f"'{self.id}' is normalised by goalposts and needs 'goalposts'")
        return self

    @property
    def again(self) -> Method | None:
        """How the whole is normalised once more after its parts were put together."""
        return self.normalisation or (Method.GOALPOSTS if self.goalposts else None)


def _check_goalposts(goalposts: tuple[float, float] | None, method: Method | None) -> None:
    if goalposts and goalposts[0] >= goalposts[1]:
        raise ValueError("goalposts are [least, most]; use 'direction: less' when less is better")
    if goalposts and method not in (None, Method.GOALPOSTS):
        raise ValueError(f"goalposts are given, but the normalisation is {method}")


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
