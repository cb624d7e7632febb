"""A post's text as title and body: a short first line of words is its headline, and nothing is invented."""

import re
from collections.abc import Iterable

from crawler.extractors.blocks import tidy

LONGEST_TITLE = 120
_WORD = re.compile(r"[^\W\d_]{2,}")


def kept_lines(text: str) -> str:
    """The lines of a text as a page shows them: without empty ones, double spaces and invisible breaks."""
    return "\n".join(line for line in map(tidy, text.split("\n")) if line)


def split_post(text: str) -> tuple[str | None, str | None]:
    """Title and body: joined by a line end they are the text again, to the letter."""
    first, _, rest = text.partition("\n")
    if len(first) <= LONGEST_TITLE and _WORD.search(first):
        return first, rest or None
    return None, text or None


def hashtags(words: Iterable[str]) -> tuple[str, ...]:
    """Hashtags without their sign, each once."""
    return tuple(dict.fromkeys(word.removeprefix("#") for word in words if len(word) > 1))
