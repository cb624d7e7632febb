"""How a report is put together: which sections in which order, and how long their lists are."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from core.errors import ConfigError

ALL_SECTIONS = (
    "quality",
    "changes",
    "league",
    "trend",
    "voice",
    "measures",
    "heatmap",
    "service",
    "responsiveness",
    "portals",
    "stories",
    "outlets",
    "topics",
    "points",
    "method",
)
ALL_FORMATS = ("html", "pdf", "xlsx", "docx", "csv", "json")


def _split(value: object) -> object:
    return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value


# An overlay lengthens a list of YAML and cannot shorten it; a line of names replaces the list.
type Names = Annotated[tuple[str, ...], BeforeValidator(_split)]


class ReportDefinition(BaseModel):
    """One file of config/reports/; what it does not say has these values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = "گزارش فعالیت رسانه‌ای دستگاه‌ها"
    sections: Names = ALL_SECTIONS
    formats: Names = ALL_FORMATS
    """What the monthly close writes."""
    service_examples: int = Field(default=4, ge=0)
    top_stories: int = Field(default=8, ge=0)
    stale_after_days: int = Field(default=14, ge=1)
    """A portal whose newest item is older than this at the end of the month is stale."""
    items_a_page: int = Field(default=100, ge=1)


def report_definition(data: object, where: str) -> ReportDefinition:
    """Check a definition as it was read from a file; `where` names the file in the messages."""
    try:
        definition = ReportDefinition.model_validate(data)
    except ValidationError as error:
        raise ConfigError([f"{where}: {_path(e['loc'])}: {e['msg']}" for e in error.errors()]) from None
    problems = [
        f"{where}: {key}: no {key[:-1]} '{name}'; there are {', '.join(known)}"
        for key, names, known in (
            ("sections", definition.sections, ALL_SECTIONS),
            ("formats", definition.formats, ALL_FORMATS),
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise ConfigError(problems)
    return definition


def _path(parts: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in parts) or "the file"
