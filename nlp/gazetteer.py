"""Places by their folded names: what «گلستان» can be, and which reading fits a body of which level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.places import Places
from nlp.fold import compact_form


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A county, or a city inside a county."""

    name: str
    county: str
    province: str


@dataclass(slots=True)
class PlaceSenses:
    """All that one name can be."""

    name: str
    province: str | None = None
    counties: list[LocalPlace] = field(default_factory=list)
    cities: list[LocalPlace] = field(default_factory=list)
    ambiguous: bool = False
    """An ordinary word too: a place only where the context says so."""
    is_word: bool = False
    """Listed as an ordinary word: even directly after an agency it is not always a place."""
    weak_province: bool = False
    """Alone it rather means the city (تهران)."""

    @property
    def provinces(self) -> set[str]:
        """Every province the name can point to."""
        found = {place.province for place in (*self.counties, *self.cities)}
        return found | {self.province} if self.province else found


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every province, county and city by folded name."""

    senses: Mapping[str, PlaceSenses]
    capitals: Mapping[str, str]
    """Province to its capital city."""
    seat: str | None = None
    """The province in which the national bodies sit."""

    @property
    def seat_city(self) -> LocalPlace | None:
        """The capital of the country."""
        capital = self.senses.get(compact_form(self.capitals.get(self.seat or "", "")))
        return (
            next((city for city in capital.cities if city.province == self.seat), None) if capital else None
        )


def make_gazetteer(places: Places, words: Mapping[str, object]) -> Gazetteer:
    """Index the places; `words` is the lexicon `place_words`."""
    senses: dict[str, PlaceSenses] = {}
    extra_names = _lists(words.get("province_names"))
    extra_cities = _lists(words.get("city_names"))
    weak_provinces = set(_strings(words.get("weak_provinces")))
    for province in places.provinces:
        for name in (province.name, *province.other_names, *extra_names.get(province.name, ())):
            entry = _entry(senses, name)
            entry.province = province.name
            entry.weak_province = province.name in weak_provinces
    for county in places.counties:
        for name in (county.name, *county.other_names):
            _entry(senses, name).counties.append(LocalPlace(county.name, county.name, county.province))
    for city in places.cities:
        for name in (city.name, *city.other_names, *extra_cities.get(city.name, ())):
            # A town known by its county's name too (گچساران) goes by that name.
            usual = city.county if city.county in city.other_names else city.name
            _entry(senses, name).cities.append(LocalPlace(usual, city.county, city.province))
    _mark_ambiguous(senses, _strings(words.get("ambiguous")), _strings(words.get("certain")))
    capitals = {province.name: province.capital for province in places.provinces}
    return Gazetteer(senses, capitals, next(iter(_strings(words.get("weak_provinces"))), None))


def _entry(senses: dict[str, PlaceSenses], name: str) -> PlaceSenses:
    return senses.setdefault(compact_form(name), PlaceSenses(name))


def _mark_ambiguous(
    senses: Mapping[str, PlaceSenses], ambiguous: Iterable[str], certain: Iterable[str]
) -> None:
    words = {compact_form(word) for word in ambiguous}
    sure = {compact_form(word) for word in certain}
    for key, entry in senses.items():
        entry.is_word = key in words
        entry.ambiguous = key in words or (len(key) <= 3 and key not in sure)


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(entry) for entry in value) if isinstance(value, list) else ()


def _lists(value: object) -> Mapping[str, tuple[str, ...]]:
    return {str(key): _strings(names) for key, names in value.items()} if isinstance(value, dict) else {}
