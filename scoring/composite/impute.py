"""Imputation: what stands in for a missing value, column by column."""

from collections.abc import Callable, Iterator

import numpy as np

from core.errors import InputError
from scoring.composite.choices import Filling
from scoring.composite.grid import Grid, Mask, Numbers
from scoring.composite.scheme import Imputation


def imputed(grid: Grid, rule: Imputation) -> Grid:
    """Fill by a middle of the same period (and group), by a constant, or from the unit's other periods."""
    match rule.method:
        case Filling.MEAN:
            return _by_middle(grid, rule, np.mean)
        case Filling.MEDIAN:
            return _by_middle(grid, rule, np.median)
        case Filling.CONSTANT:
            return grid.with_values(np.nan_to_num(grid.values, nan=rule.value or 0.0))
        case Filling.LATEST:
            return _along_periods(grid, _latest)
        case Filling.LINEAR:
            return _along_periods(grid, _linear)


def _by_middle(grid: Grid, rule: Imputation, middle: Callable[[Numbers], np.floating]) -> Grid:
    values = grid.values.copy()
    for rows in _peer_groups(grid, rule.by):
        for column in range(values.shape[1]):
            peers = grid.values[rows, column]
            known = peers[~np.isnan(peers)]
            if known.size:
                values[rows & np.isnan(values[:, column]), column] = middle(known)
    return grid.with_values(values)


def _peer_groups(grid: Grid, by: str | None) -> Iterator[Mask]:
    groups = np.array(grid.texts[by] if by else ("",) * len(grid.units), dtype=object)
    for period in grid.period_masks().values():
        for group in dict.fromkeys(groups[period]):
            yield period & (groups == group)


def _along_periods(grid: Grid, fill: Callable[[Numbers, Numbers], Numbers]) -> Grid:
    if not grid.periods:
        raise InputError("imputation from other periods needs a table of several; name the period column")
    values = grid.values.copy()
    times = _times(grid.periods)
    units = np.array(grid.units, dtype=object)
    for unit in dict.fromkeys(grid.units):
        rows = np.flatnonzero(units == unit)
        rows = rows[np.argsort(times[rows], kind="stable")]
        for column in range(values.shape[1]):
            values[rows, column] = fill(times[rows], values[rows, column])
    return grid.with_values(values)


def _times(periods: tuple[str, ...]) -> Numbers:
    """Periods as numbers where they are numbers (years), else their places in alphabetical order."""
    try:
        return np.array([float(period) for period in periods])
    except ValueError:
        order = {period: place for place, period in enumerate(sorted(set(periods)))}
        return np.array([float(order[period]) for period in periods])


def _latest(_: Numbers, series: Numbers) -> Numbers:
    filled = series.copy()
    for place in range(1, len(filled)):
        if np.isnan(filled[place]):
            filled[place] = filled[place - 1]
    return filled


def _linear(times: Numbers, series: Numbers) -> Numbers:
    """Between two known periods on a line; before the first and after the last nothing is invented."""
    known = ~np.isnan(series)
    if not known.any():
        return series
    inside = np.interp(times, times[known], series[known], left=np.nan, right=np.nan)
    return np.where(known, series, inside)
