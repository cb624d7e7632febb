"""The index itself: a weighted mean of the sub-indices that could be measured."""

from collections.abc import Mapping
from math import exp, log, sqrt

SUB_INDEX_WEIGHTS: Mapping[str, float] = {
    "press": 25,
    "site": 25,
    "social": 10,
    "service": 15,
    "diversity": 10,
    "responsiveness": 10,
    "initiative": 5,
}
"""The weights of definition v0; a scheme may set others."""

LEAST_AVAILABLE_WEIGHT = 0.65
GEOMETRIC_FLOOR = 1.0


def activity_index(
    points: Mapping[str, float | None],
    weights: Mapping[str, float] = SUB_INDEX_WEIGHTS,
    *,
    least_available_weight: float = LEAST_AVAILABLE_WEIGHT,
) -> float | None:
    """The arithmetic mean over what has points; None when too little of the weight is available."""
    there = _available(points, weights, least_available_weight)
    if not there:
        return None
    return sum(weights[name] * value for name, value in there.items()) / _weight(there, weights)


def activity_index_geometric(
    points: Mapping[str, float | None],
    weights: Mapping[str, float] = SUB_INDEX_WEIGHTS,
    *,
    least_available_weight: float = LEAST_AVAILABLE_WEIGHT,
    floor: float = GEOMETRIC_FLOOR,
) -> float | None:
    """The geometric mean, in which one weak part pulls harder; parts below the floor count as the floor."""
    there = _available(points, weights, least_available_weight)
    if not there:
        return None
    logs = sum(weights[name] * log(max(floor, value)) for name, value in there.items())
    return exp(logs / _weight(there, weights))


def activity_index_error(
    standard_errors: Mapping[str, float], weights: Mapping[str, float] = SUB_INDEX_WEIGHTS
) -> float:
    """The standard error of the arithmetic mean if the sub-indices err independently."""
    squares = sum((weights[name] * error) ** 2 for name, error in standard_errors.items())
    return sqrt(squares) / _weight(standard_errors, weights)


def _available(
    points: Mapping[str, float | None], weights: Mapping[str, float], least: float
) -> dict[str, float]:
    there = {name: value for name, value in points.items() if value is not None}
    share = _weight(there, weights) / sum(weights.values())
    return there if share >= least - 1e-9 else {}


def _weight(there: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights[name] for name in there)
