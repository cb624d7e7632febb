"""YAML with line numbers: values as plain Python, and the line of any of them on demand."""

import re
from dataclasses import dataclass

import yaml

from rasad.load_config.problems import Problems, Where

# The C parser is five times as fast; composing (not constructing) keeps the marks.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")

type Location = tuple[str | int, ...]
"""The way to a value from the top of its file: keys and list positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One parsed file; `folder` counts from 0 (shipped), overlays of an installation come after."""

    path: str
    relative: str
    folder: int
    value: object
    root: yaml.Node | None

    def where(self, *location: str | int) -> Where:
        """The line of the value at this location, or of the nearest part of the way that exists."""
        line, node = 1, self.root
        for step in location:
            line, node = _step(node, step, line)
            if node is None:
                break
        return Where(self.path, line)


def parse_yaml(text: str, *, path: str, relative: str, folder: int, problems: Problems) -> Document | None:
    """Parse one file; None after reporting that it is not valid YAML."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error)
        where = Where(path, mark.line + 1 if mark else 1)
        problems.error(where, f"not valid YAML: {said}; correct the syntax")
        return None
    value = _Reader(path, problems).value(root) if root is not None else None
    return Document(path=path, relative=relative, folder=folder, value=value, root=root)


def _step(node: yaml.Node | None, step: str | int, line: int) -> tuple[int, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    return line, None


class _Reader:
    """Turns the nodes of one file into values, and reports what we do not use of YAML."""

    def __init__(self, path: str, problems: Problems) -> None:
        self._path = path
        self._problems = problems
        self._seen: set[int] = set()

    def value(self, node: yaml.Node) -> object:
        if not node.tag.startswith(_STANDARD_TAG):
            self._error(node, f"tag '{node.tag}' is not used here; remove it")
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._seen:
            self._error(node, "anchors and aliases (&, *) are not used here; write the value out")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[str, object]:
        result: dict[str, object] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._error(key, "a key must be a word; put it in quotes")
                continue
            if key.value in result:
                text = f"key '{key.value}' stands here twice, first in line {lines[key.value]}; keep one"
                self._error(key, text)
            lines[key.value] = key.start_mark.line + 1
            result[key.value] = self.value(value)
        return result

    def _error(self, node: yaml.Node, text: str) -> None:
        self._problems.error(Where(self._path, node.start_mark.line + 1), text)


def _scalar(node: yaml.ScalarNode) -> object:
    """Only true, false, null and plain numbers are special: dates are Jalali, and «no» is a word."""
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
