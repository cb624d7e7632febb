"""Outlets and their sources from config/outlets/ and from the profiles of provinces."""

import re
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from core.outlets import Outlet, OutletKind, Selectors, Source, Tier
from rasad.load_config.folders import Documents
from rasad.load_config.places import PlaceRegisters
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.registers import Entry, Register, listed, register
from rasad.load_config.same_name import same_name
from rasad.load_config.shapes import Shape
from rasad.load_config.yaml_lines import Location

FILES = ("outlets/*.yaml", "provinces/*/outlets.yaml")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?(/[^\s/]+)?")


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise ValueError(f"'{text}' is not a domain; write it like irna.ir or t.me/name, without http://")
    return text


Domain = Annotated[str, AfterValidator(_domain)]


class SelectorsShape(Shape):
    """CSS selectors; what is left out is found by the general rules."""

    links: str | None = None
    title: str | None = None
    kicker: str | None = None
    lead: str | None = None
    body: str | None = None
    published: str | None = None


class SourceShape(Shape):
    """One address of an outlet."""

    id: str
    kind: str
    address: str
    every_hours: float = Field(default=20, gt=0)
    delay_seconds: float = Field(default=2.0, ge=0)
    expect_a_day: tuple[int, int] | None = None
    selectors: SelectorsShape = SelectorsShape()
    text_in_feed: bool = False


class OutletShape(Shape):
    """One outlet; one that is only known and not crawled has no sources."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str
    tier: Tier
    owner: str | None = None
    """An outlet whose owner nobody has looked up counts as its own."""
    kind: OutletKind = OutletKind.NEWS
    home_province: str | None = None
    domains: tuple[Domain, ...] = ()
    other_names: tuple[str, ...] = ()
    cms: str | None = None
    sources: tuple[SourceShape, ...] = ()


def read_outlets(
    documents: Documents, places: PlaceRegisters, problems: Problems, *, known_kinds: Collection[str] | None
) -> Register[OutletShape]:
    """All outlets; names, domains and source ids belong to one outlet only."""
    raw = listed(documents.matching(*FILES), "outlets", problems)
    outlets = register(raw, OutletShape, problems, what="outlet")
    _check_unique(outlets, problems)
    for entry in outlets.entries.values():
        places.provinces.require(entry.shape.home_province, problems, entry, "home_province")
        for position, source in enumerate(entry.shape.sources):
            _check_source(source, entry, position, known_kinds, problems)
    return outlets


def outlet_of_shape(shape: OutletShape) -> Outlet:
    """The checked entry as the record the stations know."""
    return Outlet(
        id=shape.id,
        name=shape.name,
        kind=shape.kind,
        tier=shape.tier,
        owner=shape.owner or shape.name,
        home_province=shape.home_province,
        domains=shape.domains,
        other_names=shape.other_names,
        cms=shape.cms,
        sources=tuple(_source(source, shape.id) for source in shape.sources),
    )


def _source(shape: SourceShape, outlet: str) -> Source:
    return Source(
        id=shape.id,
        outlet=outlet,
        kind=shape.kind,
        address=shape.address,
        every=timedelta(hours=shape.every_hours),
        delay_seconds=shape.delay_seconds,
        expect_a_day=shape.expect_a_day,
        selectors=Selectors(**shape.selectors.model_dump()),
        text_in_feed=shape.text_in_feed,
    )


def _check_unique(outlets: Register[OutletShape], problems: Problems) -> None:
    owners: dict[tuple[str, str], Entry[OutletShape]] = {}
    for entry in outlets.entries.values():
        for what, value, location in _marks(entry.shape):
            other = owners.setdefault((what, value), entry)
            if other is not entry:
                shown = f"{what} '{value}' belongs already to outlet '{other.shape.id}' at {other.where()}"
                problems.error(entry.where(*location), f"{shown}; remove it from one of them")


def _marks(shape: OutletShape) -> Iterator[tuple[str, str, Location]]:
    """What tells an outlet apart: each mark with its place in the entry."""
    yield "name", same_name(shape.name), ("name",)
    yield from (("name", same_name(name), ("other_names", n)) for n, name in enumerate(shape.other_names))
    yield from (("domain", domain, ("domains", n)) for n, domain in enumerate(shape.domains))
    yield from (("source", source.id, ("sources", n, "id")) for n, source in enumerate(shape.sources))


def _check_source(
    source: SourceShape,
    entry: Entry[OutletShape],
    position: int,
    known_kinds: Collection[str] | None,
    problems: Problems,
) -> None:
    if known_kinds is not None and source.kind not in known_kinds:
        text = f"there is no source kind '{source.kind}'; {suggestion(source.kind, known_kinds)}"
        problems.error(entry.where("sources", position, "kind"), text)
    if "://" in source.address and not source.address.startswith(("http://", "https://")):
        text = f"'{source.address}' is neither http nor https; give the address of a web page"
        problems.error(entry.where("sources", position, "address"), text)
    least, most = source.expect_a_day or (0, 0)
    if not 0 <= least <= most:
        text = f"expect_a_day is [{least}, {most}]; write the least first, then the most"
        problems.error(entry.where("sources", position, "expect_a_day"), text)
