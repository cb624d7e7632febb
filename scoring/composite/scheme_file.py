"""Reading a table scheme from YAML text: every problem named with its line and its place in the file."""

from collections.abc import Iterator, Sequence

import yaml
from pydantic import ValidationError

from core.errors import ConfigError
from scoring.composite.scheme import TableScheme

type Path = Sequence[int | str]


def read_scheme(text: str, file: str) -> TableScheme:
    """The scheme in a YAML text; ConfigError lists all problems as `file:line: place: what is wrong`."""
    root = _composed(text, file)
    problems = [f"{file}:{line}: the key '{key}' is written twice" for key, line in _doubled_keys(root)]
    if problems:
        raise ConfigError(problems)
    try:
        return TableScheme.model_validate(yaml.safe_load(text))
    except ValidationError as error:
        raise ConfigError([_problem(e["loc"], e["msg"], root, file) for e in error.errors()]) from None


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
        # Words of the checker itself, such as 'branch' and 'leaf', are not in the file.
        if below is None and step in ("branch", "leaf"):
            continue
        steps.append(f"[{step}]" if isinstance(step, int) else f".{step}")
        node = below or node
    place = "".join(steps).lstrip(".")
    said = message.removeprefix("Value error, ")
    line = node.start_mark.line + 1
    return f"{file}:{line}: {place + ': ' if place else ''}{said}"


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
