"""Fits the two rules of attribution, role and confidence, on claims that people decided about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from core.attributions import Role
from nlp.learning.claim_lessons import ClaimLesson
from nlp.learning.logistic import BIAS, Anchor, Numbers, Table, chances_of, fit_logistic, scores_of
from nlp.linear_rule import Features
from nlp.verifier import ACTOR, claim_features

PARTS = 10
_SCORE = "score"

type Mask = NDArray[np.bool_]
type Weights = Mapping[str, float]
type RoleFit = Callable[[Sequence[ClaimLesson]], Weights]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierFit:
    """Weights with what they said of claims they had not seen."""

    weights: Weights
    chances: Table
    accepted: Numbers
    """Whether people agree with the role that the machine would have claimed."""


def fit_role(lessons: Sequence[ClaimLesson], *, anchor: Anchor) -> dict[str, float]:
    """Weights that tell an actor from a mentioned agency; wrong links teach nothing of that."""
    linked = [lesson for lesson in lessons if lesson.role]
    actors = np.array([lesson.role is Role.ACTOR for lesson in linked], dtype=np.int64)
    return fit_logistic(features_of(linked), actors, _counts(linked), anchor=anchor)


def role_out_of_sample(lessons: Sequence[ClaimLesson], fit: RoleFit) -> Table:
    """For each claim the probability of being an actor, by weights fitted without its item."""
    chances = np.zeros(len(lessons))
    for train, test in parts_of(lessons):
        weights = fit([lessons[number] for number in train])
        chances[test] = chances_of([lessons[number].features for number in test], weights)
    return chances


def fit_verifier(
    lessons: Sequence[ClaimLesson],
    role_chances: Table,
    *,
    anchor: Anchor,
    calibration: Anchor,
    learn_from: Mask | None = None,
) -> VerifierFit:
    """Weights whose probability is calibrated: a sigmoid found out of sample is folded into them.

    `calibration` anchors that sigmoid; its `score` is the slope. A sigmoid has two numbers only and is safe
    below a thousand labels, where an isotonic curve is not. With `learn_from` only these lessons teach.
    """
    features = grounds_of(lessons, role_chances)
    accepted, counts = agreed(lessons, role_chances), _counts(lessons)

    everything = np.arange(len(lessons))

    def fit(rows: Sequence[Features], chosen: Numbers, held_to: Anchor) -> dict[str, float]:
        taught = chosen if learn_from is None else chosen[learn_from[chosen]]
        return fit_logistic([rows[n] for n in taught], accepted[taught], counts[taught], anchor=held_to)

    scores = np.zeros(len(lessons))
    for train, test in parts_of(lessons):
        scores[test] = scores_of([features[n] for n in test], fit(features, train, anchor))
    scored: list[Features] = [{_SCORE: float(score)} for score in scores]
    chances = np.zeros(len(lessons))
    for train, test in parts_of(lessons):
        chances[test] = chances_of([scored[n] for n in test], fit(scored, train, calibration))
    sigmoid = fit(scored, everything, calibration)
    slope, shift = sigmoid[_SCORE], sigmoid[BIAS]
    weights = {name: slope * value for name, value in fit(features, everything, anchor).items()}
    weights[BIAS] += shift
    return VerifierFit(weights=weights, chances=chances, accepted=accepted)


def plain_sigmoid(ridge: float) -> Anchor:
    """Calibration that leaves scores as they are until labels say otherwise."""
    return Anchor(weights={_SCORE: 1.0}, ridge=ridge, bias_ridge=ridge)


def grounds_of(lessons: Sequence[ClaimLesson], role_chances: Table) -> list[Features]:
    """What each claim rests on."""
    pairs = zip(lessons, role_chances, strict=True)
    return [claim_features(lesson.mentions, float(chance)) for lesson, chance in pairs]


def agreed(lessons: Sequence[ClaimLesson], role_chances: Table) -> Numbers:
    """Whether people say the role that these probabilities claim."""
    claimed = (Role.ACTOR if chance >= ACTOR else Role.MENTIONED for chance in role_chances)
    pairs = zip(lessons, claimed, strict=True)
    return np.array([lesson.role is role for lesson, role in pairs], dtype=np.int64)


def parts_of(lessons: Sequence[ClaimLesson]) -> Iterator[tuple[Numbers, Numbers]]:
    """Training and test parts; all claims of a group are in the same part."""
    groups = np.array([lesson.group for lesson in lessons])
    number = min(PARTS, len(set(groups.tolist())))
    if number < 2:
        raise ValueError("cross-validation needs lessons of at least two items")
    yield from GroupKFold(number).split(groups, groups=groups)


def features_of(lessons: Sequence[ClaimLesson]) -> list[Features]:
    return [lesson.features for lesson in lessons]


def _counts(lessons: Sequence[ClaimLesson]) -> Table:
    return np.array([lesson.counts for lesson in lessons])
