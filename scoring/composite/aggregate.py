"""Aggregation: weighted means of the parts that are there, and the Copeland count of pairwise wins."""

import numpy as np

from scoring.composite.choices import Mean
from scoring.composite.grid import Numbers
from scoring.composite.outrank import copeland


def aggregate(
    values: Numbers,
    weights: Numbers,
    how: Mean = Mean.ARITHMETIC,
    *,
    least_available: float = 0.0,
    floor: float | None = None,
    power: float = 1.0,
    least_parts: int = 0,
) -> Numbers:
    """One number per row; missing parts leave with their weight, if enough of the weight is there."""
    raised = values if floor is None else np.fmax(values, np.where(np.isnan(values), np.nan, floor))
    match how:
        case Mean.ARITHMETIC:
            whole = arithmetic_mean(raised, weights)
        case Mean.GEOMETRIC:
            whole = geometric_mean(raised, weights)
        case Mean.HARMONIC:
            whole = harmonic_mean(raised, weights)
        case Mean.POWER:
            whole = power_mean(raised, weights, power)
        case Mean.COPELAND:
            whole = copeland(raised, weights)
        case Mean.FORMULA:
            raise ValueError("a formula puts its parts together by itself")
    enough = available_weight(values, weights) >= least_available - 1e-9
    return np.where(enough & (parts_there(values, weights) >= least_parts), whole, np.nan)


def available_weight(values: Numbers, weights: Numbers) -> Numbers:
    """For each row, the share of the weight whose parts are there."""
    return np.asarray(_weights_there(values, weights).sum(axis=1) / weights.sum())


def parts_there(values: Numbers, weights: Numbers) -> Numbers:
    """For each row, how many parts with a weight are there."""
    return np.asarray((_weights_there(values, weights) > 0).sum(axis=1))


def arithmetic_mean(values: Numbers, weights: Numbers) -> Numbers:
    """Σ w·x / Σ w."""
    there = _weights_there(values, weights)
    return _divide(np.nansum(there * values, axis=1), there.sum(axis=1))


def geometric_mean(values: Numbers, weights: Numbers) -> Numbers:
    """exp(Σ w·ln x / Σ w); a zero makes the whole zero."""
    there = _weights_there(values, weights)
    positive = np.where(values > 0, values, 1.0)
    mean = np.exp(_divide((there * np.log(positive)).sum(axis=1), there.sum(axis=1)))
    return np.where(_has_zero(values, there), 0.0, mean)


def harmonic_mean(values: Numbers, weights: Numbers) -> Numbers:
    """Σ w / Σ (w/x); a zero makes the whole zero."""
    there = _weights_there(values, weights)
    positive = np.where(values > 0, values, 1.0)
    mean = _divide(there.sum(axis=1), (there / positive).sum(axis=1))
    return np.where(_has_zero(values, there), 0.0, mean)


def power_mean(values: Numbers, weights: Numbers, power: float) -> Numbers:
    """(Σ w·x^p / Σ w)^(1/p); where p is below 0, a zero makes the whole zero."""
    there = _weights_there(values, weights)
    raised = np.where(values > 0, values, 1.0 if power < 0 else 0.0) ** power
    mean = _divide((there * raised).sum(axis=1), there.sum(axis=1)) ** (1 / power)
    return np.where(_has_zero(values, there), 0.0, mean) if power < 0 else np.asarray(mean)


def _weights_there(values: Numbers, weights: Numbers) -> Numbers:
    return np.where(np.isnan(values), 0.0, weights)


def _has_zero(values: Numbers, there: Numbers) -> np.ndarray:
    return np.asarray(((values == 0) & (there > 0)).any(axis=1))


def _divide(numerator: Numbers, denominator: Numbers) -> Numbers:
    empty = np.full(numerator.shape, np.nan)
    return np.asarray(np.divide(numerator, denominator, out=empty, where=denominator > 0))
