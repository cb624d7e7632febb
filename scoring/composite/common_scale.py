"""The common scale: each indicator's cap, logarithm, direction and normalisation, as its scheme says."""

import numpy as np

from core.errors import InputError
from core.schemes import Direction
from scoring.composite import normalise
from scoring.composite.choices import Method
from scoring.composite.grid import Grid, Mask, Numbers
from scoring.composite.hierarchy import Branch, End, Leaf, leaves
from scoring.composite.scheme import TableScheme

type Ends = tuple[End | None, End | None]

_NEEDS_SPREAD = {Method.MIN_MAX, Method.Z_SCORE, Method.DISTANCE_TO_MAX, Method.PERCENTILE_RANK}
_ON_SCALE = {
    Method.MIN_MAX,
    Method.GOALPOSTS,
    Method.TARGET_RATIO,
    Method.DISTANCE_TO_TARGET,
    Method.DISTANCE_TO_REFERENCE,
    Method.DISTANCE_TO_MAX,
    Method.FRACTION_OF_MAX,
    Method.PERCENTILE_RANK,
}
"""Methods that give 0 to 1 and are then stretched to the scheme's scale."""


def on_common_scale(grid: Grid, scheme: TableScheme) -> Grid:
    """Every indicator normalised, over all periods or over each."""
    return grid.with_columns(
        {leaf.id: normalised(grid.column(leaf.id), leaf, scheme, grid) for leaf in leaves(scheme.index)}
    )


def normalised_again(values: Numbers, branch: Branch, scheme: TableScheme, grid: Grid) -> Numbers:
    """A whole put on the scale once more, as the United Nations do with means of z-scores."""
    if branch.again is None:
        return _held(values, branch.points_within)
    as_leaf = Leaf(id=branch.id, normalisation=branch.again, goalposts=branch.goalposts)
    return _held(normalised(values, as_leaf, scheme, grid), branch.points_within)


def normalised(column: Numbers, leaf: Leaf, scheme: TableScheme, grid: Grid) -> Numbers:
    """One column on the scheme's scale; `grid` says which rows belong to which unit and period."""
    whole = np.ones(len(column), dtype=bool)
    parts = [whole] if scheme.over == "all_periods" else list(grid.period_masks().values())
    points = np.full(column.shape, np.nan)
    for rows in parts:
        if not np.isnan(column[rows]).all():
            points[rows] = _points_of(column[rows], leaf, scheme, grid.rows(rows))
    low, high = scheme.ends
    on_scale = points * (high - low) + low if scheme.method_of(leaf) in _ON_SCALE else points
    return _held(on_scale, leaf.points_within)


def _points_of(column: Numbers, leaf: Leaf, scheme: TableScheme, grid: Grid) -> Numbers:
    """Ends that are percentiles are found here, in the rows that are normalised together."""
    cap, posts = _settled(leaf.cap, column), _settled(leaf.goalposts, column)
    low, high = posts or (None, None)
    if low is not None and high is not None and low >= high:
        raise InputError(f"column '{leaf.source}': the goalposts come out as {low:g} and {high:g}; move one")
    settled = leaf.model_copy(update={"cap": cap, "goalposts": posts})
    values = _logarithm(_held(column, settled.cap), settled, grid)
    with np.errstate(all="ignore"):
        points = _points(values, settled, scheme, grid)
    endless = np.flatnonzero(~np.isfinite(points) & ~np.isnan(values))
    if endless.size:
        trouble = f"{column[endless[0]]:g} gives no points that can be reckoned with; correct the column"
        raise grid.cell_error(int(endless[0]), leaf.source, trouble)
    return points


def _settled(ends: Ends | None, column: Numbers) -> tuple[float | None, ...] | None:
    if ends is None:
        return None
    return tuple(float(np.nanpercentile(column, float(e[1:]))) if isinstance(e, str) else e for e in ends)


def _held(values: Numbers, ends: Ends | None) -> Numbers:
    """What lies beyond the ends counts as the ends."""
    low, high = (float(end) if end is not None else None for end in ends or (None, None))
    return np.clip(values, -np.inf if low is None else low, np.inf if high is None else high)


def _logarithm(values: Numbers, leaf: Leaf, grid: Grid) -> Numbers:
    if not leaf.logarithm:
        return values
    low = float(leaf.goalposts[0]) if leaf.goalposts and leaf.clip else None
    # What lies below a clipped low post gets no points whatever it is, so zero and less need no logarithm.
    held = values if low is None else np.fmax(values, np.where(np.isnan(values), np.nan, low))
    bad = np.flatnonzero(held <= 0)
    if bad.size:
        trouble = f"{values[bad[0]]:g} has no logarithm; correct it, or set 'cap: [least, null]' above zero"
        raise grid.cell_error(int(bad[0]), leaf.source, trouble)
    return np.asarray(np.log(held))


def _points(values: Numbers, leaf: Leaf, scheme: TableScheme, grid: Grid) -> Numbers:
    method = scheme.method_of(leaf)
    sign = 1.0 if leaf.direction is Direction.MORE else -1.0
    if method in _NEEDS_SPREAD and np.nanmin(values) == np.nanmax(values):
        raise InputError(
            f"column '{leaf.source}' has the same value for every unit that has one, so {method} cannot "
            "place them; give it goalposts or take it out"
        )
    match method:
        case Method.MIN_MAX:
            return normalise.min_max(sign * values)
        case Method.Z_SCORE:
            rule = scheme.z_score
            return normalise.z_score(sign * values, rule.mean, rule.sd, of_sample=rule.spread == "sample")
        case Method.DISTANCE_TO_MAX:
            return normalise.distance_to_max(sign * values)
        case Method.FRACTION_OF_MAX:
            _refuse_below_zero(values, leaf, method)
            if np.nanmax(values) == 0:
                raise InputError(f"column '{leaf.source}': the most is 0, and nothing is a fraction of it")
            return normalise.fraction_of_max(sign * values)
        case Method.PERCENTILE_RANK:
            return normalise.percentile_rank(sign * values)
        case Method.RANK:
            return normalise.rank(sign * values)
        case Method.BORDA:
            return normalise.borda(sign * values)
        case Method.NONE:
            return sign * values
        case _:
            return _against_fixed_ends(values, leaf, method, sign, grid)


def _against_fixed_ends(values: Numbers, leaf: Leaf, method: Method, sign: float, grid: Grid) -> Numbers:
    if method is Method.GOALPOSTS:
        low, high = sorted(sign * _end(float(post), leaf) for post in leaf.goalposts or ())
        return normalise.goalposts(sign * values, low, high, clip=leaf.clip)
    if method is Method.DISTANCE_TO_REFERENCE:
        return _distance(sign * values, sign * _reference(values, leaf, grid), leaf)
    target = _end(leaf.target or 0.0, leaf)
    if method is Method.TARGET_RATIO:
        _refuse_below_zero(values, leaf, method)
        if target <= 0:
            raise InputError(f"column '{leaf.source}': the target of target_ratio must be above 0")
        return normalise.target_ratio(values, target, less_is_better=sign < 0)
    return _distance(sign * values, sign * target, leaf)


def _distance(values: Numbers, target: float, leaf: Leaf) -> Numbers:
    if target <= np.nanmin(values):
        raise InputError(
            f"column '{leaf.source}': no unit is worse than the target or the reference, so there is no "
            "distance to measure; choose another"
        )
    return normalise.distance_to_target(values, target, clip=leaf.clip)


def _refuse_below_zero(values: Numbers, leaf: Leaf, method: Method) -> None:
    if np.nanmin(values) < 0:
        raise InputError(f"column '{leaf.source}': {method} cannot take values below 0")


def _end(value: float, leaf: Leaf) -> float:
    """Goalposts and targets are written in the column's own unit, also where its logarithm is used."""
    return float(np.log(value)) if leaf.logarithm else value


def _reference(values: Numbers, leaf: Leaf, grid: Grid) -> float:
    there: Mask = np.array([unit == leaf.reference for unit in grid.units], dtype=bool)
    known = values[there & ~np.isnan(values)]
    if not known.size:
        raise InputError(f"column '{leaf.source}': the reference unit '{leaf.reference}' has no value there")
    return float(known[-1])
