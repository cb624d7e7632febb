"""To the right of an agency name: the place that belongs to it, or what makes it no agency of a place."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from nlp.atoms import Kind, Token
from nlp.gazetteer import PlaceSenses
from nlp.layout import Layout
from nlp.lexicon import Lexicon

_MOST_WORDS = 8
_LIST_MARKS = frozenset({"و", "،", ","})


class Scope(IntEnum):
    """What stands where a place may stand."""

    NONE = 0
    PLACED = 1
    BARE_PROVINCE = 2
    """«استان» without a name."""
    BARE_COUNTY = 3
    BARE_CITY = 4
    NATIONAL = 5
    FOREIGN = 6
    CLASS = 7
    """«استان‌ها» without names."""
    THIS_PROVINCE = 8
    """«این استان»."""


BARE_SCOPES = frozenset({Scope.BARE_PROVINCE, Scope.THIS_PROVINCE, Scope.BARE_COUNTY, Scope.BARE_CITY})


class Area(IntEnum):
    """The word before a place name."""

    NONE = 0
    PROVINCE = 1
    COUNTY = 2
    CITY = 3
    DISTRICT = 4


class NamedPlace(NamedTuple):
    """A place name after an agency, the word before it, and the place right behind it."""

    senses: PlaceSenses
    area: Area
    inside: PlaceSenses | None = None


class Tail(NamedTuple):
    """The words after a name that belong to it."""

    end: int
    scope: Scope
    places: tuple[NamedPlace, ...] = ()
    former: bool = False
    after: str = ""
    """The word after everything."""


@dataclass(slots=True)
class _Walk:
    """How far a reader has come, and what it has seen."""

    position: int
    end: int
    own_words: int
    plural: bool
    several: bool
    area: Area = Area.NONE
    scope: Scope = Scope.NONE
    this: bool = False
    former: bool = False
    passed_own_words: bool = False


class TailReader:
    """Reads tails in one layout."""

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        self._layout = layout
        self._words = lexicon.words
        self._starts = [token.start for token in layout.tokens]

    def read(self, position: int, *, plural: bool = False, several: bool = False, own_words: int = 0) -> Tail:
        """Walk right from the end of a name; after a plural, or several people, a list of places may follow.

        `own_words` more words may stand before the place («بیمارستان شهید بقایی اهواز»).
        """
        walk = _Walk(position, position, own_words, plural, several)
        for _ in range(_MOST_WORDS):
            token = None if self._is_former(walk) else self.token_at(walk.position)
            if token is None:
                if not self._pass_word(walk):
                    break
            elif self._is_filler(token, walk):
                walk.position = token.end
            else:
                return self._at_token(token, walk)
            if walk.scope is not Scope.NONE:
                return Tail(walk.position, walk.scope, former=walk.former)
        return Tail(walk.end, _bare_scope(walk), former=walk.former, after=self._layout.word_at(walk.end))

    def _at_token(self, token: Token, walk: _Walk) -> Tail:
        """What a known name right behind means."""
        if token.atom.kind is Kind.FOREIGN:
            return Tail(token.end, Scope.FOREIGN)
        place = token.atom.place
        if place is None or (place.ambiguous and (walk.passed_own_words or walk.this)):
            return Tail(walk.end, _bare_scope(walk), former=walk.former, after=self._layout.word_at(walk.end))
        return self._placed(token, place, walk)

    def _pass_word(self, walk: _Walk) -> bool:
        """Take the next word if it can stand between a name and its place."""
        word, words = self._layout.word_at(walk.position), self._words
        after = walk.position + len(word)
        if word in _AREAS:
            walk.area, is_plural = _AREAS[word]
            walk.plural |= is_plural
            walk.end = after
        elif word in _PLURAL_ENDINGS and walk.area is not Area.NONE:
            walk.plural, walk.end = True, after
        elif word in words["country_words"]:
            walk.scope = Scope.FOREIGN if walk.this else Scope.NATIONAL
        elif word in _THIS:
            walk.this = True
        elif word in words["former_after"] and walk.area is Area.NONE:
            walk.former = True
        elif not (word in words["fill_after"] or word.isdigit() or self._is_in_this(word, after)):
            if not walk.own_words or not word.isalpha() or word in words["never_in_a_name"]:
                return False
            walk.own_words -= 1
            walk.passed_own_words = True
        walk.position = after
        return True

    def _is_former(self, walk: _Walk) -> bool:
        """«پیشین» is a town too, but not between an office and its place."""
        return walk.area is Area.NONE and self._layout.word_at(walk.position) in self._words["former_after"]

    def _is_in_this(self, word: str, after: int) -> bool:
        """«در این استان»."""
        return word == "در" and self._layout.word_at(after) in _THIS

    def _is_filler(self, token: Token, walk: _Walk) -> bool:
        """«سپاه مرکزی یزد»: a word that is a place elsewhere, before a place that does not hold it."""
        place = token.atom.place
        if place is None or not place.ambiguous or walk.area is not Area.NONE:
            return False
        behind = self._place_at(token.end)
        if behind is None or behind.atom.place is None:
            return False
        return not place.provinces & behind.atom.place.provinces

    def token_at(self, position: int) -> Token | None:
        number = bisect_left(self._starts, position)
        if number < len(self._starts) and self._starts[number] == position:
            return self._layout.tokens[number]
        return None

    def _placed(self, token: Token, senses: PlaceSenses, walk: _Walk) -> Tail:
        plural = walk.plural or (walk.several and self._listed_place(token.end) is not None)
        places = [senses]
        end = token.end
        inside = self._place_at(end)
        if inside and not plural:
            end = inside.end
        while plural:
            further = self._listed_place(end)
            if not further or not further.atom.place:
                break
            places.append(further.atom.place)
            end = further.end
        after = self._layout.word_at(end)
        behind = self.token_at(end)
        if behind and behind.atom.kind is Kind.FOREIGN:
            return Tail(behind.end, Scope.FOREIGN)
        return Tail(
            end,
            Scope.PLACED,
            tuple(
                NamedPlace(place, walk.area, inside.atom.place if inside and not plural else None)
                for place in places
            ),
            former=walk.former or after in self._words["former_after"],
            after=after,
        )

    def _place_at(self, position: int) -> Token | None:
        """A place directly here, or after «استان» or an opening bracket."""
        token = self.token_at(position)
        if token is None:
            word = self._layout.word_at(position)
            if _AREAS.get(word, (Area.NONE, False))[0] is Area.PROVINCE:
                token = self.token_at(position + len(word))
        return token if token and token.atom.kind is Kind.PLACE else None

    def _listed_place(self, position: int) -> Token | None:
        mark = self._layout.word_at(position)
        if mark in _LIST_MARKS:
            return self._place_at(position + len(mark))
        token = self.token_at(position + 1) if mark and mark[0] == "و" else None
        return token if token and token.atom.kind is Kind.PLACE else None


_PLURAL_ENDINGS = frozenset({"ها", "های", "هایی"})
_THIS = frozenset({"این", "همین", "ان"})
_AREAS: dict[str, tuple[Area, bool]] = {
    "استان": (Area.PROVINCE, False),
    "استانهای": (Area.PROVINCE, True),
    "شهرستان": (Area.COUNTY, False),
    "شهرستانهای": (Area.COUNTY, True),
    "شهر": (Area.CITY, False),
    "کلانشهر": (Area.CITY, False),
    "شهرهای": (Area.CITY, True),
    "بخش": (Area.DISTRICT, False),
}


def _bare_scope(walk: _Walk) -> Scope:
    """What «استان» and the like mean without a name behind them."""
    if walk.plural and walk.area is not Area.NONE:
        return Scope.CLASS
    if walk.this and walk.area is Area.PROVINCE:
        return Scope.THIS_PROVINCE
    return _BARE.get(walk.area, Scope.NONE)


_BARE = {
    Area.PROVINCE: Scope.BARE_PROVINCE,
    Area.COUNTY: Scope.BARE_COUNTY,
    Area.CITY: Scope.BARE_CITY,
}
