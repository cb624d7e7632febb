"""Reading a table scheme from YAML text: every problem named with its line and its place in the file."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core.errors import ConfigError
from scoring.composite.hierarchy import Branch, Leaf
from scoring.composite.scheme import TableScheme

_KEYS = [*TableScheme.model_fields, *Branch.model_fields, *Leaf.model_fields]

type Path = Sequence[int | str]

_WORDS_OF_THE_CHECKER = (
    "branch",
    "leaf",
    "float",
    "str",
    "function-before[_from_percentile(), union[float,str]]",
)
"""They stand in its places beside the keys and are not in the file."""


def read_scheme(text: str, file: str) -> TableScheme:
    """The scheme in a YAML text; ConfigError lists all problems as `file:line: place: what is wrong`."""
    root = _composed(text, file)
    problems = [f"{file}:{line}: the key '{key}' is written twice" for key, line in _doubled_keys(root)]
    if problems:
        raise ConfigError(problems)
    try:
        return TableScheme.model_validate(yaml.safe_load(text))
    except ValidationError as error:
        raise ConfigError([_problem(e["loc"], _said(e), root, file) for e in _real(error.errors())]) from None


def _real(errors: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Without «too few parts» where the parts are there and one of them is wrong."""
    for error in errors:
        place = error["loc"]
        deeper = any(other["loc"][: len(place)] == place and other is not error for other in errors)
        if error["type"] != "too_short" or not deeper:
            yield error


def _said(error: ErrorDetails) -> str:
    match error["type"]:
        case "extra_forbidden":
            near = get_close_matches(str(error["loc"][-1]), _KEYS, n=1)
            return "there is no such key here" + (f"; is '{near[0]}' meant?" if near else "")
        case "missing":
            return "this key is needed"
        case "string_type" if isinstance(error["input"], bool):
            return "YAML reads yes, no, on and off as truth values; write the name in quotation marks"
        case "too_short":
            return "there must be at least one"
        case _:
            return error["msg"].removeprefix("Value error, ")


def _composed(text: str, file: str) -> yaml.Node:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError([f"{file}:{line}: this is not YAML: {error.problem}"]) from None
    except yaml.YAMLError as error:
        raise ConfigError([f"{file}:1: this is not YAML: {error}"]) from None
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError([f"{file}:1: a scheme is a mapping that begins with 'unit' and 'index'"])
    return root


def _problem(where: Path, message: str, root: yaml.Node, file: str) -> str:
    steps, node = [], root
    for step in where:
        below = _below(node, step)
        if below is None and step in _WORDS_OF_THE_CHECKER:
            continue
        steps.append(f"[{step}]" if isinstance(step, int) else f".{step}")
        node = below or node
    place = "".join(steps).lstrip(".")
    line = node.start_mark.line + 1
    return f"{file}:{line}: {place + ': ' if place else ''}{message}"


def _below(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return _node(node.value[step])
    if isinstance(node, yaml.MappingNode):
        return next((_node(value) for key, value in node.value if key.value == step), None)
    return None


def _node(value: object) -> yaml.Node:
    assert isinstance(value, yaml.Node)
    return value


def _doubled_keys(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """YAML keeps the last of two equal keys in silence; a scheme must not."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key.value, str) and key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(str(key.value))
            yield from _doubled_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubled_keys(value)
