"""Reliability of people: how far coders agree beyond chance, and how many items to code to know it.

Units are rows, coders are columns, None is a missing rating. Formulas: Cohen 1960, Scott 1955,
Fleiss 1971, Gwet 2008, Krippendorff 2004; see docs/methodology/reliability.md.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from math import ceil
from statistics import NormalDist, fmean

import numpy as np

type Rating = Hashable
type Ratings = Sequence[Sequence[Rating | None]]


class Level(StrEnum):
    """The scale of the ratings; all but nominal need numbers."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def percent_agreement(ratings: Ratings) -> float:
    """The mean over units of the share of agreeing pairs of coders; units with one rating are left out."""
    return fmean(_pair_agreement(counts) for counts in _table(ratings) if counts.total() > 1)


def cohen_kappa(ratings: Ratings) -> float:
    """Two coders, each with habits of his own; only units both have rated."""
    pairs = [(row[0], row[1]) for row in _two_coders(ratings) if None not in row]
    observed = fmean(a == b for a, b in pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[c] * second[c] for c in first) / len(pairs) ** 2
    return _beyond_chance(observed, expected)


def scott_pi(ratings: Ratings) -> float:
    """Two coders taken as interchangeable; only units both have rated."""
    pairs = [(row[0], row[1]) for row in _two_coders(ratings) if None not in row]
    observed = fmean(a == b for a, b in pairs)
    pooled = Counter(rating for pair in pairs for rating in pair)
    expected = sum((n / (2 * len(pairs))) ** 2 for n in pooled.values())
    return _beyond_chance(observed, expected)


def fleiss_kappa(ratings: Ratings) -> float:
    """Any number of coders; with missing ratings each unit weighs alike (Gwet's generalisation)."""
    shares = _category_shares(ratings)
    return _beyond_chance(percent_agreement(ratings), sum(share**2 for share in shares.values()))


def gwet_ac1(ratings: Ratings) -> float:
    """Like Fleiss's kappa but steady when one category dominates."""
    shares = _category_shares(ratings)
    if len(shares) == 1:
        return 1.0
    expected = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return _beyond_chance(percent_agreement(ratings), expected)


def krippendorff_alpha(ratings: Ratings, level: Level = Level.NOMINAL) -> float:
    """1 − observed/expected disagreement over all pairable ratings; missing ratings are left out."""
    pairable = [counts for counts in _table(ratings) if counts.total() > 1]
    values = _ordered({rating for counts in pairable for rating in counts}, level)
    coincidences = _coincidences(pairable, values)
    totals = coincidences.sum(axis=0)
    distances = _distances(values, totals, level)
    expected = float((np.outer(totals, totals) * distances).sum())
    if expected == 0:
        return 1.0
    return 1 - float((totals.sum() - 1) * (coincidences * distances).sum()) / expected


def interval_by_units(
    ratings: Ratings, coefficient: Callable[[Ratings], float], *, seed: int, draws: int = 1000
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a coefficient: units are drawn again with replacement."""
    random = np.random.default_rng(seed)
    samples = (random.integers(len(ratings), size=len(ratings)) for _ in range(draws))
    values = [_or_none(coefficient, [ratings[i] for i in sample]) for sample in samples]
    low, high = np.quantile([v for v in values if v is not None], (0.025, 0.975))
    return float(low), float(high)


def units_needed(least_alpha: float, rarest_share: float, *, significance: float = 0.05) -> int:
    """How many units two coders must both code to show an alpha of at least this (Bloch & Kraemer)."""
    return ceil(units_needed_exactly(least_alpha, rarest_share, significance=significance))


def units_needed_exactly(least_alpha: float, rarest_share: float, *, significance: float = 0.05) -> float:
    """The same before rounding up; the rarest category that matters has the share p."""
    # Published tables use z with three decimals (1.645 for 5 %).
    z = round(NormalDist().inv_cdf(1 - significance), 3)
    a, p = least_alpha, rarest_share
    return 2 * z**2 * ((1 + a) * (3 - a) / (4 * p * (1 - p) * (1 - a)) - a)


def _two_coders(ratings: Ratings) -> Ratings:
    if any(len(row) != 2 for row in ratings):
        raise ValueError("this coefficient is for two coders; use Fleiss, AC1 or alpha for more")
    return ratings


def _table(ratings: Ratings) -> list[Counter[Rating]]:
    return [Counter(rating for rating in row if rating is not None) for row in ratings]


def _pair_agreement(counts: Counter[Rating]) -> float:
    coders = counts.total()
    return sum(n * (n - 1) for n in counts.values()) / (coders * (coders - 1))


def _category_shares(ratings: Ratings) -> dict[Rating, float]:
    """The mean over rated units of each category's share inside the unit."""
    rated = [counts for counts in _table(ratings) if counts]
    categories = {rating for counts in rated for rating in counts}
    return {c: fmean(counts[c] / counts.total() for counts in rated) for c in categories}


def _beyond_chance(observed: float, expected: float) -> float:
    # Everybody gave every unit the same category: agreement is complete and chance explains nothing.
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def _ordered(values: set[Rating], level: Level) -> list[Rating]:
    if level is Level.NOMINAL:
        return sorted(values, key=repr)
    if not all(isinstance(value, int | float) for value in values):
        raise ValueError(f"{level} alpha needs numbers as ratings")
    return sorted(values, key=_as_number)


def _as_number(value: Rating) -> float:
    assert isinstance(value, int | float)
    return float(value)


def _coincidences(pairable: Sequence[Counter[Rating]], values: Sequence[Rating]) -> np.ndarray:
    place: Mapping[Rating, int] = {value: i for i, value in enumerate(values)}
    matrix = np.zeros((len(values), len(values)))
    for counts in pairable:
        row = np.zeros(len(values))
        for rating, n in counts.items():
            row[place[rating]] = n
        matrix += (np.outer(row, row) - np.diag(row)) / (counts.total() - 1)
    return matrix


def _distances(values: Sequence[Rating], totals: np.ndarray, level: Level) -> np.ndarray:
    size = len(values)
    if level is Level.NOMINAL:
        return 1 - np.eye(size)
    if level is Level.ORDINAL:
        # Between two ranks lie all ratings from the one to the other, the two ends by half.
        reached = np.cumsum(totals) - totals / 2
        return np.asarray((reached[:, None] - reached[None, :]) ** 2)
    numbers = np.array([_as_number(value) for value in values])
    differences = numbers[:, None] - numbers[None, :]
    if level is Level.INTERVAL:
        return np.asarray(differences**2)
    sums = numbers[:, None] + numbers[None, :]
    return np.asarray(np.divide(differences, sums, out=np.zeros((size, size)), where=sums != 0) ** 2)


def _or_none(coefficient: Callable[[Ratings], float], sample: Ratings) -> float | None:
    """A sample may hold no unit with two ratings; it says nothing then."""
    try:
        return coefficient(sample)
    except (ValueError, ZeroDivisionError):
        return None
