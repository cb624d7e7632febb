"""What an installation has learned, as attributor and reader take it: moves of the shipped weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nlp.learning.counters import NO_COUNTERS, Counters
from nlp.linear_rule import LinearRule
from nlp.readings.lexicon import ServiceWeights
from nlp.readings.topics import TopicGuesser

type Moves = Mapping[str, float]
"""By feature name: how far a weight was moved from the shipped one, so that both can change by themselves."""
type PairMoves = Mapping[str, tuple[float, float]]
"""The same for `yes` and for `weak`."""

SERVICE_BASE = "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Everything that corrections have moved."""

    name: str = ""
    """Of the models in force; empty when there are none."""
    role: Moves = field(default_factory=dict)
    verifier: Moves = field(default_factory=dict)
    service: PairMoves = field(default_factory=dict)
    topics: TopicGuesser | None = None
    counters: Counters = NO_COUNTERS


NOTHING_LEARNED = Learned()
"""The shipped behaviour."""


def moved_rule(rule: LinearRule, moves: Moves) -> LinearRule:
    """The shipped rule with its weights moved."""
    if not moves:
        return rule
    names = rule.weights.keys() | moves.keys()
    return LinearRule({name: rule.weights.get(name, 0.0) + moves.get(name, 0.0) for name in sorted(names)})


def moved_service(weights: ServiceWeights, moves: PairMoves) -> ServiceWeights:
    """The shipped weights of the signs of service with theirs moved."""
    if not moves:
        return weights
    names = weights.signs.keys() | moves.keys() - {SERVICE_BASE}
    return replace(
        weights,
        base=_sum(weights.base, moves.get(SERVICE_BASE)),
        signs={name: _sum(weights.signs.get(name), moves.get(name)) for name in sorted(names)},
    )


def _sum(one: tuple[float, float] | None, other: tuple[float, float] | None) -> tuple[float, float]:
    (a, b), (c, d) = one or (0.0, 0.0), other or (0.0, 0.0)
    return a + c, b + d
