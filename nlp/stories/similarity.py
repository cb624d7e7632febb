"""How alike two texts are, counted exactly on their shingles."""

from dataclasses import dataclass

import numpy as np

from nlp.stories.shingles import Shingles

FEWEST_SHINGLES = 8
"""Shorter texts are alike by chance; for them only equality counts."""
LEAST_JACCARD = 0.5
LEAST_CONTAINMENT = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """Shared shingles over all shingles, and over those of the shorter text."""

    jaccard: float
    containment: float

    @property
    def is_reprint(self) -> bool:
        return self.jaccard >= LEAST_JACCARD or self.containment >= LEAST_CONTAINMENT


def similarity(one: Shingles, other: Shingles) -> Similarity:
    """Of two sorted rows of distinct shingles."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not len(short):
        return Similarity(jaccard=0.0, containment=0.0)
    places = np.searchsorted(long, short)
    shared = int(np.count_nonzero(long[np.minimum(places, len(long) - 1)] == short))
    return Similarity(jaccard=shared / (len(short) + len(long) - shared), containment=shared / len(short))
