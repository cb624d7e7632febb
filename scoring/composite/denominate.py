"""Denomination: a column divided by a size, so that large and small units can be compared."""

from collections.abc import Mapping

import numpy as np

from scoring.composite.grid import Grid, Numbers
from scoring.composite.hierarchy import Leaf


def denominated(grid: Grid, leaves: list[Leaf], denominators: Mapping[str, Numbers]) -> Grid:
    """Every column with a denominator is divided by it, times `per`; the others stay."""
    columns = {
        leaf.id: _divided(grid, leaf, denominators[leaf.denominator])
        if leaf.denominator
        else grid.column(leaf.id)
        for leaf in leaves
    }
    return grid.with_columns(columns)


def _divided(grid: Grid, leaf: Leaf, denominator: Numbers) -> Numbers:
    values = grid.column(leaf.id)
    zero = np.flatnonzero((denominator == 0) & ~np.isnan(values))
    if zero.size:
        trouble = f"it is divided by '{leaf.denominator}', which is zero; correct that or leave it empty"
        raise grid.cell_error(int(zero[0]), leaf.source, trouble)
    shares = np.divide(values, denominator, out=np.full(values.shape, np.nan), where=denominator != 0)
    return np.asarray(shares * leaf.per)
