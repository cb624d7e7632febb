"""Finding the words of all lists in a text at once, whatever its spacing and spelling variants."""

from collections.abc import Iterable

import ahocorasick

from nlp.fold import HARD_BOUNDARY, Folded, fold

# Endings under which a word of a list still counts; a word of three letters takes only plurals, because
# «سیل» with «ی» is another word.
_ENDINGS = frozenset({"ی", "ای", "ها", "های", "هایی", "هایش", "ان", "ات", "اش", "شان", "مان", "یی"})
_ENDINGS_OF_SHORT = frozenset({"ها", "های", "هایی"})
_LONGEST_SHORT = 3
_LONGEST_ENDING = 4


type Hit = tuple[int, int, int]
"""Start, end and number of a word at compact[start:end]; a bare tuple, as an item has hundreds."""


class WordIndex:
    """Every word of every list in one automaton, each under a number."""

    def __init__(self, words: Iterable[str]) -> None:
        self.numbers: dict[str, int] = {}
        """By folded form; spellings of one word share a number."""
        self._number_of: dict[str, int] = {}
        self._automaton = ahocorasick.Automaton()
        for word in words:
            self._add(word)
        self._automaton.make_automaton()

    def number_of(self, word: str) -> int:
        """Of a word as it was given."""
        return self._number_of[word]

    def find(self, text: Folded) -> list[Hit]:
        """Every occurrence that begins and ends where a word does, sorted.

        A word may carry an ending («بیمارستان‌های»). A single word must not arise across a space: «و با» is
        not «وبا»; a phrase may, because spaces and half-spaces come and go in published text.
        """
        breaks, compact, next_break = text.breaks, text.compact, text.breaks.find
        found: list[Hit] = []
        if not self.numbers:
            return found
        for last, (length, number, is_phrase, endings) in self._automaton.iter(compact):
            start, end = last + 1 - length, last + 1
            if breaks[start] != HARD_BOUNDARY:
                continue
            if breaks[end] == HARD_BOUNDARY:
                if is_phrase or next_break(HARD_BOUNDARY, start + 1, end) < 0:
                    found.append((start, end, number))
                continue
            stop = next_break(HARD_BOUNDARY, end if is_phrase else start + 1, end + _LONGEST_ENDING + 1)
            if stop > end and compact[end:stop] in endings:
                found.append((start, stop, number))
        found.sort()
        return found

    def _add(self, word: str) -> None:
        folded = fold(word)
        number = self.numbers.setdefault(folded.compact, len(self.numbers))
        self._number_of[word] = number
        is_phrase = bool((folded.boundaries[1:-1] != 0).any()) or self._is_known_phrase(folded.compact)
        length = len(folded.compact)
        endings = _ENDINGS if length > _LONGEST_SHORT else _ENDINGS_OF_SHORT
        self._automaton.add_word(folded.compact, (length, number, is_phrase, endings))

    def _is_known_phrase(self, key: str) -> bool:
        """Another list may write the same word with its parts apart."""
        return bool(self._automaton.get(key, (0, 0, False, ""))[2])


def longest(found: list[Hit]) -> list[Hit]:
    """From left to right the longest words of a sorted list; what lies inside one of them is dropped."""
    hits: list[Hit] = []
    covered = 0
    for hit in found:
        if hit[1] > covered:
            covered = hit[1]
            if hits and hits[-1][0] == hit[0]:
                hits[-1] = hit
            else:
                hits.append(hit)
    return hits
