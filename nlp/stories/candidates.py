"""Candidates: pairs of texts worth comparing, found by sorting and so in nearly linear time."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from nlp.stories.fingerprint import BANDS, Fingerprint
from nlp.stories.similarity import FEWEST_SHINGLES

WINDOW = timedelta(days=7)

# In a run of texts that share a band each is compared with its nearest predecessors in time and with the
# first. A run is long only when the texts are copies of each other or share a template; both are found
# through several bands, and the cost stays linear.
NEAREST = 6

# A headline of one or two words («اوقات شرعی») has no shingle; it returns every day and is no reprint.
FEWEST_SHINGLES_TO_BE_EQUAL = 1

_SHINGLE_BYTES = 4

Pairs = NDArray[np.int64]


def equal_pairs(prints: Sequence[Fingerprint], times: Sequence[datetime]) -> Iterable[tuple[int, int]]:
    """Pairs of neighbours in time (at most a week apart) with the same folded text; input sorted by time."""
    last: dict[bytes, int] = {}
    for n, print_ in enumerate(prints):
        if _shingle_count(print_) < FEWEST_SHINGLES_TO_BE_EQUAL:
            continue
        before = last.get(print_.text_hash)
        if before is not None and times[n] - times[before] <= WINDOW:
            yield before, n
        last[print_.text_hash] = n


def candidate_pairs(prints: Sequence[Fingerprint], times: Sequence[datetime]) -> list[tuple[int, int]]:
    """Pairs of long enough, not equal texts, at most a week apart, that share a band; sorted by time.

    Of equal texts only the first takes part, so that a text printed a thousand times is compared once; it
    stands for all of them, up to the last.
    """
    until = _last_times(prints, times)
    chosen = [n for n in until if _shingle_count(prints[n]) >= FEWEST_SHINGLES]
    if len(chosen) < 2:
        return []
    first = np.array([times[n].timestamp() for n in chosen])
    last = np.array([until[n].timestamp() for n in chosen])
    pairs = _sharing_a_band(np.stack([prints[n].band_row for n in chosen]))
    pairs = pairs[:, first[pairs[1]] - last[pairs[0]] <= WINDOW.total_seconds()]
    return [(chosen[one], chosen[other]) for one, other in pairs.T.tolist()]


def _last_times(prints: Sequence[Fingerprint], times: Sequence[datetime]) -> dict[int, datetime]:
    """The first of each run of equal texts, with the time of the last."""
    first_of = {n: n for n in range(len(prints))}
    until = dict(enumerate(times))
    for before, later in equal_pairs(prints, times):
        first_of[later] = first_of[before]
        until[first_of[later]] = until.pop(later)
    return until


def _shingle_count(print_: Fingerprint) -> int:
    return len(print_.shingles) // _SHINGLE_BYTES


def _sharing_a_band(bands: NDArray[np.uint32]) -> Pairs:
    """Index pairs (two rows, earlier above later) from a table of one row of bands for each text."""
    count = len(bands)
    keys = (bands.astype(np.uint64) + (np.arange(BANDS, dtype=np.uint64) << np.uint64(32))).ravel()
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], order // BANDS
    run_start = np.flatnonzero(np.diff(keys, prepend=keys[:1] + np.uint64(1)))
    firsts = owners[np.repeat(run_start, np.diff(run_start, append=len(keys)))]
    found = [firsts[firsts != owners] * count + owners[firsts != owners]]
    for distance in range(1, NEAREST + 1):
        same = keys[distance:] == keys[:-distance]
        found.append(owners[:-distance][same] * count + owners[distance:][same])
    return np.stack(np.divmod(np.unique(np.concatenate(found)), count))
