"""Evidence inside a text: stretches of characters, each with the agencies whose evidence covers it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.attributions import Mention
from core.errors import RoundError
from reports.persian import shown_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A mention and the slot (the colour) of the agency it shows; slot 0 is the item as a whole."""

    mention: Mention
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch that is marked alike from end to end; no slots means plain text."""

    text: str
    slots: tuple[int, ...] = ()


type Paragraph = tuple[Segment, ...]


def highlighted(text: str, field: str, evidence: Sequence[Evidence]) -> tuple[Paragraph, ...]:
    """The paragraphs of one field, cut where marks begin and end; overlaps become stretches of their own."""
    spans = [(e.mention.start, e.mention.end, e.slot) for e in evidence if _is_in(text, field, e.mention)]
    breaks = _paragraph_breaks(text)
    edges = sorted({0, len(text), *breaks, *(edge for start, end, _ in spans for edge in (start, end))})
    paragraphs: list[list[Segment]] = [[]]
    for start, end in pairwise(edges):
        if start in breaks:
            paragraphs.append([])
        slots = tuple(sorted({slot for a, b, slot in spans if a <= start and end <= b}))
        shown = shown_text(text[start:end].replace("\n", " "))
        if shown:
            paragraphs[-1].append(Segment(text=shown, slots=slots))
    return tuple(tuple(paragraph) for paragraph in paragraphs if any(s.text.strip() for s in paragraph))


def has_mark(paragraph: Paragraph) -> bool:
    return any(segment.slots for segment in paragraph)


def _is_in(text: str, field: str, mention: Mention) -> bool:
    if mention.field != field:
        return False
    if text[mention.start : mention.end] != mention.surface:
        raise RoundError(
            f"evidence '{mention.surface}' is not at {field}[{mention.start}:{mention.end}]; "
            "attribute the item again, its text has changed"
        )
    return True


def _paragraph_breaks(text: str) -> set[int]:
    """Where a paragraph begins: after each line break."""
    return {match.end() for match in re.finditer("\n", text)}
