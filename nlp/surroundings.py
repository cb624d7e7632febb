"""The words around a mention inside its sentence, which tell what it does there."""

from bisect import bisect_left
from collections.abc import Sequence

from nlp.layout import Layout

_SENTENCE_ENDS = frozenset({".", "!", "؟", "?", "\n", "🔹", "🔸"})


class Surroundings:
    """Words before and behind any place of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def left(self, position: int, most: int) -> Sequence[str]:
        """Up to `most` words before a position, nearest first, within the sentence."""
        number = bisect_left(self._layout.words, position) - 1
        found: list[str] = []
        while number >= 0 and len(found) < most:
            word = self._word(number)
            if word in _SENTENCE_ENDS:
                break
            found.append(word)
            number -= 1
        return found

    def right(self, position: int, most: int) -> Sequence[str]:
        """Up to `most` words from a position on, within the sentence."""
        number = bisect_left(self._layout.words, position)
        found: list[str] = []
        while number < len(self._layout.words) - 1 and len(found) < most:
            word = self._word(number)
            if word in _SENTENCE_ENDS:
                break
            found.append(word)
            number += 1
        return found

    def _word(self, number: int) -> str:
        words = self._layout.words
        return self._layout.compact[words[number] : words[number + 1]]
