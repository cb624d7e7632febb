"""Learning topics from an installation's own corrected items, to stand beside the word lists.

With few corrected items the lists decide; as they grow, the model's word weighs more. The words of a text
are hashed, so a model is nothing but numbers: no vocabulary of anybody's texts is kept in it.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier

from core.errors import InputError
from core.items import ItemText, text_hash
from nlp.fold import fold

FORMAT = "topics-1"
FEATURES = 2**16
READ_TO = 1_000

# With so many corrected items the model is believed as much as the lists (25 to 50 of each topic).
HALF_TRUST_AT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicModel:
    """A linear model over hashed words and pairs of words, one row of weights for each topic it has seen."""

    made_by: str
    """Format and a hash of the texts and topics it learned from: equal lessons, equal name."""
    slugs: tuple[str, ...]
    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]
    lessons: int

    @property
    def trust(self) -> float:
        """How much the model counts beside the word lists, 0 to 1."""
        return self.lessons / (self.lessons + HALF_TRUST_AT)

    def probabilities(self, text: ItemText) -> Mapping[str, float]:
        """How likely each topic is, one against the rest, made to sum to one."""
        row = _vectors([text])
        # Only the words of this text: a product with the whole table would cost more than all the rest.
        scores = self.weights[:, row.indices] @ row.data + self.offsets
        likely = 1 / (1 + np.exp(-scores))
        total = float(likely.sum()) or 1.0
        return {slug: float(value) / total for slug, value in zip(self.slugs, likely, strict=True)}

    def to_bytes(self) -> bytes:
        file = io.BytesIO()
        np.savez_compressed(
            file,
            names=np.array([self.made_by, *self.slugs]),
            weights=self.weights,
            offsets=self.offsets,
            lessons=np.array(self.lessons),
        )
        return file.getvalue()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "TopicModel":
        """The inverse of `to_bytes`; raises InputError for a file of another format."""
        with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
            made_by, *slugs = (str(name) for name in arrays["names"])
            if not made_by.startswith(FORMAT):
                raise InputError(f"the topic model '{made_by}' is not of format {FORMAT}; learn it again")
            return cls(
                made_by=made_by,
                slugs=tuple(slugs),
                weights=arrays["weights"],
                offsets=arrays["offsets"],
                lessons=int(arrays["lessons"]),
            )


def fit_topic_model(texts: Sequence[ItemText], labels: Sequence[str], *, seed: int) -> TopicModel:
    """Learn from corrected items; raises InputError when there are fewer than two topics."""
    if len(texts) != len(labels) or len(set(labels)) < 2:
        raise InputError(
            f"{len(texts)} items with {len(set(labels))} topics teach nothing; give one topic for each item "
            "and at least two different ones"
        )
    classifier = SGDClassifier(loss="log_loss", alpha=1e-5, class_weight="balanced", random_state=seed)
    classifier.fit(_vectors(texts), labels)
    weights, offsets = classifier.coef_, classifier.intercept_
    if len(classifier.classes_) == 2:  # scikit-learn keeps one row for two classes
        weights, offsets = np.vstack([-weights, weights]), np.concatenate([-offsets, offsets])
    return TopicModel(
        made_by=f"{FORMAT}+{_lessons_hash(texts, labels)}",
        slugs=tuple(str(slug) for slug in classifier.classes_),
        weights=weights.astype(np.float32),
        offsets=offsets.astype(np.float32),
        lessons=len(texts),
    )


def _lessons_hash(texts: Sequence[ItemText], labels: Sequence[str]) -> str:
    lessons = sorted(
        f"{text_hash(text.title, text.lead, text.body)} {label}"
        for text, label in zip(texts, labels, strict=True)
    )
    return sha256("\n".join(lessons).encode()).hexdigest()[:10]


def _vectors(texts: Sequence[ItemText]) -> Any:
    """Words and pairs of words of the beginning of each text, hashed: a sparse matrix of scipy."""
    vectoriser = HashingVectorizer(
        n_features=FEATURES, analyzer=_words_and_pairs, alternate_sign=False, norm="l2"
    )
    return vectoriser.transform(texts)


def _words_and_pairs(text: ItemText) -> list[str]:
    joined = "\n".join(part for part in (text.title, text.lead, text.body) if part)
    words = _words(joined[:READ_TO])
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def _words(text: str) -> list[str]:
    """The folded words; a half-space parts words, as it is often lost."""
    folded = fold(text)
    begins = np.flatnonzero(folded.boundaries).tolist()
    words = (folded.compact[start:end] for start, end in pairwise(begins))
    return [word for word in words if word.isalnum()]
