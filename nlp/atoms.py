"""Atoms: the strings looked for in a text, all in one automaton, with boundaries checked on the raw text."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import ahocorasick

from core.agencies import AgencyKey, AgencyType, Head
from nlp.fold import HARD_BOUNDARY, Folded
from nlp.gazetteer import PlaceSenses


class Kind(IntEnum):
    """What a string is, in the order of preference where two kinds share it."""

    STOP = 0
    """A phrase that holds agency or place words and is neither."""
    AGENCY = 1
    NATIONAL = 2
    PLACE = 3
    FOREIGN = 4
    SPEECH = 5
    CHROME = 6
    DIGEST = 7
    SPORT = 8
    PERSON = 10
    """A head named in a profile."""
    STATE = 9
    """Somebody who speaks for the whole country: a minister, a member of parliament …"""


class Form(IntEnum):
    """How an agency is named, in the order of preference where two share a string."""

    NAMED = 0
    """A body whose own name tells where it is."""
    STRONG = 1
    OFFICE = 2
    UNIT = 3
    WEAK = 4


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """One string with its meaning."""

    key: str
    """Folded, without spaces."""
    kind: Kind
    type: AgencyType | None = None
    form: Form = Form.STRONG
    place: PlaceSenses | None = None
    province: str | None = None
    """Of a named body."""
    name: str = ""
    """Its fullest form in the register."""
    head_length: int = 0
    """How many of its characters are the head that a short weak name carries with it."""
    agency: AgencyKey | None = None
    """Of a name that a profile gives to one agency."""
    heads: tuple[tuple[AgencyKey, Head], ...] = ()
    """Of a person's name: the offices; `name` is empty when it is the surname alone."""
    plural: bool = False
    """The string itself is a plural (استانداران)."""


class Token(NamedTuple):
    """An atom found at compact[start:end]."""

    start: int
    end: int
    atom: Atom
    plural: bool = False
    """«ها» is attached: a class of bodies, not one."""


_LONGEST_ONE_WORD = 5
_SHORTEST_GLUED = 6


class AtomTable:
    """The automaton and what its strings mean."""

    def __init__(self, atoms: list[Atom]) -> None:
        self.atoms = _one_per_key(atoms)
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, atom in enumerate(self.atoms):
            self._automaton.add_word(atom.key, number)
        self._automaton.make_automaton()
        self._lengths = [len(atom.key) for atom in self.atoms]

    def find(self, folded: Folded) -> list[Token]:
        """Leftmost-longest atoms that stand between word boundaries."""
        hits = self._whole_words(folded)
        # Leftmost first, then longest.
        hits.sort()
        tokens: list[Token] = []
        free_from = 0
        for start, minus_end, number, plural in hits:
            if start >= free_from:
                atom = self.atoms[number]
                free_from = _with_suffix(folded, -minus_end) if plural else -minus_end
                tokens.append(Token(start, free_from, atom, plural or atom.plural))
        return tokens

    def _whole_words(self, folded: Folded) -> list[tuple[int, int, int, bool]]:
        """Start, negative end, number and plural of every hit between boundaries; this is the hot loop."""
        compact, boundaries, lengths, atoms = folded.compact, folded.breaks, self._lengths, self.atoms
        hits = []
        for last, number in self._automaton.iter(compact):
            end = last + 1
            length = lengths[number]
            start = end - length
            if not boundaries[start] and not _is_glued(folded, start, length):
                continue
            # «ها» attached, with or without ZWNJ, makes a class of a name.
            plural = boundaries[end] < HARD_BOUNDARY and compact.startswith("ها", end)
            if not (boundaries[end] or plural):
                continue
            if length <= _LONGEST_ONE_WORD and not _is_one_word(boundaries, start, end, plural=plural):
                continue
            # A head is only the licence of a short name: the name itself competes with longer ones.
            hits.append((start + atoms[number].head_length, -end, number, plural))
        return hits


def _is_glued(folded: Folded, start: int, length: int) -> bool:
    """After a word-initial «و» written without a space; only a long name is safe there."""
    return (
        length >= _SHORTEST_GLUED
        and start > 0
        and folded.compact[start - 1] == "و"
        and folded.breaks[start - 1] == HARD_BOUNDARY
    )


def _is_one_word(boundaries: bytes, start: int, end: int, *, plural: bool) -> bool:
    """«با یک» is not the town بایک, and «بن‌گوریون» not the town بن: a short name is one whole word."""
    ends = plural or boundaries[end] == HARD_BOUNDARY
    return ends and boundaries.find(HARD_BOUNDARY, start + 1, end) < 0


def _with_suffix(folded: Folded, end: int) -> int:
    """Where «ها» or «های» ends."""
    long_form = folded.compact.startswith("های", end) and folded.breaks[end + 3]
    return end + 3 if long_form else end + 2


def _one_per_key(atoms: list[Atom]) -> list[Atom]:
    """Where several atoms share a string the first kind wins, and a strong name wins over a weak one."""
    chosen: dict[str, Atom] = {}
    for atom in sorted(atoms, key=lambda atom: (atom.kind, atom.form)):
        chosen.setdefault(atom.key, atom)
    return list(chosen.values())
