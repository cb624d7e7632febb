"""Folding for search: words in one spelling, whatever keyboard and half-space they were written with."""

from nlp.fold import HARD_BOUNDARY, SOFT_BOUNDARY, Folded, fold

FOLDING = "words-1"
"""Names this way of making words; a change of it makes the index of texts anew."""

LONGEST_TEXT = 100_000
"""Characters of a text that are indexed; beyond a novel's chapter it is no news."""


def folded_words(text: str) -> list[str]:
    """The words of a text; a word with half-spaces is one word: «آب‌رسانی» is «آبرسانی»."""
    return _cut(fold(text), least=HARD_BOUNDARY)


def indexed_words(text: str) -> str:
    """What is looked in: every word, and the parts of those with half-spaces once more by themselves."""
    folded = fold(text[:LONGEST_TEXT])
    words = _cut(folded, least=HARD_BOUNDARY)
    parts = _cut(folded, least=SOFT_BOUNDARY)
    whole = set(words)
    return " ".join([*words, *(part for part in parts if part not in whole)])


def _cut(folded: Folded, *, least: int) -> list[str]:
    starts = (folded.boundaries[:-1] >= least).nonzero()[0].tolist()
    ends = [*starts[1:], len(folded.compact)][: len(starts)]
    words = (folded.compact[start:end] for start, end in zip(starts, ends, strict=True))
    return [word for word in words if word.isalnum()]
