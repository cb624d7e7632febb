"""Settings from config/settings.yaml; an overlay replaces single keys."""

import re
from collections.abc import Collection
from datetime import time, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from core.settings import Settings
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.shapes import Shape, read_shape

FILES = ("settings.yaml",)
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def _clock(value: object) -> time:
    match = _CLOCK.fullmatch(str(value))
    if not match:
        raise ValueError(f"'{value}' is not a time of day; write hour:minute, for example 01:30")
    return time(int(match[1]), int(match[2]))


Clock = Annotated[time, BeforeValidator(_clock)]


class SettingsShape(Shape):
    """The keys of settings.yaml; what is left out keeps its default."""

    profiles: tuple[str, ...] | None = None
    nightly_at: Clock | None = None
    close_day: int | None = Field(default=None, ge=1, le=28)
    close_at: Clock | None = None
    revisit_days: float | None = Field(default=None, ge=0)
    audit_share: float | None = Field(default=None, gt=0, le=1)
    second_share: float | None = Field(default=None, ge=0, le=1)
    user_agent: str | None = None


def read_settings(documents: Documents, known_profiles: Collection[str], problems: Problems) -> Settings:
    """The settings of all folders, the last word of each key."""
    chosen: dict[str, Any] = {}
    for document in documents.matching(FILES[0]):
        shape = read_shape(document.value, SettingsShape, problems, document=document)
        if shape is None:
            continue
        chosen |= shape.model_dump(exclude_none=True)
        for n, name in enumerate(shape.profiles or ()):
            if name not in known_profiles:
                text = f"there is no profile '{name}'; {suggestion(name, known_profiles)}"
                problems.error(document.where("profiles", n), text)
    if "revisit_days" in chosen:
        chosen["revisit"] = timedelta(days=chosen.pop("revisit_days"))
    return Settings(**chosen)
