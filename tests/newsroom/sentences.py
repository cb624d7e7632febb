"""Texts as sets of word runs, to see whether one holds a sentence of another."""

import re

from newsroom.stories import Story

_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": " "})


def whole_text(story: Story) -> str:
    return "\n".join((story.title, story.lead or "", *story.paragraphs))


def shingles(text: str, *, size: int) -> set[tuple[str, ...]]:
    """All runs of so many words, without marks and spelling differences."""
    words = re.findall(r"\w+", text.translate(_LETTERS))
    return {tuple(words[n : n + size]) for n in range(len(words) - size + 1)}
