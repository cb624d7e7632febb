"""How a scheme uses measures: names, targets, windows and parameters, checked against the measures."""

from collections.abc import Collection, Mapping

from core.schemes import Normalisation
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.registers import Entry
from rasad.load_config.scheme_shapes import MeasureUseShape, SchemeShape
from rasad.load_config.yaml_lines import Location
from scoring.measure import Measure
from scoring.rules import rule_problems

type KnownMeasures = Mapping[str, Measure] | Collection[str]
"""The table of measures, or their names alone, whose parameters are then not checked."""


def check_use(
    use: MeasureUseShape,
    entry: Entry[SchemeShape],
    location: Location,
    known: KnownMeasures | None,
    problems: Problems,
) -> None:
    """Report everything about one use that does not fit."""
    if known is not None and use.measure not in known:
        text = f"there is no measure '{use.measure}'; {suggestion(use.measure, known)}"
        problems.error(entry.where(*location, "measure"), text)
    _check_normalisation(use, entry, location, problems)
    if use.window and use.window not in entry.shape.windows:
        text = f"there is no window '{use.window}'; {suggestion(use.window, entry.shape.windows)}"
        problems.error(entry.where(*location, "window"), text)
    if isinstance(known, Mapping) and use.measure in known:
        _check_against_measure(use, known[use.measure], entry, location, problems)


def check_use_ids(entry: Entry[SchemeShape], problems: Problems) -> None:
    """One name is one number: the same measure asked differently needs an id of its own."""
    first: dict[str, tuple[MeasureUseShape, Location]] = {}
    for n, indicator in enumerate(entry.shape.indicators):
        for m, use in enumerate(indicator.measures):
            here, key = ("indicators", n, "measures", m), use.id or use.measure
            earlier, there = first.setdefault(key, (use, here))
            if _asks(earlier) != _asks(use):
                line = entry.where(*there).line
                text = f"'{key}' stands already in line {line} with another window or other parameters"
                problems.error(entry.where(*here), f"{text}; give one of them an 'id' of its own")
            if [other for other in indicator.measures[:m] if (other.id or other.measure) == key]:
                problems.error(entry.where(*here), f"'{key}' stands twice in '{indicator.id}'; remove one")


def _asks(use: MeasureUseShape) -> tuple[object, ...]:
    """What decides on the number itself, before it is put on 0–100."""
    return (use.measure, use.window, use.parameters, use.least_evidence, use.null_rule)


def _check_normalisation(
    use: MeasureUseShape, entry: Entry[SchemeShape], location: Location, problems: Problems
) -> None:
    if (use.normalisation is Normalisation.TARGET_RATIO) != (use.target is not None):
        text = f"'{use.measure}': a target belongs to target_ratio, and target_ratio needs one"
        problems.error(entry.where(*location), f"{text}; add or remove 'target'")
    if use.group_targets and use.target is None:
        text = f"'{use.measure}': group targets stand beside a general target; add 'target'"
        problems.error(entry.where(*location, "group_targets"), text)
    if (use.normalisation is Normalisation.GOALPOSTS) != (use.goalposts is not None):
        text = f"'{use.measure}': two ends belong to goalposts, and goalposts needs them"
        problems.error(entry.where(*location), f"{text}; add or remove 'goalposts'")
    if use.goalposts and use.goalposts[0] == use.goalposts[1]:
        text = f"both goalposts are {use.goalposts[0]:g}; write two different numbers"
        problems.error(entry.where(*location, "goalposts"), text)


def _check_against_measure(
    use: MeasureUseShape, measure: Measure, entry: Entry[SchemeShape], location: Location, problems: Problems
) -> None:
    for name, text in rule_problems(measure, use.parameters):
        place = ("parameters", name) if name in use.parameters else ("parameters",) if use.parameters else ()
        problems.error(entry.where(*location, *place), f"'{use.measure}': {name}: {text}".replace(": :", ":"))
    if use.source is not None and use.source is not measure.source:
        text = f"'{use.measure}' comes from {measure.source.value} and not from {use.source.value}"
        problems.error(entry.where(*location, "source"), f"{text}; correct or remove 'source'")
    if use.null_rule is not None and measure.null_rule is None:
        text = f"'{use.measure}' is not handed in by anybody, so it has no null rule; remove 'null_rule'"
        problems.error(entry.where(*location, "null_rule"), text)
    points = use.normalisation is Normalisation.POINTS
    if points != measure.is_points:
        instead = "write normalisation: points" if measure.is_points else "choose target_ratio or goalposts"
        says = "gives points of 0 to 100 already" if measure.is_points else "does not give points"
        problems.error(entry.where(*location, "normalisation"), f"'{use.measure}' {says}; {instead}")
