"""Counters: how often people agree where an agency is written so; every correction moves them at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import exp

from nlp.bound import Bound
from nlp.verifier import BEST_FIRST, log_odds, reason_code

PRIOR_CLAIMS = 10.0
"""What the verifier says counts like so many decided claims, so one rejection shifts and does not condemn."""
MOST_SHIFT = 2.0
"""In log-odds: from 0.9 down to 0.55 or up to 0.985."""
LEAST, MOST = 0.01, 0.99

type Wording = tuple[str, str, str]
"""Agency type, the name as it is written (folded), and the class of its context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Decisions on claims of one wording. Let-stand claims count for a part of one."""

    decided: float
    accepted: float
    expected: float
    """The sum of the confidences the verifier alone gave to them."""

    @property
    def shift(self) -> float:
        """From the verifier's mean confidence to the mean of the Beta after the decisions, in log-odds."""
        before = _inside(self.expected / self.decided)
        after = (PRIOR_CLAIMS * before + self.accepted) / (PRIOR_CLAIMS + self.decided)
        return max(-MOST_SHIFT, min(MOST_SHIFT, log_odds(_inside(after)) - log_odds(before)))


@dataclass(frozen=True, slots=True)
class Decision:
    """One claim that was decided on: what the verifier had expected, whether it holds, what it is worth."""

    wording: Wording
    expected: float
    accepted: bool
    counts: float


@dataclass(frozen=True, slots=True)
class Counters:
    """All counters of an installation by wording."""

    by_wording: Mapping[Wording, Counter] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Equal counters have an equal name; empty when nothing was counted."""
        if not self.by_wording:
            return ""
        lines = sorted(f"{wording} {one.shift:.3f}" for wording, one in self.by_wording.items())
        return sha256("\n".join(lines).encode()).hexdigest()[:8]

    def shifted(self, confidence: float, mentions: Sequence[Bound]) -> float:
        """The confidence of a claim after what people decided about its wording."""
        counter = self.by_wording.get(wording_of(mentions)) if self.by_wording else None
        if counter is None:
            return confidence
        return 1 / (1 + exp(-log_odds(_inside(confidence)) - counter.shift))


NO_COUNTERS = Counters()


def count(decisions: Iterable[Decision]) -> Counters:
    """Add up decisions."""
    sums: dict[Wording, tuple[float, float, float]] = {}
    for one in decisions:
        decided, accepted, expected = sums.get(one.wording, (0.0, 0.0, 0.0))
        sums[one.wording] = (
            decided + one.counts,
            accepted + one.counts * one.accepted,
            expected + one.counts * one.expected,
        )
    return Counters(
        {
            wording: Counter(decided=decided, accepted=accepted, expected=expected)
            for wording, (decided, accepted, expected) in sums.items()
            if decided
        }
    )


def wording_of(mentions: Sequence[Bound]) -> Wording:
    """Of the mention that carries the claim: the one whose place is surest, the first of these."""
    best = min(mentions, key=lambda mention: BEST_FIRST.index(reason_code(mention.reason)))
    candidate = best.candidate
    headed = "headed" if candidate.heads.direct or candidate.heads.role else "bare"
    return best.key.type, candidate.token.atom.key, f"{reason_code(best.reason)}/{headed}"


def _inside(probability: float) -> float:
    return max(LEAST, min(MOST, probability))
