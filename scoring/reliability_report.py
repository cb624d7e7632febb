"""The reliability of one set of ratings: every coefficient that applies, each with its interval."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from core.errors import InputError
from scoring.reliability import (
    Level,
    Rating,
    Ratings,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    interval_by_units,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
    units_needed,
)

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's bounds: from the one on conclusions can rest on it, from the other on tentative ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A coefficient with its 95 % interval; None where the drawn samples give none."""

    value: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityReport:
    """How far the coders of one table agree."""

    level: Level
    units: int
    """Rows with at least two ratings."""
    single: int
    """Rows with one rating: of use only for how often categories are chosen (Fleiss, AC1)."""
    coders: int
    missing: int
    """Empty cells of the rows with at least two ratings."""
    shares: Mapping[str, float]
    """Of every category, among all ratings of the rows with at least two."""
    coefficients: Mapping[str, Coefficient]
    needed: Mapping[float, int]
    """By least alpha: how many units two coders must both code to show it, for the rarest category."""

    @property
    def verdict(self) -> str:
        """By alpha."""
        alpha = self.coefficients["Krippendorff's alpha"].value
        if alpha >= RELIABLE:
            return "reliable"
        return "tentative" if alpha >= TENTATIVE else "unreliable"


def reliability_report(
    ratings: Ratings, level: Level, *, seed: int = 0, draws: int = 1000
) -> ReliabilityReport:
    """InputError when nothing was rated twice, or when words stand where the level needs numbers."""
    pairable = [row for row in ratings if _there(row) > 1]
    rated = [row for row in ratings if _there(row)]
    if not pairable:
        raise InputError("no unit has two ratings, so there is no agreement to measure; add ratings")
    counts = Counter(str(rating) for row in pairable for rating in row if rating is not None)
    shares = {name: number / counts.total() for name, number in sorted(counts.items())}
    try:
        coefficients = {
            name: _with_interval(of, rated, seed=seed, draws=draws)
            for name, of in _coefficients(rated, level).items()
        }
    except ValueError as error:
        raise InputError(f"{error}; choose --level nominal, or write numbers") from None
    return ReliabilityReport(
        level=level,
        units=len(pairable),
        single=sum(_there(row) == 1 for row in ratings),
        coders=len(pairable[0]),
        missing=sum(rating is None for row in pairable for rating in row),
        shares=shares,
        coefficients=coefficients,
        needed=_needed(min(shares.values())),
    )


def _there(row: Sequence[Rating | None]) -> int:
    return sum(rating is not None for rating in row)


def _coefficients(ratings: Ratings, level: Level) -> Mapping[str, Callable[[Ratings], float]]:
    """Kappas are for categories; the two for two coders are given for two only."""
    alpha = {"Krippendorff's alpha": partial(krippendorff_alpha, level=level)}
    if level is not Level.NOMINAL:
        return {"percent agreement": percent_agreement} | alpha
    for_two = {"Cohen's kappa": cohen_kappa, "Scott's pi": scott_pi} if len(ratings[0]) == 2 else {}
    for_any = {"Fleiss's kappa": fleiss_kappa, "Gwet's AC1": gwet_ac1}
    return {"percent agreement": percent_agreement} | for_two | for_any | alpha


def _with_interval(of: Callable[[Ratings], float], ratings: Ratings, *, seed: int, draws: int) -> Coefficient:
    interval = interval_by_units(ratings, of, seed=seed, draws=draws) if len(ratings) > 1 else None
    return Coefficient(value=of(ratings), interval=interval)


def _needed(rarest: float) -> Mapping[float, int]:
    if rarest in (0.0, 1.0):
        return {}
    return {least: units_needed(least, rarest) for least in (RELIABLE, TENTATIVE)}
