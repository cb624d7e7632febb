"""The agencies of a profile: what an office adds to the types that exist everywhere."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise

from core.agencies import Agency, AgencyKey, AgencyType, Head, Level
from rasad.load_config.places import PlaceRegisters
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.registers import Entry, Register
from rasad.load_config.same_name import same_name
from rasad.load_config.shapes import JalaliDay, Shape
from rasad.load_config.yaml_lines import Location


class HeadShape(Shape):
    """A person who leads or speaks for the agency; both days belong to the term."""

    name: str
    role: str
    since: JalaliDay | None = None
    until: JalaliDay | None = None


class AgencyShape(Shape):
    """An entry of agencies.yaml."""

    type: str
    group: str
    track: str
    county: str | None = None
    city: str | None = None
    own_name: str | None = None
    name: str | None = None
    other_names: tuple[str, ...] = ()
    own_outlet: str | None = None
    channels: tuple[str, ...] = ()
    heads: tuple[HeadShape, ...] = ()
    since: JalaliDay | None = None
    until: JalaliDay | None = None
    scored: bool = True


def identity_of(raw: Mapping[str, object]) -> str:
    """What makes two entries one: an agency may stand twice only when it changed its group on a day."""
    place = raw.get("county") or raw.get("city")
    parts = (raw.get("type"), place, raw.get("own_name"), raw.get("since"))
    return " ".join(str(part) for part in parts if part is not None)


def agency_of(shape: AgencyShape, province: str, agency_type: AgencyType) -> Agency:
    """The checked entry as the record the stations know."""
    return Agency(
        key=_key(shape, province),
        name=shape.name or default_name(agency_type, _key(shape, province)),
        group=shape.group,
        track=shape.track,
        other_names=shape.other_names,
        heads=tuple(Head(**head.model_dump()) for head in shape.heads),
        own_outlet=shape.own_outlet,
        channels=shape.channels,
        since=shape.since,
        until=shape.until,
        scored=shape.scored,
    )


def default_name(agency_type: AgencyType, key: AgencyKey) -> str:
    """«اداره کل ثبت احوال سمنان», «شهرداری شاهرود»; the county's office has a name of its own kind."""
    if key.own_name:
        return key.own_name
    is_county_office = key.county and agency_type.level is Level.PROVINCE
    name = (is_county_office and agency_type.county_name) or agency_type.name
    return f"{name} {key.county or key.province}"


def check_places(
    agencies: Register[AgencyShape],
    province: str,
    types: Mapping[str, AgencyType],
    places: PlaceRegisters,
    problems: Problems,
) -> None:
    """Every type exists, and names the place that its level asks for."""
    for entry in agencies.entries.values():
        shape = entry.shape
        if shape.type not in types:
            text = f"there is no agency type '{shape.type}'; {suggestion(shape.type, types)}"
            problems.error(entry.where("type"), text)
            continue
        for text in _misplaced(shape, types[shape.type]):
            problems.error(entry.where(), f"type '{shape.type}' {text}")
        if shape.county and not places.counties.knows(f"{province}/{shape.county}"):
            instead = suggestion(shape.county, places.counties_in(province))
            problems.error(entry.where("county"), f"{province} has no county '{shape.county}'; {instead}")
        if shape.city and not places.has_city(province, shape.city):
            text = f"{province} has no city '{shape.city}'; correct it, or add it to places/cities.yaml"
            problems.error(entry.where("city"), text)


def check_terms(agencies: Register[AgencyShape], problems: Problems) -> None:
    """Dates are in order; two heads in one role at a time are doubtful but happen."""
    for entry in agencies.entries.values():
        shape = entry.shape
        if _ends_first(shape.since, shape.until):
            text = "the agency is watched until a day before 'since'; swap the two"
            problems.error(entry.where("until"), text)
        for n, head in enumerate(shape.heads):
            if _ends_first(head.since, head.until):
                text = f"the term of {head.name} ends before it begins; swap 'since' and 'until'"
                problems.error(entry.where("heads", n), text)
        for (n, first), (m, second) in combinations(enumerate(shape.heads), 2):
            if first.role == second.role and _overlap(first, second):
                line = entry.where("heads", n).line
                text = f"{second.name} and {first.name} (line {line}) are both {first.role} for some days"
                problems.warn(entry.where("heads", m), f"{text}; end one term if that is not so")


def check_twice(
    agencies: Register[AgencyShape], types: Mapping[str, AgencyType], province: str, problems: Problems
) -> None:
    """A name and an own outlet belong to one agency; one agency stands in one group at a time."""
    owners: dict[tuple[str, str], Entry[AgencyShape]] = {}
    same: dict[AgencyKey, list[Entry[AgencyShape]]] = {}
    for entry in agencies.entries.values():
        key = _key(entry.shape, province)
        same.setdefault(key, []).append(entry)
        for what, value, location in _marks(entry.shape, key, types):
            other = owners.setdefault((what, value), entry)
            if _key(other.shape, province) != key:
                text = f"{what} '{value}' belongs already to the agency at {other.where()}; remove one"
                problems.error(entry.where(*location), text)
    for entries in same.values():
        for first, second in pairwise(sorted(entries, key=lambda entry: entry.shape.since or date.min)):
            if _overlap(first.shape, second.shape):
                text = f"this agency is watched at the same time by the entry at {first.where()}"
                problems.error(second.where(), f"{text}; give that one an 'until' before this one's 'since'")


def _key(shape: AgencyShape, province: str) -> AgencyKey:
    return AgencyKey(shape.type, province, shape.county or shape.city, shape.own_name)


def _misplaced(shape: AgencyShape, agency_type: AgencyType) -> Iterator[str]:
    level = agency_type.level
    if level is Level.CITY and not (shape.city or shape.county):
        yield "exists in each city; add 'city'"
    if level in (Level.COUNTY, Level.DISTRICT) and not shape.county:
        yield "exists in each county; add 'county'"
    if agency_type.own_names and not shape.own_name:
        yield "has several bodies in a province; add 'own_name', the full name of this one"
    if level is not Level.CITY and shape.city:
        yield "is no body of a city; write 'county' for a county's office, or nothing for the province's"
    if level is Level.CITY and shape.county:
        yield "is a body of a city; write 'city' instead of 'county'"


def _ends_first(since: date | None, until: date | None) -> bool:
    return bool(since and until and until < since)


def _overlap(first: HeadShape | AgencyShape, second: HeadShape | AgencyShape) -> bool:
    starts = max(first.since or date.min, second.since or date.min)
    return starts <= min(first.until or date.max, second.until or date.max)


def _marks(
    shape: AgencyShape, key: AgencyKey, types: Mapping[str, AgencyType]
) -> Iterator[tuple[str, str, Location]]:
    """What must not be shared: each with its place in the entry."""
    if shape.type in types:
        yield "name", same_name(shape.name or default_name(types[shape.type], key)), ("name",)
    yield from (("name", same_name(name), ("other_names", n)) for n, name in enumerate(shape.other_names))
    if shape.own_outlet:
        yield "own outlet", shape.own_outlet, ("own_outlet",)
    yield from (("own outlet", name, ("channels", n)) for n, name in enumerate(shape.channels))
