"""A linear rule kept as data: weights by feature name, giving a probability."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

type Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class LinearRule:
    """Weights by feature name and a bias; a feature without a weight says nothing."""

    weights: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """The logistic of the weighted sum."""
        score = self.weights.get("bias", 0.0)
        score += sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def read_linear_rule(weights: object) -> LinearRule:
    """From a mapping of names to numbers as it stands in config/."""
    named = weights if isinstance(weights, dict) else {}
    return LinearRule({str(name): float(value) for name, value in named.items()})
