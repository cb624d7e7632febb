"""Ranking: on unrounded points, inside one group and track, ties sharing the smallest rank."""

from collections.abc import Hashable, Mapping

_NOISE_DECIMALS = 9
"""Differences beyond this are floating-point noise, not a difference between agencies."""


def ranks[Unit: Hashable](points: Mapping[Unit, float]) -> dict[Unit, int]:
    """1 for the most points; equal points share the smallest rank: 1, 2, 2, 4."""
    clean = {unit: round(value, _NOISE_DECIMALS) for unit, value in points.items()}
    in_order = sorted(clean.values(), reverse=True)
    first_place: dict[float, int] = {}
    for place, value in enumerate(in_order, start=1):
        first_place.setdefault(value, place)
    return {unit: first_place[value] for unit, value in clean.items()}
