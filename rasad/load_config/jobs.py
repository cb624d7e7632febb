"""Jobs from config/jobs.yaml; an overlay replaces the job with the same id."""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from core.jobs import LAST_DAY, CatchUp, Every, Job, Work
from core.settings import Settings
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems
from rasad.load_config.registers import Entry, listed, register
from rasad.load_config.settings import Clock
from rasad.load_config.shapes import Shape

FILES = ("jobs.yaml",)
_WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
_NIGHTLY, _CLOSE = "nightly_at", "close_at"


def _at(value: object) -> object:
    """A time of day, the minute of an hourly job as `:20`, or the name of an hour in settings.yaml."""
    if value in (_NIGHTLY, _CLOSE):
        return value
    return f"00{value}" if re.fullmatch(r":[0-5][0-9]", str(value)) else value


def _day(value: object) -> object:
    return LAST_DAY if value == "last" else value


class JobShape(Shape):
    """One job."""

    id: str
    work: Work
    every: Every
    at: Annotated[Literal["nightly_at", "close_at"] | Clock, BeforeValidator(_at)] = time()
    weekday: Literal["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"] = (
        "saturday"
    )
    day: Annotated[int, BeforeValidator(_day)] | None = Field(default=None, ge=LAST_DAY, le=29)
    catch_up: CatchUp = CatchUp.NEWEST
    tries: int = Field(default=3, ge=1, le=1000)
    retry_minutes: float = Field(default=20, gt=0)
    enabled: bool = True


def read_jobs(documents: Documents, settings: Settings, problems: Problems) -> tuple[Job, ...]:
    """Every job that is enabled, in the order of the file: jobs due together run in this order."""
    entries = register(listed(documents.matching(*FILES), "jobs", problems), JobShape, problems, what="job")
    for entry in entries.entries.values():
        _check_keys(entry, problems)
    return tuple(_job(shape, settings) for shape in entries.shapes() if shape.enabled)


def _check_keys(entry: Entry[JobShape], problems: Problems) -> None:
    """A key that says nothing about this kind of job is an error, for somebody meant something by it."""
    shape = entry.shape
    given = shape.model_fields_set
    of_months = (Every.MONTH, Every.QUARTER)
    for key, kinds in {"weekday": (Every.WEEK,), "day": of_months}.items():
        if key in given and shape.every not in kinds:
            problems.error(entry.where(key), f"'{key}' says nothing about a job of every {shape.every.value}")


def _job(shape: JobShape, settings: Settings) -> Job:
    named: Mapping[object, time] = {_NIGHTLY: settings.nightly_at, _CLOSE: settings.close_at}
    values: dict[str, Any] = {
        "at": named.get(shape.at, shape.at),
        # Without a day of its own a monthly or quarterly job waits, as the close does, for stragglers.
        "day": settings.close_day if shape.day is None else shape.day,
    }
    return Job(
        id=shape.id,
        work=shape.work,
        every=shape.every,
        weekday=_WEEKDAYS[shape.weekday],
        catch_up=shape.catch_up,
        tries=shape.tries,
        retry_after=timedelta(minutes=shape.retry_minutes),
        **values,
    )
