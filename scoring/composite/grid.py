"""A grid: numbers by unit (and period) and column, with NaN where there is no value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError

type Numbers = NDArray[np.float64]
type Mask = NDArray[np.bool_]


class CellError(InputError):
    """One value with which a step cannot go on; who knows the file adds the line."""

    def __init__(self, *, unit: str, period: str, column: str, trouble: str) -> None:
        super().__init__(f"unit '{unit}', column '{column}': {trouble}")
        self.unit, self.period, self.column, self.trouble = unit, period, column, trouble


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """One row per unit, or per unit and period; `texts` are columns of words beside the numbers."""

    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Numbers
    periods: tuple[str, ...] = ()
    """Parallel to the units; empty when the table is of one period."""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def column(self, name: str) -> Numbers:
        """One column's numbers."""
        return np.asarray(self.values[:, self.columns.index(name)])

    def with_values(self, values: Numbers) -> Self:
        """The same rows and columns with other numbers."""
        return replace(self, values=values)

    def with_columns(self, columns: Mapping[str, Numbers]) -> Self:
        """The same rows with other columns."""
        empty = np.empty((len(self.units), 0))
        values = np.column_stack(list(columns.values())) if columns else empty
        return replace(self, columns=tuple(columns), values=values)

    def only_columns(self, names: Sequence[str]) -> Self:
        """The named columns, in that order."""
        return self.with_columns({name: self.column(name) for name in names})

    def rows(self, keep: Mask) -> Self:
        """The rows that are kept."""
        kept = [place for place, kept in enumerate(keep) if kept]
        return replace(
            self,
            units=tuple(self.units[i] for i in kept),
            periods=tuple(self.periods[i] for i in kept) if self.periods else (),
            values=self.values[kept],
            texts={name: tuple(words[i] for i in kept) for name, words in self.texts.items()},
        )

    def cell_error(self, row: int, column: str, trouble: str) -> CellError:
        """An error about one of this grid's values."""
        period = self.periods[row] if self.periods else ""
        return CellError(unit=self.units[row], period=period, column=column, trouble=trouble)

    def period_masks(self) -> dict[str, Mask]:
        """The rows of each period, in the order in which periods first appear."""
        if not self.periods:
            return {"": np.ones(len(self.units), dtype=bool)}
        periods = np.array(self.periods)
        return {period: periods == period for period in dict.fromkeys(self.periods)}
