"""Problems of config/: each knows its file and line, and all are reported at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A line of a file, as an editor opens it."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, what it conflicts with, and what to do."""

    where: Where
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@dataclass(frozen=True, slots=True)
class Problems:
    """Collects what the readers of config/ find; errors stop a load, warnings do not."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def error(self, where: Where, text: str) -> None:
        self.errors.append(Problem(where, text))

    def warn(self, where: Where, text: str) -> None:
        self.warnings.append(Problem(where, text))


def suggestion(word: str, known: Iterable[str]) -> str:
    """What to write instead: the nearest known word, or else the known words themselves."""
    words = sorted(set(known))
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    if not words:
        return "none is defined yet"
    shown = ", ".join(words[:12])
    return f"known are {shown}" + (f" and {len(words) - 12} more" if len(words) > 12 else "")
