"""Building an index: the steps in the scheme's order, then normalisation, then the hierarchy upward."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scoring.composite.aggregate import aggregate
from scoring.composite.choices import Gate, Mean, Step
from scoring.composite.common_scale import normalised_again, on_common_scale
from scoring.composite.denominate import denominated
from scoring.composite.grid import Grid, Mask, Numbers
from scoring.composite.hierarchy import Branch, Leaf, branches, leaves, nodes
from scoring.composite.impute import imputed
from scoring.composite.ranking import round_half_up
from scoring.composite.scheme import TableScheme
from scoring.composite.screen import Screened, screened
from scoring.composite.treat import Treated, treated


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Built:
    """An index with every stage on the way to it."""

    stages: Mapping[str, Grid]
    """raw, then the steps by name in their order, then normalised and aggregated."""
    screening: Screened | None = None
    """Of all rows of the table, when units were screened."""
    treatments: Mapping[str, Treated] = field(default_factory=dict)

    @property
    def points(self) -> Grid:
        """Of every part and whole, for the units that were kept."""
        return self.stages["aggregated"]


def build(scheme: TableScheme, raw: Grid, denominators: Mapping[str, Numbers] | None = None) -> Built:
    """Take a grid whose columns are the ids of the scheme's indicators through every stage."""
    given = _with_stand_ins(raw, leaves(scheme.index))
    grid, sizes = given, dict(denominators or {})
    kept: Mask = np.ones(len(raw.units), dtype=bool)
    stages = {"raw": raw}
    screening: Screened | None = None
    treatments: dict[str, Treated] = {}
    for step in scheme.steps_in_order:
        match step:
            case Step.SCREEN if scheme.screening:
                screening = screened(grid, scheme.screening)
                kept = screening.kept
                grid, sizes = grid.rows(kept), {name: column[kept] for name, column in sizes.items()}
            case Step.DENOMINATE:
                grid = denominated(grid, leaves(scheme.index), sizes)
            case Step.IMPUTE if scheme.imputation:
                grid = imputed(grid, scheme.imputation)
            case Step.TREAT if scheme.outliers:
                grid, treatments = treated(grid, leaves(scheme.index), scheme.outliers)
        stages[step.value] = grid
    stages["normalised"] = on_common_scale(grid, scheme)
    stages["aggregated"] = aggregated(scheme, stages["normalised"], given.rows(kept))
    return Built(stages=stages, screening=screening, treatments=treatments)


def _with_stand_ins(raw: Grid, indicators: list[Leaf]) -> Grid:
    """Where an indicator names a value of its own for what is missing, it stands there from the start."""
    values = {leaf.id: raw.column(leaf.id) for leaf in indicators}
    for leaf in indicators:
        if leaf.if_missing is not None:
            values[leaf.id] = np.where(np.isnan(values[leaf.id]), leaf.if_missing, values[leaf.id])
    return raw.with_columns(values)


def aggregated(scheme: TableScheme, normalised: Grid, raw: Grid) -> Grid:
    """Every part and whole of the hierarchy, the outermost first; `raw` tells the gates what was zero."""
    points: dict[str, Numbers] = {}
    _add(scheme.index, scheme, normalised, raw, points)
    root = scheme.index.id
    for node in nodes(scheme.index):
        if node.gate is Gate.WHOLE:
            points[root] = _zero_where(_is_zero(node, raw, points), points[root])
    return normalised.with_columns({node.id: points[node.id] for node in nodes(scheme.index)})


def _add(
    node: Branch | Leaf, scheme: TableScheme, normalised: Grid, raw: Grid, points: dict[str, Numbers]
) -> None:
    if isinstance(node, Leaf):
        values = normalised.column(node.id)
    else:
        for part in node.parts:
            _add(part, scheme, normalised, raw, points)
        values = _whole(node, scheme, raw, points, normalised)
    points[node.id] = values if node.decimals is None else round_half_up(values, node.decimals)


def _whole(
    node: Branch, scheme: TableScheme, raw: Grid, points: Mapping[str, Numbers], normalised: Grid
) -> Numbers:
    parts = np.column_stack([points[part.id] for part in node.parts])
    _refuse_negative(parts, node, normalised)
    weights = np.array([part.weight for part in node.parts])
    least = scheme.least_available if node.least_available is None else node.least_available
    values = np.full(len(parts), np.nan)
    # A Copeland count compares units with one another, so each period is a contest of its own.
    for rows in normalised.period_masks().values():
        values[rows] = (
            aggregate(
                parts[rows],
                weights,
                node.how,
                least_available=least,
                floor=node.floor,
                power=node.power or 1.0,
                least_parts=node.least_parts or 0,
            )
            if node.formula is None
            else node.formula.value({part.id: points[part.id][rows] for part in node.parts})
        )
    _refuse_infinite(values, node, normalised)
    values = normalised_again(values, node, scheme, normalised)
    for part in node.parts:
        if part.gate is Gate.PARENT:
            values = _zero_where(_is_zero(part, raw, points), values)
    return values


def _refuse_negative(parts: Numbers, node: Branch, grid: Grid) -> None:
    if node.how not in (Mean.GEOMETRIC, Mean.HARMONIC, Mean.POWER) or node.floor is not None:
        return
    below = np.argwhere(parts < 0)
    if below.size:
        row, place = below[0]
        part = node.parts[place]
        raise grid.cell_error(
            int(row),
            part.source if isinstance(part, Leaf) else part.id,
            f"'{node.id}': the aggregation {node.how} cannot take parts below zero, and here is "
            f"{parts[row, place]:g}; normalise the part to a scale from 0, or set a floor",
        )


def _refuse_infinite(values: Numbers, node: Branch, grid: Grid) -> None:
    endless = np.flatnonzero(np.isinf(values))
    if endless.size:
        raise grid.cell_error(int(endless[0]), node.id, _endless(node))


def _endless(node: Branch) -> str:
    if node.formula:
        return f"the formula '{node.formula.text}' cannot be worked out here; it divides by 0, or the like"
    return "its parts are too large to be put together; correct the table"


def _is_zero(node: Branch | Leaf, raw: Grid, points: Mapping[str, Numbers]) -> Mask:
    """An indicator's gate looks at the value in the table: the least of min–max is 0 and no zero."""
    values = raw.column(node.id) if isinstance(node, Leaf) else points[node.id]
    return np.asarray(values == 0)


def _zero_where(zero: Mask, values: Numbers) -> Numbers:
    return np.where(zero & ~np.isnan(values), 0.0, values)


def wholes(scheme: TableScheme) -> list[str]:
    """The ids of everything that is made of parts, the outermost first."""
    return [branch.id for branch in branches(scheme.index)]
