"""Screening: units with too little data, or too many zeros, are not scored."""

from dataclasses import dataclass

import numpy as np

from scoring.composite.grid import Grid, Mask, Numbers
from scoring.composite.scheme import Screening


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Screened:
    """For each row: how much data there is, how much of it is not zero, and whether it stays."""

    data: Numbers
    nonzero: Numbers
    kept: Mask


def screened(grid: Grid, rule: Screening) -> Screened:
    """Judge every row; units named in `keep` and `drop` are not judged."""
    there = ~np.isnan(grid.values)
    data = there.mean(axis=1)
    nonzero = np.divide(
        (there & (grid.values != 0)).sum(axis=1), there.sum(axis=1), out=np.zeros(len(data)), where=data > 0
    )
    units = np.array(grid.units, dtype=object)
    # A share that equals the limit on paper may fall a hair below it in floating point.
    passes = (data >= rule.least_data - 1e-12) & (nonzero >= rule.least_nonzero - 1e-12)
    kept = (passes | np.isin(units, rule.keep)) & ~np.isin(units, rule.drop)
    return Screened(data=data, nonzero=nonzero, kept=kept)
