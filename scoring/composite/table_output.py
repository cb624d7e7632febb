"""What comes out of a scored table: scores and ranks, and every stage on the way, as CSV texts."""

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.composite.build import Built, wholes
from scoring.composite.csv_table import write_csv
from scoring.composite.grid import Grid, Mask, Numbers
from scoring.composite.ranking import rank_scores, round_half_up
from scoring.composite.scheme import TableScheme
from scoring.composite.weights import effective_weights


def scores_text(scheme: TableScheme, raw: Grid, built: Built, period_column: str | None) -> str:
    """One row for each row of the table: points, ranks, and a note where there is no score."""
    kept = _kept(raw, built)
    ids = wholes(scheme)
    columns = {name: _spread(built.points.column(name), kept) for name in ids}
    shown = {name: _printed(scheme, values) for name, values in columns.items()}
    ranked = shown if scheme.rounding and scheme.rounding.before_ranking else columns
    ranks = _rank_columns(scheme, raw, ranked)
    bands = {"band": _bands(scheme, ranked[scheme.index.id])} if scheme.bands else {}
    header = [*_key_columns(scheme, period_column), *shown, *ranks, *bands, "note"]
    numbers = [values.tolist() for values in (*shown.values(), *ranks.values())]
    notes = _notes(scheme, built, columns[scheme.index.id])
    rows = zip(*_key_cells(scheme, raw), *numbers, *bands.values(), notes, strict=True)
    return write_csv(header, list(rows))


def _kept(raw: Grid, built: Built) -> Mask:
    return built.screening.kept if built.screening else np.ones(len(raw.units), dtype=bool)


def _spread(values: Numbers, kept: Mask) -> Numbers:
    """Back onto all rows of the table: units that were screened out have no score."""
    column = np.full(kept.shape, np.nan)
    column[kept] = values
    return column


def _printed(scheme: TableScheme, values: Numbers) -> Numbers:
    return round_half_up(values, scheme.rounding.decimals) if scheme.rounding else values


def _rank_columns(scheme: TableScheme, raw: Grid, scores: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """`rank` and `rank_<id>` over all units of a period, `rank_in_<column>` inside each group."""
    root = scheme.index.id
    everybody = ("",) * len(raw.units)
    ranks = {
        "rank" if name == root else f"rank_{name}": _ranked(scheme, raw, values, everybody)
        for name, values in scores.items()
    }
    in_groups = {
        f"rank_in_{group}": _ranked(scheme, raw, scores[root], raw.texts[group]) for group in scheme.groups
    }
    return ranks | in_groups


def _ranked(scheme: TableScheme, raw: Grid, scores: Numbers, groups: Sequence[str]) -> Numbers:
    ranks = np.full(scores.shape, np.nan)
    group = np.array(groups, dtype=object)
    for period in raw.period_masks().values():
        for name in dict.fromkeys(groups):
            rows = period & (group == name)
            if not name and any(groups):
                # Units whose group is not given are no group together.
                continue
            ranks[rows] = rank_scores(scores[rows], scheme.ranking)
    return ranks


def _bands(scheme: TableScheme, scores: Numbers) -> list[str]:
    """The band in which each score lies; its lower edge belongs to it, and below the lowest there is none."""
    upward = sorted(scheme.bands, key=lambda band: band.from_score)

    def band(score: float) -> str:
        # As in ranks, a hair below the edge is floating-point noise.
        return next((b.name for b in reversed(upward) if float(f"{score:.12g}") >= b.from_score), "")

    return [band(score) for score in scores.tolist()]


def _notes(scheme: TableScheme, built: Built, scores: Numbers) -> list[str]:
    """Why a unit has no score, in words."""
    notes = ["" if known else "too little data for the index" for known in ~np.isnan(scores)]
    if built.screening and scheme.screening:
        least = f"{100 * scheme.screening.least_data:g} %"
        for place in np.flatnonzero(~built.screening.kept):
            there = f"{100 * built.screening.data[place]:.1f} %"
            notes[place] = f"screened out: {there} of its data is there, {least} is asked for"
    return notes


def _key_columns(scheme: TableScheme, period_column: str | None) -> list[str]:
    period = [period_column] if period_column else []
    return [scheme.unit, *period, *text_columns(scheme)]


def _key_cells(scheme: TableScheme, grid: Grid) -> list[tuple[str, ...]]:
    period = [grid.periods] if grid.periods else []
    return [grid.units, *period, *(grid.texts[name] for name in text_columns(scheme))]


def stages_text(scheme: TableScheme, raw: Grid, built: Built, period_column: str | None) -> dict[str, str]:
    """Every stage in order, the effective weights, and what was treated and screened out, by file name."""
    keys = _key_columns(scheme, period_column)
    stages = {
        f"{number}-{_STAGE_NAMES.get(name, name)}.csv": _grid_text(scheme, grid, keys)
        for number, (name, grid) in enumerate(built.stages.items())
    }
    weights = effective_weights(scheme)
    stages["weights.csv"] = write_csv(("id", "effective_weight"), list(weights.items()))
    if built.treatments:
        rows = [(name, t.treatment.value, t.points) for name, t in built.treatments.items()]
        stages["treatments.csv"] = write_csv(("id", "treatment", "points_moved"), rows)
    if built.screening:
        stages["screening.csv"] = _screening_text(scheme, raw, built, keys)
    return stages


_STAGE_NAMES = {"screen": "screened", "denominate": "denominated", "impute": "imputed", "treat": "treated"}


def _grid_text(scheme: TableScheme, grid: Grid, keys: Sequence[str]) -> str:
    columns = [column.tolist() for column in grid.values.T]
    return write_csv((*keys, *grid.columns), list(zip(*_key_cells(scheme, grid), *columns, strict=True)))


def _screening_text(scheme: TableScheme, raw: Grid, built: Built, keys: Sequence[str]) -> str:
    assert built.screening is not None
    found = built.screening
    kept = ["yes" if kept else "no" for kept in found.kept]
    cells = zip(*_key_cells(scheme, raw), found.data.tolist(), found.nonzero.tolist(), kept, strict=True)
    return write_csv((*keys, "data_share", "nonzero_share", "kept"), list(cells))


def text_columns(scheme: TableScheme) -> list[str]:
    label = [scheme.label] if scheme.label else []
    by = [scheme.imputation.by] if scheme.imputation and scheme.imputation.by else []
    return list(dict.fromkeys([*label, *scheme.groups, *by]))
