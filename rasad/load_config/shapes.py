"""Checks one value of config/ against its shape and says in words what does not fit."""

import re
from datetime import date
from typing import Annotated, get_args

from persiantools.jdatetime import JalaliDate
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.yaml_lines import Document, Location

JALALI_MONTH_DAYS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)
"""Days that every year has: Esfand's 30th is a leap day."""


class Shape(BaseModel):
    """The keys an entry of config/ may have; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1)


def read_jalali_day(value: object) -> date:
    """Read `1404-07-15` as it stands in config/; raises ValueError with an example."""
    parts = str(value).split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return JalaliDate(year, month, day).to_gregorian()
    except ValueError:
        message = f"'{value}' is not a Jalali date; write year-month-day, for example 1404-07-15"
        raise ValueError(message) from None


JalaliDay = Annotated[date, BeforeValidator(read_jalali_day)]


def read_shape[S: Shape](
    raw: object, shape: type[S], problems: Problems, *, document: Document, location: Location = ()
) -> S | None:
    """The value as its shape, or None after reporting every problem it has."""
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where = document.where(*location, *detail["loc"])
            problems.error(where, _in_words(detail, shape))
        return None


def _in_words(detail: ErrorDetails, shape: type[Shape]) -> str:
    *parents, last = detail["loc"] or ("",)
    found, kind, context = detail["input"], detail["type"], detail.get("ctx", {})
    match kind:
        case "missing":
            return f"key '{last}' is missing; add it"
        case "extra_forbidden":
            return f"unknown key '{last}'; {suggestion(str(last), _known_keys(shape, parents))}"
        case "enum":
            allowed = re.findall("'([^']+)'", str(context["expected"]))
            return f"'{found}' is not a value of '{_name(detail)}'; {suggestion(str(found), allowed)}"
        case "string_type":
            return f"'{_name(detail)}' must be text and is {found!r}; write it in quotes"
        case "model_type" | "dict_type":
            return f"here must stand keys with values, not {found!r}"
        case "value_error":
            return str(context["error"])
        case _:
            return f"'{_name(detail)}' does not fit: {detail['msg']} (found {found!r})"


def _name(detail: ErrorDetails) -> str:
    """The key a detail is about: list positions have no name of their own, and «[key]» is pydantic's."""
    keys = (part for part in reversed(detail["loc"]) if isinstance(part, str) and part != "[key]")
    return next(keys, "entry")


def _known_keys(shape: type[BaseModel], way: list[str | int]) -> list[str]:
    for step in way:
        if isinstance(step, str) and step in shape.model_fields:
            shape = _shape_inside(shape.model_fields[step].annotation) or shape
    return list(shape.model_fields)


def _shape_inside(annotation: object) -> type[BaseModel] | None:
    """The shape in `list[SourceShape]` or `SelectorsShape | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _shape_inside(part))), None)
