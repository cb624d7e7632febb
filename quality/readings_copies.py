"""Which labelled texts are copies of one another, so that none is guessed by what was learned of its copy."""

from collections import Counter, defaultdict
from collections.abc import Sequence

# Runs of this many words are compared at the beginning of each text.
RUN = 3
BEGINNING = 120

# Sharing this part of the shorter text's runs makes copies; a run of more texts is a formula, not a copy.
LIKE = 0.25
FORMULA = 40


def stories(texts: Sequence[Sequence[str]]) -> list[str]:
    """For each text, given as words, a name that its copies share."""
    runs = [_runs(words[:BEGINNING]) for words in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, of_text in enumerate(runs):
        for run in of_text:
            holders[run].append(number)
    story = list(range(len(texts)))
    for number, of_text in enumerate(runs):
        shared = Counter(
            other
            for run in of_text
            if len(holders[run]) < FORMULA
            for other in holders[run]
            if other < number
        )
        for other, count in shared.items():
            if count > LIKE * min(len(of_text), len(runs[other])):
                _join(story, number, other)
    return [str(_first(story, number)) for number in range(len(texts))]


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(max(len(words) - RUN + 1, 1))}


def _join(story: list[int], one: int, other: int) -> None:
    first, second = _first(story, one), _first(story, other)
    story[max(first, second)] = min(first, second)


def _first(story: Sequence[int], number: int) -> int:
    while story[number] != number:
        number = story[number]
    return number
