"""The working-day calendar from config/calendars/: weekly rest and dated holidays."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import Field

from core.methodology import WorkingDays
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems
from rasad.load_config.shapes import JalaliDay, Shape, read_shape

FILES = ("calendars/*.yaml",)


class Weekday(StrEnum):
    """In the order of `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class RestShape(Shape):
    """A weekday that rests, always or from a day on."""

    weekday: Weekday
    since: JalaliDay | None = None


class CalendarShape(Shape):
    """A file of config/calendars/; a holiday with no name is a working day again."""

    rest: tuple[RestShape, ...] | None = None
    holidays: dict[JalaliDay, str | None] = Field(default_factory=dict)


def read_working_days(documents: Documents, problems: Problems) -> WorkingDays:
    """One calendar out of all files; later folders replace the weekly rest and single days."""
    rest: tuple[RestShape, ...] = ()
    holidays: dict[date, str | None] = {}
    for document in documents.matching(FILES[0]):
        shape = read_shape(document.value, CalendarShape, problems, document=document)
        if shape:
            rest = rest if shape.rest is None else shape.rest
            holidays.update(shape.holidays)
    return WorkingDays(
        rest_weekdays=frozenset(_number(entry.weekday) for entry in rest),
        rest_since={_number(entry.weekday): entry.since for entry in rest if entry.since},
        holidays=_named(holidays),
    )


def _number(weekday: Weekday) -> int:
    return list(Weekday).index(weekday)


def _named(holidays: Mapping[date, str | None]) -> dict[date, str]:
    return {day: name for day, name in sorted(holidays.items()) if name}
