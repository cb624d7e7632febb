"""Names with options: `<x>` may be left out, `(x|y)` is a choice; a few lines say hundreds of spellings."""

from functools import lru_cache
from itertools import product

MOST_FORMS = 4096


class PatternError(ValueError):
    """A name whose brackets do not fit, or that has too many forms."""


@lru_cache(maxsize=8192)
def expand(pattern: str) -> tuple[str, ...]:
    """Every form of a name, shortest first; raises PatternError."""
    forms, end = _choices(pattern, 0)
    if end != len(pattern):
        raise PatternError(f"'{pattern}': unexpected '{pattern[end]}'; every bracket must have its partner")
    cleaned = {" ".join(form.split()) for form in forms}
    return tuple(sorted(cleaned - {""}, key=lambda form: (len(form), form)))


def _choices(pattern: str, start: int) -> tuple[list[str], int]:
    """Forms up to a closing bracket or the end, with `|` between choices."""
    forms, end = _sequence(pattern, start)
    while end < len(pattern) and pattern[end] == "|":
        more, end = _sequence(pattern, end + 1)
        forms += more
    return forms, end


def _sequence(pattern: str, start: int) -> tuple[list[str], int]:
    parts: list[list[str]] = []
    position = start
    while position < len(pattern) and pattern[position] not in "|)>":
        character = pattern[position]
        if character in "(<":
            inner, position = _choices(pattern, position + 1)
            _check_closed(pattern, position, ")" if character == "(" else ">")
            parts.append([*inner, ""] if character == "<" else inner)
            position += 1
        else:
            end = min(
                (i for i in range(position, len(pattern)) if pattern[i] in "(<|)>"), default=len(pattern)
            )
            parts.append([pattern[position:end]])
            position = end
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_FORMS:
        raise PatternError(f"'{pattern}' has {count} forms; split it into several names")
    return ["".join(combination) for combination in product(*parts)], position


def _check_closed(pattern: str, position: int, bracket: str) -> None:
    if position >= len(pattern) or pattern[position] != bracket:
        raise PatternError(f"'{pattern}': a '{bracket}' is missing")
