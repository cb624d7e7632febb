"""Agency names: what every agency is called, and the search that finds one by a few letters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.agencies import LOCAL_LEVELS, Agency, AgencyKey, AgencyType, Level
from core.methodology import Methodology
from review.looking.folding import folded_words

MOST_FOUND = 9
"""As many as the digit keys can choose among."""

_ENOUGH = 3
"""With so many names that fit, nobody misspelt."""
_LONG_ENOUGH = 4
"""Two or three letters are misspelt into anything."""

# Words most names begin with or are joined by: nobody types them to tell agencies apart.
_WEAK_WORDS = frozenset({"اداره", "کل", "شرکت", "سازمان", "استان", "شهرستان", "و", "شهر", "اسلامی"})

_NOT_WATCHED, _ELSEWHERE = 2.5, 1.0
"""How much farther an agency stands that nobody watches, or of another province than the item's."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """The words of a name, run together, and their first letters."""

    words: tuple[str, ...]
    joined: str
    initials: str

    @classmethod
    def of(cls, words: Sequence[str]) -> "NameForm":
        return cls(tuple(words), "".join(words), "".join(word[0] for word in words))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAgency:
    """An agency as the search sees it."""

    key: AgencyKey
    is_watched: bool
    telling: tuple[str, ...]
    """The words without those that many names share."""
    forms: tuple[NameForm, ...]
    """All that it is called."""


class AgencyNames:
    """All agencies of the register; building it takes a second."""

    def __init__(self, methodology: Methodology, profiles: Iterable[str] = ()) -> None:
        chosen = set(profiles) or set(methodology.profiles)
        watched = [
            agency
            for profile in methodology.profiles.values()
            if profile.id in chosen
            for agency in profile.agencies
        ]
        self.watched: Mapping[AgencyKey, Agency] = {agency.key: agency for agency in watched}
        self._types = {one.slug: one for one in methodology.agency_types}
        self._known = [
            _named(one.key, one.name, is_watched=True, other=one.other_names) for one in self.watched.values()
        ]
        rest = (key for key in _register(methodology) if key not in self.watched)
        self._known += [_named(key, self.name_of(key), is_watched=False) for key in rest]
        self._by_key = {one.key: one for one in self._known}

    def name_of(self, key: AgencyKey, said: str = "") -> str:
        """The profile's name, else what the machine said, else the type's name and the place."""
        if key in self.watched:
            return self.watched[key].name
        return said or _register_name(self._types.get(key.type), key)

    def telling_words(self, key: AgencyKey) -> tuple[str, ...]:
        """What of an agency's name tells it from others."""
        return self._by_key[key].telling if key in self._by_key else ()

    def found(self, typed: str, *, province: str | None = None, limit: int = MOST_FOUND) -> list[AgencyKey]:
        """The agencies a few letters may mean, the likeliest first."""
        query = folded_words(typed)
        if not query:
            return []
        ranked = list(_ranked(self._known, query, province, closely=True))
        if len(ranked) < _ENOUGH and len("".join(query)) >= _LONG_ENOUGH:
            close = {key for _, _, key in ranked}
            further = _ranked(self._known, query, province, closely=False)
            ranked += [one for one in further if one[2] not in close]
        ranked.sort(key=lambda one: one[:2])
        return [key for _, _, key in ranked[:limit]]


def _ranked(
    known: Sequence[NamedAgency], query: Sequence[str], province: str | None, *, closely: bool
) -> Iterator[tuple[float, int, AgencyKey]]:
    for place, one in enumerate(known):
        distance = _distance(one, query, closely=closely)
        if distance is not None:
            distance += 0.0 if one.is_watched else _NOT_WATCHED
            distance += 0.0 if province in (None, one.key.province) else _ELSEWHERE
            yield distance, place, one.key


def _distance(one: NamedAgency, query: Sequence[str], *, closely: bool) -> float | None:
    """How far what was typed is from an agency's names; None when it is none of them."""
    measure = _written_so if closely else _misspelt
    return min((d for form in one.forms if (d := measure(form, query)) is not None), default=None)


def _written_so(form: NameForm, query: Sequence[str]) -> float | None:
    typed = "".join(query)
    if form.joined.startswith(typed):
        return 0.0
    if form.initials.startswith(typed):
        return 0.5
    if all(any(word.startswith(part) for word in form.words) for part in query):
        return 1.0
    return 2.0 if len(typed) > 2 and typed in form.joined else None


def _misspelt(form: NameForm, query: Sequence[str]) -> float | None:
    """Every word that was typed is nearly the beginning of a word of the name."""
    errors = [min(_errors(part, word) for word in form.words) for part in query]
    if all(error <= max(1, len(part) // 3) for error, part in zip(errors, query, strict=True)):
        return 3.0 + sum(errors) / 10
    return None


# A few thousand words make all names; each stands in many of them.
@lru_cache(maxsize=20_000)
def _errors(typed: str, word: str) -> int:
    """The fewest letters to add, drop, change or exchange so that it becomes a beginning of the word."""
    previous: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, start=1):
        before, previous, row = previous, row, [i]
        for j, other in enumerate(word, start=1):
            best = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                best = min(best, before[j - 2] + 1)
            row.append(best)
    return min(row[len(typed) - 1 :], default=len(typed))


def _named(key: AgencyKey, name: str, *, is_watched: bool, other: Iterable[str] = ()) -> NamedAgency:
    words = folded_words(name)
    weak = _WEAK_WORDS | ({*folded_words(key.province)} if key.province and not key.county else set())
    telling = tuple(word for word in words if word not in weak) or tuple(words)
    forms = [telling, words, *(folded_words(each) for each in other)]
    return NamedAgency(
        key=key,
        is_watched=is_watched,
        telling=telling,
        forms=tuple(NameForm.of(form) for form in forms if form),
    )


def _register_name(kind: AgencyType | None, key: AgencyKey) -> str:
    if key.own_name:
        return key.own_name
    if kind is None:
        return str(key)
    if key.province is None:
        return f"{kind.name} (جای نامعلوم)"
    if key.county is None:
        return f"{kind.name.removesuffix('استان').rstrip()} استان {key.province}"
    is_office = kind.level is Level.PROVINCE
    return f"{(is_office and kind.county_name) or kind.name} {key.county}"


def _register(methodology: Methodology) -> Iterator[AgencyKey]:
    """Every provincial body, and those of counties and cities; offices in counties are too many."""
    places = methodology.places
    for kind in methodology.agency_types:
        if kind.level not in LOCAL_LEVELS:
            yield from (AgencyKey(kind.slug, province.name) for province in places.provinces)
        elif kind.level is Level.COUNTY:
            yield from (AgencyKey(kind.slug, one.province, one.name) for one in places.counties)
        elif kind.level is Level.CITY:
            yield from (AgencyKey(kind.slug, one.province, one.name) for one in places.cities)
