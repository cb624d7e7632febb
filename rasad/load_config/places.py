"""Provinces, counties and cities from config/places/, each inside the one above it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.places import City, County, Places, Province
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems
from rasad.load_config.registers import Entry, RawEntry, Register, listed, mapping_of, register
from rasad.load_config.same_name import same_name
from rasad.load_config.shapes import Shape
from rasad.load_config.yaml_lines import Document

PROVINCES, COUNTIES, CITIES = "places/provinces.yaml", "places/counties.yaml", "places/cities.yaml"
FILES = (PROVINCES, COUNTIES, CITIES)


class ProvinceShape(Shape):
    """An entry of provinces.yaml."""

    name: str
    slug: str
    capital: str
    other_names: tuple[str, ...] = ()
    latin_names: tuple[str, ...] = ()


class CountyShape(Shape):
    """A name in counties.yaml, with the province it stands under."""

    name: str
    province: str
    other_names: tuple[str, ...] = ()


class CityShape(Shape):
    """A name in cities.yaml, with the province and the county it stands under."""

    name: str
    province: str
    county: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRegisters:
    """What other readers check the places they name against."""

    provinces: Register[ProvinceShape]
    counties: Register[CountyShape]
    """By `province/county`."""
    cities: Register[CityShape]
    """By `province/county/city`."""

    def counties_in(self, province: str) -> list[str]:
        return [county.name for county in self.counties.shapes() if county.province == province]

    def has_city(self, province: str, city: str) -> bool:
        return any(known.province == province and known.name == city for known in self.cities.shapes())


def read_places(documents: Documents, problems: Problems) -> PlaceRegisters:
    """All places, with the province of each county and the county of each city known to exist."""
    registers = PlaceRegisters(
        provinces=register(
            listed(documents.matching(PROVINCES), "provinces", problems),
            ProvinceShape,
            problems,
            what="province",
            identity=lambda raw: str(raw.get("name") or ""),
        ),
        counties=register(
            _nested(documents.matching(COUNTIES), "counties", ("province",), problems),
            CountyShape,
            problems,
            what="county",
            identity=lambda raw: f"{raw['province']}/{raw.get('name')}",
        ),
        cities=register(
            _nested(documents.matching(CITIES), "cities", ("province", "county"), problems),
            CityShape,
            problems,
            what="city",
            identity=lambda raw: f"{raw['province']}/{raw['county']}/{raw.get('name')}",
        ),
    )
    _check(registers, problems)
    return registers


def places_of(registers: PlaceRegisters) -> Places:
    """The checked entries as the records the stations know."""
    return Places(
        provinces=tuple(Province(**shape.model_dump()) for shape in registers.provinces.shapes()),
        counties=tuple(County(**shape.model_dump()) for shape in registers.counties.shapes()),
        cities=tuple(City(**shape.model_dump()) for shape in registers.cities.shapes()),
    )


def _check(registers: PlaceRegisters, problems: Problems) -> None:
    slugs: dict[str, str] = {}
    for name, province in registers.provinces.entries.items():
        slug, capital = province.shape.slug, province.shape.capital
        if slug in slugs:
            problems.error(province.where("slug"), f"slug '{slug}' belongs to {slugs[slug]} too; change one")
        slugs[slug] = name
        if not registers.has_city(name, capital):
            text = f"{name} has no city '{capital}'; correct it, or add it to cities.yaml"
            problems.error(province.where("capital"), text)
    for places in (registers.provinces, registers.counties, registers.cities):
        _check_spelled_once(places, problems)
    for county in registers.counties.entries.values():
        registers.provinces.require(county.shape.province, problems, county.parent())
    for city in registers.cities.entries.values():
        registers.counties.require(f"{city.shape.province}/{city.shape.county}", problems, city.parent())


def _check_spelled_once[S: Shape](places: Register[S], problems: Problems) -> None:
    """The same name with and without a space would be two places to the reader of a table."""
    first: dict[str, Entry[S]] = {}
    for name, entry in places.entries.items():
        other = first.setdefault(same_name(name), entry)
        if other is not entry:
            text = f"{places.what} '{name}' stands in another spelling at {other.where()}; keep one"
            problems.error(entry.where(), text)


def _nested(
    documents: Iterable[Document], key: str, levels: tuple[str, ...], problems: Problems
) -> Iterator[RawEntry]:
    """The names under `key`, which stand in lists inside mappings of the levels above them."""
    for document in documents:
        top = mapping_of(document, allowed=(key,), problems=problems)
        if key in top:
            names = RawEntry(document=document, location=(key,), raw=top[key])
            yield from _inside(names, levels, {}, problems)


def _inside(
    at: RawEntry, levels: tuple[str, ...], above: Mapping[str, str], problems: Problems
) -> Iterator[RawEntry]:
    if levels and isinstance(at.raw, dict):
        for name, inside in at.raw.items():
            deeper = RawEntry(document=at.document, location=(*at.location, name), raw=inside)
            yield from _inside(deeper, levels[1:], {**above, levels[0]: name}, problems)
    elif not levels and isinstance(at.raw, list):
        for position, raw in enumerate(at.raw):
            filled = {**above, **(raw if isinstance(raw, dict) else {"name": raw})}
            yield RawEntry(document=at.document, location=(*at.location, position), raw=filled)
    else:
        wanted = f"the names of each {levels[0]} with what lies in it" if levels else "a list of names"
        problems.error(at.where(), f"here must stand {wanted}")
