"""To the left of an agency name: the organisation and role words that belong to it, and what they prove."""

from enum import IntEnum
from typing import NamedTuple

from nlp.layout import Layout
from nlp.lexicon import Lexicon

_MOST_WORDS = 16
_JOINTS = frozenset({"و", "،", ",", "ی", "-"})


class Licence(IntEnum):
    """How much the words before a name say that it is a body."""

    NONE = 0
    ANY = 1
    """سازمان، شرکت، مرکز …"""
    LOCAL = 2
    """اداره …"""
    PROVINCIAL = 3
    """اداره کل، مدیرکل …"""


class Heads(NamedTuple):
    """The words before a name that belong to it."""

    start: int
    """Where the phrase begins: at its first role or organisation word."""
    licence: Licence
    direct: bool
    """A head stands directly before the name."""
    role: bool
    """One of the words names a person's office."""
    before: str
    """The word before the whole phrase."""
    before_that: str
    before_name: str
    """The word directly before the name."""
    several: bool = False
    """One of the words names several people: «مدیران کل»."""


def read_heads(layout: Layout, lexicon: Lexicon, position: int) -> Heads:
    """Walk left from a name over roles, organisations and units."""
    words = lexicon.words
    roles, units = words["role_words"], words["unit_words"]
    start = walked = position
    licence = Licence.NONE
    direct = role = several = False
    for step in range(_MOST_WORDS):
        word = layout.word_before(walked)
        found = _licence(word, layout, walked, lexicon)
        is_role = word in roles
        if not (found or is_role or word in units or word.isdecimal() or (word in _JOINTS and step)):
            break
        walked -= len(word)
        if found or is_role:
            start = walked
        licence = max(licence, found)
        # «مدیرکل» is a person, «اداره کل» a body.
        role |= is_role or (found is Licence.PROVINCIAL and word.startswith("مدیر"))
        several |= word in words["several_people"]
        direct |= step == 0 and bool(found or is_role)
    before = layout.word_before(start)
    return Heads(
        start=start,
        licence=licence,
        direct=direct,
        role=role,
        before=before,
        before_that=layout.word_before(start - len(before)),
        before_name=layout.word_before(position),
        several=several,
    )


def _licence(word: str, layout: Layout, end: int, lexicon: Lexicon) -> Licence:
    words = lexicon.words
    if word in words["provincial_heads"]:
        return Licence.PROVINCIAL
    if word == "کل" and layout.word_before(end - len(word)) in ("مدیر", "اداره", "ادارات", "مدیران"):
        return Licence.PROVINCIAL
    if word in words["local_heads"]:
        return Licence.LOCAL
    return Licence.ANY if word in words["any_heads"] else Licence.NONE
