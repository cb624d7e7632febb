"""Formulas that a scheme writes over columns or parts: parsed once, and worked out for all units together."""

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import add, eq, ge, gt, le, lt, mul, ne, neg, pos, sub

import numpy as np

from scoring.composite.grid import Numbers

_EXAMPLE = "write it like (a + 2 * {name with spaces}) / max(c, 1)"
_BRACED = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as it was written, and what it names."""

    text: str
    tree: ast.expr
    words: Mapping[str, str]
    """What stands in the tree for each name: names in braces may hold any letters."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns or parts it is made from, in the order in which they appear."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, ast.Name)]
        in_order = sorted(found, key=lambda node: node.col_offset)
        # ast.walk also meets the names of functions, which stand in brackets of their own.
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        return tuple(dict.fromkeys(self.words[n.id] for n in in_order if id(n) not in called))

    def value(self, numbers: Mapping[str, Numbers]) -> Numbers:
        """For every unit; NaN where something named is missing, infinite where it cannot be worked out."""
        with np.errstate(all="ignore"):
            given = {word: numbers[name] for word, name in self.words.items() if name in numbers}
            rows = max((len(column) for column in given.values()), default=0)
            result = np.broadcast_to(_value(self.tree, given), (rows,)).astype(np.float64)
        named = [numbers[name] for name in self.names]
        missing = np.isnan(np.column_stack(named)).any(axis=1) if named else np.zeros(rows, dtype=bool)
        return np.where(missing, np.nan, np.where(np.isnan(result), np.inf, result))


def formula_of(text: str) -> Formula:
    """The formula in a text; ValueError says what is not understood."""
    words: dict[str, str] = {}

    def word(name: str) -> str:
        words.setdefault(f"name_{len(words)}_", name)
        return next(word for word, held in words.items() if held == name)

    plain = _BRACED.sub(lambda found: word(found[1].strip()), text)
    try:
        tree = ast.parse(plain.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"'{text}' is no formula; {_EXAMPLE}") from None
    for node in ast.walk(tree):
        _check(node, text)
        if isinstance(node, ast.Name):
            words.setdefault(node.id, node.id)
    made = Formula(text=text, tree=tree, words=words)
    if not made.names:
        raise ValueError(f"the formula '{text}' names nothing it is made from")
    return made


_OPERATIONS: dict[type, Callable[..., Numbers]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: np.divide,
    ast.Pow: np.power,
    ast.USub: neg,
    ast.UAdd: pos,
    ast.Lt: lt,
    ast.LtE: le,
    ast.Gt: gt,
    ast.GtE: ge,
    ast.Eq: eq,
    ast.NotEq: ne,
}


def _over_parts(function: Callable[..., Numbers]) -> Callable[..., Numbers]:
    """A function of several numbers, applied to each unit's."""
    return lambda *parts: function(np.stack(np.broadcast_arrays(*parts)), axis=0)


FUNCTIONS: Mapping[str, Callable[..., Numbers]] = {
    "abs": np.abs,
    "sqrt": np.sqrt,
    "ln": np.log,
    "log10": np.log10,
    "exp": np.exp,
    "min": _over_parts(np.min),
    "max": _over_parts(np.max),
    "mean": _over_parts(np.mean),
    "median": _over_parts(np.median),
    "sd": _over_parts(np.std),
}
"""What a formula may call; sd is that of the population."""

_ONE_NUMBER = ("abs", "sqrt", "ln", "log10", "exp")
_LEAVES = (ast.Name, ast.Load, ast.operator, ast.unaryop, ast.cmpop)


def _check(node: ast.AST, text: str) -> None:
    """Only arithmetic: everything else Python could do is refused."""
    match node:
        case ast.Constant(value=value):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"the formula '{text}' holds {value!r}, which is no number")
        case ast.BinOp() | ast.UnaryOp():
            if type(node.op) not in _OPERATIONS:
                raise ValueError(f"the formula '{text}' may use + - * / ** and brackets only")
        case ast.Compare():
            if len(node.ops) != 1 or type(node.ops[0]) not in _OPERATIONS:
                raise ValueError(f"the formula '{text}' may compare two numbers with < <= > >= == != only")
        case ast.Call():
            _check_call(node, text)
        case _ if not isinstance(node, _LEAVES):
            raise ValueError(f"'{text}' is no formula; {_EXAMPLE}")


def _check_call(node: ast.Call, text: str) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS or node.keywords:
        raise ValueError(f"the formula '{text}' calls '{name}'; there are {', '.join(FUNCTIONS)}")
    wanted = "one number" if name in _ONE_NUMBER else "at least one number"
    if not node.args or (name in _ONE_NUMBER and len(node.args) != 1):
        raise ValueError(f"the formula '{text}': {name} takes {wanted}")


def _value(node: ast.expr, given: Mapping[str, Numbers]) -> Numbers:
    match node:
        case ast.Constant(value=int() | float() as value):
            return np.asarray(float(value))
        case ast.Name(id=name):
            return given[name]
        case ast.UnaryOp():
            return _OPERATIONS[type(node.op)](_value(node.operand, given))
        case ast.BinOp():
            return _OPERATIONS[type(node.op)](_value(node.left, given), _value(node.right, given))
        case ast.Compare():
            left, right = _value(node.left, given), _value(node.comparators[0], given)
            return np.asarray(_OPERATIONS[type(node.ops[0])](left, right), dtype=np.float64)
        case ast.Call(func=ast.Name(id=name)):
            return FUNCTIONS[name](*(_value(argument, given) for argument in node.args))
    raise AssertionError(f"{ast.dump(node)} was let through")
