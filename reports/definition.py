"""How a report is put together: which sections in which order, and how long their lists are."""

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import ConfigError

ALL_SECTIONS = (
    "quality",
    "changes",
    "league",
    "measures",
    "service",
    "portals",
    "stories",
    "outlets",
    "topics",
    "method",
)


class ReportDefinition(BaseModel):
    """One file of config/reports/; what it does not say has these values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = "گزارش فعالیت رسانه‌ای دستگاه‌ها"
    sections: tuple[str, ...] = ALL_SECTIONS
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
    unknown = [name for name in definition.sections if name not in ALL_SECTIONS]
    if unknown:
        known = ", ".join(ALL_SECTIONS)
        raise ConfigError([f"{where}: sections: no section '{name}'; there are {known}" for name in unknown])
    return definition


def _path(parts: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in parts) or "the file"
