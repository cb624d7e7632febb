"""Refits role and confidence on an installation's lessons, and measures them against what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.attributions import Role
from nlp.learning.claim_fit import (
    VerifierFit,
    fit_role,
    fit_verifier,
    plain_sigmoid,
    role_out_of_sample,
)
from nlp.learning.claim_lessons import ClaimLesson
from nlp.learning.learned import Moves
from nlp.learning.lessons import ClaimsTaught
from nlp.learning.logistic import BIAS, Anchor, Table, chances_of
from nlp.lexicon import Lexicon
from nlp.linear_rule import LinearRule
from nlp.verifier import ACTOR

LEAST_ITEMS = 10
"""Below so many items cross-validation says nothing, and the counters do what can be done."""
ROLE_RIDGE, ROLE_BIAS_RIDGE = 40.0, 10.0
VERIFIER_RIDGE, VERIFIER_BIAS_RIDGE = 10.0, 5.0
SIGMOID_RIDGE = 5.0
_DIGITS = 4
"""Further digits differ from machine to machine and would give equal lessons another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimScore:
    """How weights do on claims they had not seen: cross-validated, all copies of a text in one part."""

    counted_f1: float
    brier: float
    """The mean square of what the confidence is wrong by."""

    def is_worse_than(self, other: "ClaimScore") -> bool:
        """Fewer right agencies count first; at equal ones, and when it goes far, a worse confidence."""
        if self.counted_f1 != other.counted_f1:
            return self.counted_f1 < other.counted_f1 or self.brier > other.brier + _FAR
        return self.brier > other.brier


_FAR = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRefit:
    """New moves of the shipped weights with what they are worth."""

    role: Moves
    verifier: Moves
    claims: int
    score: ClaimScore
    in_force: ClaimScore


def refit_claims(taught: ClaimsTaught, shipped: Lexicon, *, in_force_until: int) -> ClaimRefit | None:
    """None when there are too few items.

    What is in force learned from the corrections up to `in_force_until` (0: from none). To compare, it is
    fitted again from these without the part it is tried on: tried on what it has seen it would always win.
    """
    if len({lesson.group for lesson in taught.lessons}) < LEAST_ITEMS:
        return None
    everything = taught.lessons
    fits = _Fits(shipped)
    known = {
        id(lesson)
        for lesson, newest in zip(everything, taught.newest, strict=True)
        if newest <= in_force_until
    }
    chances = role_out_of_sample(everything, fits.role)
    chances_before = role_out_of_sample(
        everything, lambda train: fits.role([lesson for lesson in train if id(lesson) in known])
    )
    verifier = fits.verifier(everything, chances)
    before = fits.verifier(everything, chances_before, known)
    missed = missed_actors(taught)
    return ClaimRefit(
        role=_moves(fits.role(everything), shipped.role_rule),
        verifier=_moves(verifier.weights, shipped.verifier),
        claims=len(everything),
        score=_score(everything, chances, verifier, missed),
        in_force=_score(everything, chances_before, before, missed),
    )


class _Fits:
    """The fits of an installation: every weight is held to the shipped one."""

    def __init__(self, shipped: Lexicon) -> None:
        self._role = Anchor(weights=shipped.role_rule.weights, ridge=ROLE_RIDGE, bias_ridge=ROLE_BIAS_RIDGE)
        self._verifier = Anchor(
            weights=shipped.verifier.weights, ridge=VERIFIER_RIDGE, bias_ridge=VERIFIER_BIAS_RIDGE
        )

    def role(self, lessons: Sequence[ClaimLesson]) -> Mapping[str, float]:
        return fit_role(lessons, anchor=self._role)

    def verifier(
        self, lessons: Sequence[ClaimLesson], chances: Table, known: set[int] | None = None
    ) -> VerifierFit:
        """Fitted on the known lessons, tried on all."""
        return fit_verifier(
            lessons,
            chances,
            anchor=self._verifier,
            calibration=plain_sigmoid(SIGMOID_RIDGE),
            learn_from=None if known is None else np.array([id(lesson) in known for lesson in lessons]),
        )


def counted_f1_by(taught: ClaimsTaught, rule: LinearRule) -> float:
    """What a rule reaches on lessons that it may have learned from."""
    chances = chances_of([lesson.features for lesson in taught.lessons], rule.weights)
    return counted_f1(taught.lessons, chances, missed_actors(taught))


def missed_actors(taught: ClaimsTaught) -> int:
    """Decided actors that the rules do not see."""
    return sum(one.roles[agency] is Role.ACTOR for one, agency in taught.missed)


def counted_f1(lessons: Sequence[ClaimLesson], chances: Table, missed: float) -> float:
    """Over decided claims and decided actors that the rules do not see, each for what it is worth."""
    counts = np.array([lesson.counts for lesson in lessons])
    actors = np.array([lesson.role is Role.ACTOR for lesson in lessons])
    said = chances >= ACTOR
    right = float(counts[said & actors].sum())
    both = float(counts[said].sum() + counts[actors].sum()) + missed
    return 2 * right / both if both else 1.0


def _score(
    lessons: Sequence[ClaimLesson], chances: Table, verifier: VerifierFit, missed: float
) -> ClaimScore:
    counts = np.array([lesson.counts for lesson in lessons])
    wrong_by = (verifier.chances - verifier.accepted) ** 2
    return ClaimScore(
        counted_f1=round(counted_f1(lessons, chances, missed), 6),
        brier=round(float((counts * wrong_by).sum() / counts.sum()), 6),
    )


def _moves(weights: Mapping[str, float], shipped: LinearRule) -> dict[str, float]:
    names = [BIAS, *sorted(weights.keys() - {BIAS})]
    moved = {name: round(weights[name] - shipped.weights.get(name, 0.0), _DIGITS) for name in names}
    return {name: value for name, value in moved.items() if value}
