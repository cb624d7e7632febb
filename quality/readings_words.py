"""Numbers that stand for words: near for words that are used alike in the unlabelled texts of ../shared/data.

Two thousand labels are too few to weigh thousands of words one by one. With these numbers what is learned of
one word holds for its neighbours («مداوا» for «درمان»), and a word of one outlet or year alone is left out.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.utils.extmath import randomized_svd

from core.items import TEXT_FIELDS
from nlp.fold import fold

# Clubs are not written about as public bodies are; where one outlet has more texts, so many of them serve.
NOT_FROM = frozenset({"varzesh3_3000"})
MOST_OF_A_FILE = 9_000
READ_TO = 2_000

# A word must be this common, in so many files: else it belongs to an outlet, a year or one event.
LEAST_TEXTS = 40
LEAST_FILES = 4
NEIGHBOURS = 5
NUMBERS = 150
SEED = 0

# Frequent neighbours count less than their number.
SMOOTHING = 0.75

type Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WordNumbers:
    """A row of numbers for each word; rare words have greater ones, as they tell more."""

    rows: Mapping[str, int]
    numbers: Matrix

    def of_text(self, words: Sequence[str]) -> Matrix:
        """The sum over the known words by the root of their number, as nlp.readings.service_words sums."""
        known = [self.rows[word] for word in words if word in self.rows]
        if not known:
            return np.zeros(self.numbers.shape[1])
        summed: Matrix = self.numbers[known].sum(axis=0) / len(known) ** 0.5
        return summed


def word_numbers(data: Path) -> WordNumbers:
    """Positive pointwise mutual information with the words around, in few dimensions."""
    files = [list(_texts(file)) for file in sorted(data.glob("*.jsonl.gz")) if _serves(file)]
    in_texts = Counter(word for texts in files for words in texts for word in set(words))
    in_files = Counter(word for texts in files for word in {word for words in texts for word in words})
    vocabulary = sorted(
        word
        for word, count in in_texts.items()
        if count >= LEAST_TEXTS and in_files[word] >= LEAST_FILES and _is_persian(word)
    )
    rows = {word: row for row, word in enumerate(vocabulary)}
    texts = [words for texts in files for words in texts]
    left, values, _ = randomized_svd(_information(texts, rows), NUMBERS, random_state=SEED, n_iter=4)
    rarity = np.log(len(texts) / np.array([in_texts[word] for word in vocabulary]))
    numbers = left * np.sqrt(values)
    often = np.exp(-rarity)
    numbers -= (numbers * often[:, None]).sum(axis=0) / often.sum()
    return WordNumbers(rows, numbers * rarity[:, None])


def _serves(file: Path) -> bool:
    return file.name.removesuffix(".jsonl.gz") not in NOT_FROM


def _texts(file: Path) -> Iterator[list[str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(MOST_OF_A_FILE), lines, strict=False):
            record = json.loads(line)
            parts = [record.get(name) for name in TEXT_FIELDS]
            yield split_words("\n".join(part for part in parts if part)[:READ_TO])


def split_words(text: str) -> list[str]:
    """Folded words, split as nlp.readings.service_words splits them."""
    folded = fold(text)
    return [folded.compact[start:end] for start, end in pairwise(folded.boundaries.nonzero()[0].tolist())]


def _is_persian(word: str) -> bool:
    return word.isalpha() and not word.isascii()


def _information(texts: Sequence[Sequence[str]], rows: Mapping[str, int]) -> csr_matrix:
    """How much more often two words stand near each other than chance would have it; nearer counts more."""
    apart = [-1] * NEIGHBOURS
    places = np.array([row for words in texts for row in [*(rows.get(w, -1) for w in words), *apart]])
    size = len(rows)
    together = csr_matrix((size, size))
    for distance in range(1, NEIGHBOURS + 1):
        one, other = places[:-distance], places[distance:]
        both = (one >= 0) & (other >= 0)
        weights = np.full(int(both.sum()), 1 / distance)
        near = coo_matrix((weights, (one[both], other[both])), shape=(size, size)).tocsr()
        together = together + near + near.T
    totals = np.asarray(together.sum(axis=1)).ravel()
    chance = totals**SMOOTHING / (totals**SMOOTHING).sum()
    pairs = together.tocoo()
    information = np.log(pairs.data / (totals[pairs.row] * chance[pairs.col]))
    kept = information > 0
    return csr_matrix((information[kept], (pairs.row[kept], pairs.col[kept])), shape=(size, size))
