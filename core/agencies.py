"""Agencies: the bodies that are observed, their types, and the people who speak for them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """How many bodies of a type exist: one a province, one a county, one a city, one a district."""

    PROVINCE = "province"
    COUNTY = "county"
    CITY = "city"
    DISTRICT = "district"


LOCAL_LEVELS = frozenset({Level.COUNTY, Level.CITY, Level.DISTRICT})


class BareName(StrEnum):
    """What a name without a place means."""

    DOCUMENT = "document"
    """The body of the document's province (or county, or city)."""
    STORY = "story"
    """The same, but only where the story is clearly a local one."""
    NEVER = "never"
    """Nothing, unless a head that is provincial by its form (اداره کل، مدیرکل …) stands before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyType:
    """A kind of body that exists in every province (or county, or city) without an entry of its own.

    The names are patterns in which `<x>` may be left out and `(x|y)` is a choice.
    """

    slug: str
    level: Level
    name: str
    county_name: str | None = None
    """The name of its office in a county, where the provincial name does not fit."""
    strong: tuple[str, ...] = ()
    """Names that denote the agency by themselves when a place follows."""
    weak: tuple[str, ...] = ()
    """Names that need a head to their left."""
    offices: tuple[str, ...] = ()
    """Office holders and phrases that stand for the agency without naming it."""
    plurals: tuple[str, ...] = ()
    """Plurals of offices; they name agencies only where a list of places follows."""
    units: tuple[str, ...] = ()
    """Parts of the agency that are named without it."""
    former: tuple[str, ...] = ()
    """Names of the past."""
    national: tuple[str, ...] = ()
    """Names of the national body, refused unless a place follows directly."""
    negative: tuple[str, ...] = ()
    """Words that, directly before the name, make it something else."""
    bare: BareName = BareName.STORY
    provincial_only: bool = False
    """It has no offices in counties: with a county's name it is still the province's."""
    own_names: bool = False
    """A province can have several bodies of the type, told apart by their own names (universities)."""


@dataclass(frozen=True, slots=True, order=True)
class AgencyKey:
    """Which agency: a type in a place; `county` holds the county or the city of a local body.

    `province` is None when an item names the body but gives no way to know where it is.
    `own_name` tells apart several bodies of one type in one province (two state universities).
    """

    type: str
    province: str | None
    county: str | None = None
    own_name: str | None = None

    def __str__(self) -> str:
        """`municipality@سمنان/شاهرود`, `tax@سمنان`, `gas@?`, `university@قزوین#دانشگاه …`."""
        place = self.province or "?"
        county = f"/{self.county}" if self.county else ""
        own_name = f"#{self.own_name}" if self.own_name else ""
        return f"{self.type}@{place}{county}{own_name}"

    @classmethod
    def parse(cls, text: str) -> "AgencyKey":
        """The inverse of `str`; raises ValueError."""
        type_slug, at, rest = text.partition("@")
        if not (type_slug and at and rest):
            raise ValueError(f"'{text}' is not an agency key; write type@province or type@province/county")
        rest, _, own_name = rest.partition("#")
        province, _, county = rest.partition("/")
        return cls(type_slug, None if province == "?" else province, county or None, own_name or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A person who leads or speaks for an agency, for as long as the term lasts."""

    name: str
    role: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A body a province watches: what its profile adds to the type."""

    key: AgencyKey
    name: str
    group: str
    track: str
    other_names: tuple[str, ...] = ()
    heads: tuple[Head, ...] = ()
    own_outlet: str | None = None
    channels: tuple[str, ...] = ()
    """Outlets that are its own registered channels in social networks."""
    since: date | None = None
    until: date | None = None
    scored: bool = True
    """False for the governor's own office, which stands outside the ranking."""

    @property
    def own_outlets(self) -> tuple[str, ...]:
        """Its own site, if it has one, and its channels."""
        return (*((self.own_outlet,) if self.own_outlet else ()), *self.channels)

    def is_watched_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
