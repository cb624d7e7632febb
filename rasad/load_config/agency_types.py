"""Read config/agencies/types.yaml: the register of agency types with the names they go by."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from core.agencies import AgencyType, BareName, Level
from nlp.patterns import PatternError, expand


class _TypeEntry(BaseModel):
    """One entry as it stands in the file."""

    model_config = ConfigDict(extra="forbid", strict=False)

    slug: str
    level: Level
    name: str
    county_name: str | None = None
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    national: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    bare: BareName = BareName.STORY
    provincial_only: bool = False
    own_names: bool = False

    @field_validator("strong", "weak", "offices", "plurals", "units", "former", "national", "negative")
    @classmethod
    def _patterns_can_be_read(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            try:
                expand(name)
            except PatternError as problem:
                raise ValueError(str(problem)) from problem
        return names


def read_agency_types(path: Path) -> tuple[list[AgencyType], list[str]]:
    """The types of the file, and its problems with file and line."""
    try:
        nodes = _entries(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except (OSError, yaml.YAMLError) as problem:
        return [], [f"{path}: cannot be read as YAML: {problem}"]
    if nodes is None:
        return [], [f"{path}:1: the file must hold a list under 'types:'"]
    types: list[AgencyType] = []
    problems: list[str] = []
    for node in nodes:
        line = node.start_mark.line + 1
        try:
            entry = _TypeEntry.model_validate(_plain(node))
        except ValidationError as errors:
            problems += [f"{path}:{line}: {_said(error)}" for error in errors.errors()]
            continue
        if any(entry.slug == known.slug for known in types):
            problems.append(f"{path}:{line}: slug '{entry.slug}' occurs twice; give each type one entry")
        types.append(AgencyType(**entry.model_dump()))
    return types, problems


def _entries(root: yaml.Node | None) -> list[yaml.Node] | None:
    if not isinstance(root, yaml.MappingNode):
        return None
    for key, value in root.value:
        if key.value == "types" and isinstance(value, yaml.SequenceNode):
            return list(value.value)
    return None


def _plain(node: yaml.Node) -> Any:  # YAML is untyped until pydantic has seen it
    return yaml.constructor.SafeConstructor().construct_document(node)


def _said(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"]) or "entry"
    return f"{where}: {error['msg']}"
