"""An item's title, lead and the beginning of its body as one folded text, with the way back to the fields."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from core.attributions import Mention
from core.items import TEXT_FIELDS, ItemText
from nlp.fold import Folded, fold

# What an item is about stands at its beginning, and a text of five million characters must cost no more
# than a long one.
MOST_CHARACTERS = 3_000

# A line of a channel post shorter than this is decoration or a greeting, not a headline.
LEAST_HEADLINE = 15
MOST_HEADLINE = 160

# Without a lead, so many folded characters after the headline are read as one.
LEAD_AFTER_HEADLINE = 40

# Full stops inside numbers and abbreviations («۲.۵», «سی.ان.جی») end nothing.
_BULLETS = "🔹🔸🔺▪️♦️"
# It begins with one class of characters, so that the search skips quickly to the next mark.
_MARKS = rf"!؟?\n؛{_BULLETS}"
_SENTENCE_END = re.compile(rf"[.{_MARKS}](?:(?<=\.)(?=[\s«»\"]|$)|(?<!\.)[{_MARKS}]*)[\s{_BULLETS}]*")


class Sentence(NamedTuple):
    """compact[start:end] of the folded text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WholeText:
    """The fields one after the other, folded once; `headline` and `lead` are ends in the compact text."""

    raw: str
    folded: Folded
    fields: tuple[tuple[str, int, int], ...]
    """Name of each field with where it begins and ends in `raw`."""
    headline: int
    lead: int
    sentences: tuple[Sentence, ...]
    sentence_starts: tuple[int, ...]

    @property
    def head(self) -> int:
        """The end of what a reader sees first: headline and lead, or the words after the headline."""
        return max(self.lead, self.headline + LEAD_AFTER_HEADLINE)

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds a place of the compact text."""
        return bisect_right(self.sentence_starts, place) - 1

    def place_of(self, mention: Mention) -> int | None:
        """Where a mention begins in the compact text; None beyond the part that was read."""
        for name, begins, ends in self.fields:
            if name == mention.field and begins + mention.start < ends:
                return int(self.folded.offsets.searchsorted(begins + mention.start))
        return None

    def mention(self, sentence: Sentence, part: str) -> Mention:
        """A sentence as a stretch of its field, without the blanks around it."""
        start, end = self.folded.raw_span(sentence.start, sentence.end)
        name, begins, ends = next(field for field in self.fields if start <= field[2])
        surface = self.raw[start : min(end, ends)]
        start += len(surface) - len(surface.lstrip())
        surface = surface.strip()
        return Mention(
            field=name, start=start - begins, end=start - begins + len(surface), surface=surface, part=part
        )


def whole_text(text: ItemText) -> WholeText:
    """Title, lead and body up to a limit; without a title the first real line is the headline."""
    parts: list[str] = []
    fields: list[tuple[str, int, int]] = []
    length = 0
    for name in TEXT_FIELDS:
        value = getattr(text, name)
        if value and length < MOST_CHARACTERS:
            parts.append(value[: MOST_CHARACTERS - length])
            fields.append((name, length, length + len(parts[-1])))
            length += len(parts[-1]) + 1
    raw = "\n".join(parts)
    folded = fold(raw)
    headline, lead = _ends(text, raw)
    sentences = _sentences(raw, folded)
    return WholeText(
        raw=raw,
        folded=folded,
        fields=tuple(fields),
        headline=int(folded.offsets.searchsorted(headline)),
        lead=int(folded.offsets.searchsorted(lead)),
        sentences=sentences,
        sentence_starts=tuple(sentence.start for sentence in sentences),
    )


def _ends(text: ItemText, raw: str) -> tuple[int, int]:
    """Where the headline and the lead end in the joined text."""
    title = len(text.title or "")
    if title:
        return title, title + 1 + len(text.lead or "")
    headline = _headline_end(raw)
    return headline, max(headline, len(text.lead or ""))


def _headline_end(raw: str) -> int:
    """The end of the first line that is long enough to be one."""
    start = 0
    for line in raw.split("\n"):
        if len(line) >= LEAST_HEADLINE:
            return start + min(len(line), MOST_HEADLINE)
        start += len(line) + 1
    return min(len(raw), MOST_HEADLINE)


def _sentences(raw: str, folded: Folded) -> tuple[Sentence, ...]:
    """Stretches between marks that end a sentence; every field ends one, since fields are joined by lines."""
    marks = [match.end() for match in _SENTENCE_END.finditer(raw)]
    ends = folded.offsets.searchsorted([*marks, len(raw)]).tolist()
    sentences = []
    start = 0
    for end in ends:
        if end > start:
            sentences.append(Sentence(start, end))
            start = end
    return tuple(sentences)
