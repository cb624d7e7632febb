"""Schemes from config/schemes/: one file, one scheme, checked so that its weights and bands hold."""

from collections.abc import Collection
from itertools import pairwise
from math import isclose

from pydantic import Field

from core.outlets import Tier
from core.schemes import Band, Direction, Indicator, MeasureUse, Normalisation, Scheme
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.registers import Entry, Register, register, whole_files
from rasad.load_config.shapes import Shape
from rasad.load_config.yaml_lines import Location

FILES = ("schemes/*.yaml",)


class MeasureUseShape(Shape):
    """How an indicator uses a measure."""

    measure: str
    normalisation: Normalisation
    direction: Direction = Direction.MORE
    target: float | None = Field(default=None, gt=0)
    goalposts: tuple[float, float] | None = None
    weight: float = Field(default=1.0, gt=0)


class IndicatorShape(Shape):
    """One indicator; its weight is in points of the scheme's 100."""

    id: str
    name: str
    domain: str
    weight: float = Field(gt=0)
    measures: tuple[MeasureUseShape, ...] = Field(min_length=1)
    not_for_groups: tuple[str, ...] = ()


class BandShape(Shape):
    """A band begins at its score and ends where the next begins."""

    name: str
    from_score: float = Field(ge=0, lt=100)


class SchemeShape(Shape):
    """A file of config/schemes/."""

    id: str
    version: str
    name: str
    domains: dict[str, str]
    indicators: tuple[IndicatorShape, ...]
    bands: tuple[BandShape, ...] = Field(min_length=1)
    tier_weights: dict[Tier, float]
    least_available_weight: float = Field(default=0.65, gt=0, le=1)
    least_completeness: float = Field(default=0.8, gt=0, le=1)


def read_schemes(
    documents: Documents, problems: Problems, *, known_measures: Collection[str] | None
) -> Register[SchemeShape]:
    """All schemes; without `known_measures` the names of measures are not checked."""
    schemes = register(whole_files(documents.matching(*FILES)), SchemeShape, problems, what="scheme")
    for entry in schemes.entries.values():
        _check_indicators(entry, problems)
        _check_weights(entry, problems)
        _check_bands(entry, problems)
        for n, indicator in enumerate(entry.shape.indicators):
            for m, use in enumerate(indicator.measures):
                _check_measure(use, entry, ("indicators", n, "measures", m), known_measures, problems)
    return schemes


def scheme_of_shape(shape: SchemeShape) -> Scheme:
    """The checked entry as the record the stations know."""
    return Scheme(
        id=shape.id,
        version=shape.version,
        name=shape.name,
        domains=tuple(shape.domains.items()),
        indicators=tuple(_indicator(indicator) for indicator in shape.indicators),
        bands=tuple(Band(name=band.name, from_score=band.from_score) for band in shape.bands),
        least_available_weight=shape.least_available_weight,
        least_completeness=shape.least_completeness,
        tier_weights=tuple((tier.value, weight) for tier, weight in shape.tier_weights.items()),
    )


def _indicator(shape: IndicatorShape) -> Indicator:
    return Indicator(
        id=shape.id,
        name=shape.name,
        domain=shape.domain,
        weight=shape.weight,
        measures=tuple(MeasureUse(**use.model_dump()) for use in shape.measures),
        not_for_groups=shape.not_for_groups,
    )


def _check_indicators(entry: Entry[SchemeShape], problems: Problems) -> None:
    scheme = entry.shape
    first: dict[str, int] = {}
    for n, indicator in enumerate(scheme.indicators):
        if indicator.id in first:
            line = entry.where("indicators", first[indicator.id]).line
            text = f"indicator '{indicator.id}' stands already in line {line}; rename or remove one"
            problems.error(entry.where("indicators", n), text)
        first.setdefault(indicator.id, n)
        if indicator.domain not in scheme.domains:
            text = f"there is no domain '{indicator.domain}'; {suggestion(indicator.domain, scheme.domains)}"
            problems.error(entry.where("indicators", n, "domain"), text)
    for domain in scheme.domains.keys() - {indicator.domain for indicator in scheme.indicators}:
        text = f"domain '{domain}' has no indicator, so it cannot be measured; add one or remove the domain"
        problems.error(entry.where("domains", domain), text)


def _check_weights(entry: Entry[SchemeShape], problems: Problems) -> None:
    total = sum(indicator.weight for indicator in entry.shape.indicators)
    if not isclose(total, 100, abs_tol=1e-6):
        text = f"the weights of the indicators sum to {total:g} and must sum to 100; change some"
        problems.error(entry.where("indicators"), text)
    for n, indicator in enumerate(entry.shape.indicators):
        inside = sum(use.weight for use in indicator.measures)
        if not isclose(inside, 1, abs_tol=1e-6):
            text = f"the weights of the measures of '{indicator.id}' sum to {inside:g} and must sum to 1"
            problems.error(entry.where("indicators", n, "measures"), f"{text}; change some")
    for tier in [tier for tier in Tier if tier not in entry.shape.tier_weights]:
        text = f"tier '{tier.value}' has no weight; add it (0 when such outlets do not count)"
        problems.error(entry.where("tier_weights"), text)


def _check_bands(entry: Entry[SchemeShape], problems: Problems) -> None:
    bands = entry.shape.bands
    if bands[0].from_score != 0:
        text = f"the lowest band begins at {bands[0].from_score:g} and leaves scores without one; begin at 0"
        problems.error(entry.where("bands", 0), text)
    for n, (lower, upper) in enumerate(pairwise(bands), start=1):
        if upper.from_score <= lower.from_score:
            text = f"band '{upper.name}' does not begin above '{lower.name}'; order the bands upward"
            problems.error(entry.where("bands", n), text)


def _check_measure(
    use: MeasureUseShape,
    entry: Entry[SchemeShape],
    location: Location,
    known_measures: Collection[str] | None,
    problems: Problems,
) -> None:
    if known_measures is not None and use.measure not in known_measures:
        text = f"there is no measure '{use.measure}'; {suggestion(use.measure, known_measures)}"
        problems.error(entry.where(*location, "measure"), text)
    if (use.normalisation is Normalisation.TARGET_RATIO) != (use.target is not None):
        text = f"'{use.measure}': a target belongs to target_ratio, and target_ratio needs one"
        problems.error(entry.where(*location), f"{text}; add or remove 'target'")
    if (use.normalisation is Normalisation.GOALPOSTS) != (use.goalposts is not None):
        text = f"'{use.measure}': two ends belong to goalposts, and goalposts needs them"
        problems.error(entry.where(*location), f"{text}; add or remove 'goalposts'")
    if use.goalposts and use.goalposts[0] == use.goalposts[1]:
        text = f"both goalposts are {use.goalposts[0]:g}; write two different numbers"
        problems.error(entry.where(*location, "goalposts"), text)
