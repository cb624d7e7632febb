"""Rules of measures: what a scheme chooses for a measure, checked against what the measure lets it choose."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from core.errors import RasadError, RoundError
from scoring.measure import Measure


def rule_of(measure: Measure, name: str, parameters: Mapping[str, object]) -> Any:
    """The measure's rule with the scheme's choices; None for a measure without one."""
    problems = rule_problems(measure, parameters)
    if problems:
        words = "; ".join(f"{key}: {what}" if key else what for key, what in problems)
        raise RoundError(f"measure '{name}' cannot be counted with these parameters: {words}")
    return _adapter(measure.rule).validate_python(dict(parameters)) if measure.rule else None


def rule_problems(measure: Measure, parameters: Mapping[str, object]) -> list[tuple[str, str]]:
    """What does not fit: the parameter (empty when it is the whole) and what is wrong with it."""
    known = [field.name for field in fields(measure.rule)] if measure.rule else []
    strange = [name for name in parameters if name not in known]
    if strange:
        there_are = f"there are {', '.join(known)}" if known else "this measure has none"
        return [(name, f"there is no such parameter; {there_are}") for name in strange]
    if measure.rule is None:
        return []
    try:
        _adapter(measure.rule).validate_python(dict(parameters))
    except ValidationError as error:
        return [_problem(detail["loc"], detail["msg"]) for detail in error.errors(include_url=False)]
    except RasadError as error:
        return [("", str(error))]
    return []


def _problem(place: tuple[int | str, ...], message: str) -> tuple[str, str]:
    parameter = str(place[0]) if place else ""
    inside = ".".join(str(part) for part in place[1:])
    return parameter, f"{inside}: {message}" if inside else message


@cache
def _adapter(rule: type) -> TypeAdapter[Any]:
    return TypeAdapter(rule)
