"""Shingles: the folded three-word stretches of a text as numbers, computed without a Python loop."""

from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.items import ItemText
from nlp.fold import fold

Numbers = NDArray[np.uint64]
Shingles = NDArray[np.uint32]

WORDS_PER_SHINGLE = 3

# A page of five million characters must not cost gigabytes; a reprint shows itself long before this.
MOST_CHARACTERS = 100_000

_BASE = 0x9E3779B97F4A7C15
_SHINGLE_FACTORS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93)


class Letters(NamedTuple):
    """The letters and digits of a text, folded, and where words begin among them (a ZWNJ parts words too)."""

    codes: NDArray[np.uint32]
    begins: NDArray[np.bool_]


def letters_of(text: ItemText) -> Letters:
    """Of title, lead and body together."""
    joined = "\n".join(part for part in (text.title, text.lead, text.body) if part)
    folded = fold(joined[:MOST_CHARACTERS])
    codes = folded.codes[: len(folded.compact)]
    kept = _is_letter_or_digit().take(codes)
    return Letters(codes[kept], folded.boundaries[:-1][kept] != 0)


def letters_hash(letters: Letters) -> bytes:
    """Names a text: equal for texts that differ in spacing, spelling variants and punctuation only."""
    return blake2b(letters.codes.tobytes(), digest_size=16).digest()


def shingles_of(letters: Letters) -> Shingles:
    """The sorted distinct shingles; fewer than three words give none."""
    words = _word_hashes(letters)
    if len(words) < WORDS_PER_SHINGLE:
        return np.empty(0, dtype=np.uint32)
    first, second, third = (np.uint64(factor) for factor in _SHINGLE_FACTORS)
    hashes = scattered(words[:-2] * first + words[1:-1] * second + words[2:] * third)
    return _distinct(np.sort((hashes >> np.uint64(32)).astype(np.uint32)))


def _distinct(row: Shingles) -> Shingles:
    """Of a sorted row each number once; for some hundred numbers much quicker than np.unique."""
    return row[np.concatenate(([True], row[1:] != row[:-1]))]


def scattered(values: Numbers) -> Numbers:
    """The finaliser of splitmix64: close numbers become distant ones."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _word_hashes(letters: Letters) -> Numbers:
    """One polynomial hash for each word, from one running sum over all letters.

    The sum over a word is divided by the power at which the word starts, so that equal words are equal
    wherever they stand; arithmetic is modulo 2**64, where an odd base has an inverse.
    """
    starts = letters.begins.nonzero()[0]
    if not len(starts):
        return np.empty(0, dtype=np.uint64)
    powers, inverses = _powers(1 << max(10, len(letters.codes).bit_length()))
    terms = _code_hashes().take(letters.codes) * powers[: len(letters.codes)]
    sums = np.asarray(np.add.reduceat(terms, starts), dtype=np.uint64)
    return scattered(sums * inverses.take(starts))


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Numbers, Numbers]:
    return _power_row(_BASE, count), _power_row(pow(_BASE, -1, 1 << 64), count)


def _power_row(base: int, count: int) -> Numbers:
    row = np.full(count, base, dtype=np.uint64)
    row[0] = 1
    return np.cumprod(row, dtype=np.uint64)


@lru_cache(maxsize=1)
def _code_hashes() -> Numbers:
    return scattered(np.arange(0x110001, dtype=np.uint64))


@lru_cache(maxsize=1)
def _is_letter_or_digit() -> NDArray[np.bool_]:
    return np.array([chr(code).isalnum() for code in range(0x110000)] + [False])
