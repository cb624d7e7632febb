"""Provinces, counties and cities: a place's canonical Persian name is its identity."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """One of the 31 provinces; `name` is the short form, «خراسان جنوبی»."""

    name: str
    slug: str
    capital: str
    other_names: tuple[str, ...] = ()
    latin_names: tuple[str, ...] = ()
    """As outlets write it in addresses beside the slug: `khorasan-razavi`, `mashhad`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """A شهرستان; its name is unique only inside its province."""

    name: str
    province: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A شهر; its name is unique only inside its county."""

    name: str
    county: str
    province: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All places the product knows."""

    provinces: tuple[Province, ...]
    counties: tuple[County, ...]
    cities: tuple[City, ...]
