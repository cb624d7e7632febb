"""Speakers: whose name stands beside which office in an item, and what «بهاری گفت» means further on."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.agencies import AgencyKey
from nlp.atoms import Form, Kind, Token
from nlp.bound import Bound
from nlp.candidates import Candidate
from nlp.heads import read_heads
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.speech import SpeechReader
from nlp.tails import Scope, Tail

_MOST_NAME_WORDS = 4
_SHORTEST_SURNAME = 3
_BESIDE = frozenset({"،", "-", "–", "(", ")", "ـ", "؛"})


class People:
    """The memory of names of one item."""

    def __init__(self, layout: Layout, lexicon: Lexicon, speech: SpeechReader) -> None:
        self._layout = layout
        self._lexicon = lexicon
        self._words = lexicon.words
        self._speech = speech

    def speaking(self, bound: Sequence[Bound]) -> set[AgencyKey]:
        """The agencies whose official speaks, by office or later by name alone."""
        speaking = {b.key for b in bound if self._speech.speaks(b.candidate)}
        silent = [b for b in bound if b.key not in speaking and is_person(b.candidate)]
        for surname, key in self._surnames(silent).items():
            if any(self._speech.follows(end) for end in self._as_subject(surname)):
                speaking.add(key)
        return speaking

    def known_heads(self, day: date | None, province: str | None) -> list[Bound]:
        """Mentions of heads named in config/, by full name, or by surname where they speak."""
        found = []
        for token in self._layout.tokens:
            if token.atom.kind is Kind.PERSON:
                key = self._head(token, day, province)
                if key:
                    found.append(Bound(self._person(token, key), key, "known-head"))
        return found

    def _surnames(self, bound: Iterable[Bound]) -> dict[str, AgencyKey]:
        """Surnames beside an office; one that two agencies share is left out."""
        keys: dict[str, set[AgencyKey]] = {}
        for mention in bound:
            for name in self._names_beside(mention.candidate):
                if len(name) >= _SHORTEST_SURNAME:
                    keys.setdefault(name, set()).add(mention.key)
        return {name: next(iter(found)) for name, found in keys.items() if len(found) == 1}

    def _names_beside(self, candidate: Candidate) -> Iterable[str]:
        before = self._words_before(candidate.start)
        if len(before) > 1:
            yield before[0]
        after = self._words_after(candidate.end)
        if len(after) > 1:
            yield after[-1]

    def _words_before(self, position: int) -> list[str]:
        layout = self._layout
        words: list[str] = []
        word = layout.word_before(position)
        if word in _BESIDE:
            position -= len(word)
        while len(words) < _MOST_NAME_WORDS:
            word = layout.word_before(position)
            if not self._may_be_name(word):
                break
            words.append(word)
            position -= len(word)
        return words

    def _words_after(self, position: int) -> list[str]:
        layout = self._layout
        words: list[str] = []
        word = layout.word_at(position)
        if word in _BESIDE:
            position += len(word)
        while len(words) < _MOST_NAME_WORDS:
            word = layout.word_at(position)
            if not self._may_be_name(word) or self._speech.begins(position):
                break
            words.append(word)
            position += len(word)
        return words

    def _may_be_name(self, word: str) -> bool:
        return (
            word.isalpha()
            and word not in self._words["never_in_a_name"]
            and word not in self._words["role_words"]
        )

    def _as_subject(self, surname: str) -> Iterable[int]:
        """Where a surname stands alone at the beginning of a clause; gives its ends."""
        layout = self._layout
        compact, boundaries = layout.compact, layout.folded.breaks
        start = compact.find(surname)
        while start >= 0:
            end = start + len(surname)
            if boundaries[start] and boundaries[end] and self._begins_clause(start):
                yield end
            start = compact.find(surname, end)

    def _begins_clause(self, position: int) -> bool:
        before = self._layout.word_before(position)
        return not before or before in self._words["before_subject"] or before in self._words["titles"]

    def _head(self, token: Token, day: date | None, province: str | None) -> AgencyKey | None:
        """The agency of a named head; None when the name is not unique or not certain."""
        holders = [(key, head) for key, head in token.atom.heads if day is None or head.holds_on(day)]
        keys = {key for key, _ in holders}
        if len(keys) != 1:
            return None
        key = keys.pop()
        if token.atom.name:
            return key
        alone = self._begins_clause(token.start) and self._speech.follows(token.end)
        return key if alone and province == key.province else None

    def _person(self, token: Token, key: AgencyKey) -> Candidate:
        heads = read_heads(self._layout, self._lexicon, token.start)
        agency_type = self._lexicon.types[key.type]
        tail = Tail(token.end, Scope.NONE)
        return Candidate(agency_type, Form.OFFICE, token, heads, tail, self._layout.line_of(token.start))


def is_person(candidate: Candidate) -> bool:
    """Whether the mention names somebody's office."""
    return candidate.form is Form.OFFICE or candidate.heads.role
