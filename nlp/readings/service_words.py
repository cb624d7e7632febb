"""What the first words of an item say of service, each word with its own small weight.

The acts and things of config/lexicon/service.yaml name services one by one; the words around them («مهلت»,
«مراجعه», «متهم») tell more softly what kind of item it is. Their weights stand in
config/lexicon/service_words.yaml and are found by `python -m quality.readings_fit --write`.
"""

from collections.abc import Mapping
from itertools import pairwise

from nlp.readings.whole_text import WholeText

# Headline and lead are read, of a short head the words that follow it too.
LEAST_WORDS, MOST_WORDS = 30, 60
LONGEST_WORD = 12
"""Folded characters a word has on average at most: no more of the text is split than is needed."""

type WordWeights = Mapping[str, tuple[float, float]]
"""By folded word: for `yes` and for `weak`."""


def first_words(text: WholeText) -> list[str]:
    """The words of the head, folded; a half-space parts words, as it is often lost."""
    folded = text.folded
    begins = folded.boundaries[: MOST_WORDS * LONGEST_WORD].nonzero()[0].tolist()
    wanted = LEAST_WORDS
    words: list[str] = []
    for start, end in pairwise(begins):
        if len(words) >= wanted and (start >= text.head or len(words) >= MOST_WORDS):
            break
        word = folded.compact[start:end]
        if word.isalpha():
            words.append(word)
    return words


def word_signs(text: WholeText, weights: WordWeights) -> dict[str, float]:
    """The signs `words.yes` and `words.weak`: the sums, by the root of how many words are known."""
    known = [weights[word] for word in first_words(text) if word in weights]
    if not known:
        return {}
    root = len(known) ** 0.5
    return {
        "words.yes": sum(for_yes for for_yes, _ in known) / root,
        "words.weak": sum(for_weak for _, for_weak in known) / root,
    }
