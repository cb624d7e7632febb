"""Weighing: parts that have points make a mean, if enough of the weight is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.observations import State
from core.scores import TracePart


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A weighted mean with its trace: the sum of points × weight over the trace is the mean."""

    points: float | None
    available_weight: float
    """Share of the applicable weight, down to the single measures, that stands behind the points."""
    applies: bool
    """Whether any part of it does."""
    trace: tuple[TracePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part to weigh, with the share of its own weight that was available below it."""

    trace: TracePart
    available: float = 1.0


def weigh(parts: Sequence[Part], *, least_available_weight: float) -> Weighed:
    """The mean of the parts with points; parts that do not apply leave the base altogether."""
    applies = False
    applicable = with_points = available = 0.0
    for part in parts:
        one = part.trace
        if one.state is not State.NOT_APPLICABLE:
            applies = True
            applicable += one.weight
        if one.points is not None:
            with_points += one.weight
            available += one.weight * part.available
    share = available / applicable if applicable else 0.0
    trace = tuple([_renormalised(part.trace, with_points) for part in parts])
    # A hair of tolerance: 0.65 of the weight added up in floating point is still 65 %.
    enough = with_points > 0 and share >= least_available_weight - 1e-9
    points = sum([(t.points or 0.0) * t.weight for t in trace]) if enough else None
    return Weighed(points=points, available_weight=share, applies=applies, trace=trace)


def _renormalised(part: TracePart, whole: float) -> TracePart:
    weight = part.weight / whole if whole and part.points is not None else 0.0
    if weight == part.weight:
        return part
    # Built anew rather than by `replace`, which takes three times as long and is called for every part.
    return TracePart(
        name=part.name,
        value=part.value,
        points=part.points,
        weight=weight,
        state=part.state,
        rule=part.rule,
    )
