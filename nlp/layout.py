"""An item's fields as one text: where each field, line and word stands, and what of it is page furniture."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from core.attributions import Mention
from core.items import ItemText
from nlp.atoms import AtomTable, Kind, Token
from nlp.fold import Folded, fold

LONGEST_TEXT = 200_000
"""Characters read of one field; no news item is longer, and one that is must not stop the others."""
_LEAST_REPEATED_LINE = 60
_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A field inside the joined text, in raw positions."""

    field: str
    start: int
    end: int


class Layout:
    """The joined text, folded, with its tokens and positions (all in folded characters but `fields`).

    Lines and words are read when they are asked for: half of all items name no agency at all.
    """

    def __init__(self, fields: list[Span], folded: Folded, tokens: list[Token]) -> None:
        self.fields = fields
        self.folded = folded
        self.tokens = _without_chrome(tokens, len(folded.compact))
        self.digest = any(token.atom.kind is Kind.DIGEST for token in tokens)
        """Several unrelated short news in one item."""

    @cached_property
    def field_ends(self) -> list[int]:
        """Where each field ends."""
        ends: list[int] = self.folded.offsets.searchsorted([span.end for span in self.fields]).tolist()
        return ends

    @cached_property
    def lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.compact))]

    @cached_property
    def words(self) -> list[int]:
        """Where each word or mark begins, and the end of the text."""
        starts: list[int] = (self.folded.boundaries != 0).nonzero()[0].tolist()
        return starts

    @cached_property
    def repeated(self) -> frozenset[int]:
        """Numbers of lines that say again what an earlier line said."""
        seen: set[str] = set()
        repeated: set[int] = set()
        for number, line in enumerate(self.compact.split("\n")):
            if len(line) >= _LEAST_REPEATED_LINE:
                if line in seen:
                    repeated.add(number)
                seen.add(line)
        return frozenset(repeated)

    @property
    def compact(self) -> str:
        return self.folded.compact

    def line_of(self, position: int) -> int:
        return bisect_right(self.lines, position) - 1

    def field_of(self, position: int) -> str:
        number = bisect_right(self.field_ends, position)
        return self.fields[min(number, len(self.fields) - 1)].field

    def word_before(self, position: int) -> str:
        """The word or mark that ends where this position begins; '' at the beginning."""
        number = bisect_left(self.words, position)
        return self.compact[self.words[number - 1] : position] if number else ""

    def word_at(self, position: int) -> str:
        """The word or mark that begins here (or the rest of it)."""
        number = bisect_right(self.words, position)
        return self.compact[position : self.words[number]] if number < len(self.words) else ""

    def mention(self, start: int, end: int, part: str) -> Mention | None:
        """Folded positions as a stretch of the published field; None outside title, lead and body."""
        raw_start, raw_end = self.folded.raw_span(start, end)
        for span in self.fields:
            if span.start <= raw_start and raw_end <= span.end and span.field != "kicker":
                return Mention(
                    field=span.field,
                    start=raw_start - span.start,
                    end=raw_end - span.start,
                    surface=self.folded.text[raw_start:raw_end],
                    part=part,
                )
        return None


def lay_out(item: ItemText, atoms: AtomTable) -> Layout:
    """Join, fold and scan the fields of an item."""
    text, fields = _join(item)
    folded = fold(text)
    return Layout(fields, folded, atoms.find(folded))


def _join(item: ItemText) -> tuple[str, list[Span]]:
    parts: list[str] = []
    fields: list[Span] = []
    position = 0
    for field, value in (
        ("kicker", item.kicker),
        ("title", item.title),
        ("lead", item.lead),
        ("body", item.body),
    ):
        text = (value or "")[:LONGEST_TEXT]
        if text:
            fields.append(Span(field, position, position + len(text)))
            parts.append(text)
            position += len(text) + 1
    return "\n".join(parts), fields or [Span("body", 0, 0)]


def _without_chrome(tokens: list[Token], length: int) -> list[Token]:
    """Comment forms and codes end the item, where they stand in its last half."""
    for number, token in enumerate(tokens):
        if token.atom.kind is Kind.CHROME and token.start * 2 > length:
            return tokens[:number]
    return tokens
