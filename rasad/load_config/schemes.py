"""Schemes from config/schemes/: one file, one scheme, checked so that its weights and bands hold."""

from collections.abc import Mapping
from itertools import pairwise
from math import isclose

from core.outlets import Tier
from core.schemes import Band, CertificateRule, Indicator, LetterRule, MeasureUse, Scheme, Window
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.registers import Entry, Register, register, whole_files
from rasad.load_config.scheme_shapes import IndicatorShape, MeasureUseShape, SchemeShape, WindowShape
from rasad.load_config.scheme_uses import KnownMeasures, check_use, check_use_ids
from rasad.load_config.shapes import JALALI_MONTH_DAYS

FILES = ("schemes/*.yaml",)


def read_schemes(
    documents: Documents, problems: Problems, *, known_measures: KnownMeasures | None
) -> Register[SchemeShape]:
    """All schemes; without `known_measures` the names of measures are not checked."""
    schemes = register(whole_files(documents.matching(*FILES)), SchemeShape, problems, what="scheme")
    for entry in schemes.entries.values():
        _check_indicators(entry, problems)
        _check_weights(entry, problems)
        _check_bands(entry, problems)
        _check_windows(entry, problems)
        check_use_ids(entry, problems)
        for n, indicator in enumerate(entry.shape.indicators):
            for m, use in enumerate(indicator.measures):
                check_use(use, entry, ("indicators", n, "measures", m), known_measures, problems)
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
        sample=shape.sample,
        approval=shape.approval,
        period=shape.period,
        windows=tuple(_window(name, window) for name, window in shape.windows.items()),
        groups=tuple(shape.groups.items()),
        submission_days=shape.submission_days,
        manager_points=shape.manager_points,
        appeal_days=shape.appeal_days,
        letters=LetterRule(**shape.letters.model_dump()),
        certificates=CertificateRule(**shape.certificates.model_dump()),
    )


def groups_named(shape: SchemeShape) -> list[tuple[str, tuple[str | int, ...]]]:
    """Every group that a scheme speaks of, and where."""
    named: list[tuple[str, tuple[str | int, ...]]] = []
    for n, indicator in enumerate(shape.indicators):
        here = ("indicators", n)
        named += [(group, (*here, "not_for_groups")) for group in indicator.not_for_groups]
        for m, use in enumerate(indicator.measures):
            there = (*here, "measures", m)
            named += [(group, (*there, "not_for_groups")) for group in use.not_for_groups]
            named += [(group, (*there, "group_targets")) for group in use.group_targets]
            targets = use.parameters.get("targets")
            if isinstance(targets, Mapping):
                named += [(group, (*there, "parameters", "targets")) for group in targets]
    return named


def _indicator(shape: IndicatorShape) -> Indicator:
    return Indicator(
        id=shape.id,
        name=shape.name,
        domain=shape.domain,
        weight=shape.weight,
        measures=tuple(_use(use) for use in shape.measures),
        not_for_groups=shape.not_for_groups,
    )


def _use(shape: MeasureUseShape) -> MeasureUse:
    return MeasureUse(**shape.model_dump())


def _window(name: str, shape: WindowShape) -> Window:
    return Window(id=name, name=shape.name, first=shape.first, last=shape.last)


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
    # An indicator and a domain of one id would be one subject with two scores.
    for name in [name for name in scheme.domains if name in first]:
        text = f"'{name}' is both a domain and an indicator; rename the indicator"
        problems.error(entry.where("indicators", first[name], "id"), text)


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
    _check_tiers(entry, problems)


def _check_tiers(entry: Entry[SchemeShape], problems: Problems) -> None:
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
    names = [band.name for band in bands]
    for n, name in enumerate(names):
        if name in names[:n]:
            problems.error(entry.where("bands", n), f"band '{name}' stands twice; rename one")


def _check_windows(entry: Entry[SchemeShape], problems: Problems) -> None:
    for name, window in entry.shape.windows.items():
        for key, (month, day) in (("first", window.first), ("last", window.last)):
            if day > JALALI_MONTH_DAYS[month - 1]:
                text = f"month {month} has no day {day} in every year; write an earlier one"
                problems.error(entry.where("windows", name, key), text)
        if window.last < window.first:
            text = (
                f"window '{name}' ends before it begins; swap 'first' and 'last' (no window crosses a year)"
            )
            problems.error(entry.where("windows", name), text)
    used = {use.window for indicator in entry.shape.indicators for use in indicator.measures}
    for name in entry.shape.windows.keys() - used:
        problems.warn(entry.where("windows", name), f"no measure uses the window '{name}'")
