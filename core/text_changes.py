"""What changed between two texts, word by word, as stretches a reader can follow."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_PIECE = re.compile(r"(\s*)([\w\u200c\u200d]+|[^\w\s]|\Z)")
"""A word with the space before it. It keeps its ZWNJ; a mark of punctuation is a piece of its own, so that
a comma is no other word."""

MOST_PIECES = 6000
"""Longer texts are compared by paragraphs first; comparing their words all at once takes minutes."""

type Piece = tuple[str, str]
"""The space before a word, and the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A stretch of the two texts: equal in both, or `before` in the place of which `after` stands."""

    before: str
    after: str

    @property
    def is_equal(self) -> bool:
        return self.before == self.after


def text_changes(before: str | None, after: str | None) -> list[TextChange]:
    """The two texts as stretches in order: joined, each `before` gives the first, each `after` the second."""
    old, new = before or "", after or ""
    if old == new:
        return [TextChange(before=old, after=new)] if old else []
    pieces = _PIECE.findall(old), _PIECE.findall(new)
    if max(map(len, pieces)) <= MOST_PIECES:
        return list(_joined(_compared(*pieces)))
    return list(_joined(_by_paragraph(old, new)))


def shown_changes(changes: Sequence[TextChange], *, context: int = 5) -> Iterator[str]:
    """Each change on a line of its own, between the words around it: `… پیش [-رفته-] [+آمده+] پس …`."""
    for place, change in enumerate(changes):
        if not change.is_equal:
            ahead = _last_words(changes[place - 1].after, context) if place else ""
            behind = _first_words(changes[place + 1].after, context) if place + 1 < len(changes) else ""
            gone = f"[-{change.before.strip()}-]" if change.before.strip() else ""
            come = f"[+{change.after.strip()}+]" if change.after.strip() else ""
            yield " ".join(part for part in (ahead, gone, come, behind) if part)


def _compared(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[TextChange]:
    """By words alone: spaces are too many to be compared, and seldom what changed."""
    matcher = SequenceMatcher(a=[word for _, word in old], b=[word for _, word in new], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old[start:end], new[new_start:new_end], strict=True)
            yield from (TextChange(before="".join(was), after="".join(now)) for was, now in pairs)
        else:
            yield TextChange(before=_text(old[start:end]), after=_text(new[new_start:new_end]))


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(space + word for space, word in pieces)


def _by_paragraph(old: str, new: str) -> Iterator[TextChange]:
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    matcher = SequenceMatcher(a=old_lines, b=new_lines, autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        was, now = "".join(old_lines[start:end]), "".join(new_lines[new_start:new_end])
        pieces = _PIECE.findall(was), _PIECE.findall(now)
        if was == now or max(map(len, pieces)) > MOST_PIECES:
            yield TextChange(before=was, after=now)
        else:
            yield from _compared(*pieces)


def _joined(changes: Iterator[TextChange]) -> Iterator[TextChange]:
    """Neighbours of one sort as one."""
    some = (change for change in changes if change.before or change.after)
    for _, group in groupby(some, key=lambda change: change.is_equal):
        run = list(group)
        yield TextChange(before="".join(one.before for one in run), after="".join(one.after for one in run))


def _last_words(text: str, count: int) -> str:
    words = text.split()
    return " ".join((["…"] if len(words) > count else []) + words[-count:])


def _first_words(text: str, count: int) -> str:
    words = text.split()
    return " ".join(words[:count] + (["…"] if len(words) > count else []))
