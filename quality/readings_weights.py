"""Logistic weights for the signs of service, held where reason puts them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from quality.readings import SERVICE

# «yes» and «weak» are rare; a mistake on them counts for more, so that each class counts alike in the end.
CLASS_WEIGHTS = {"yes": 2.0, "weak": 2.5, "no": 1.0}

# How strongly weights are held small.
RIDGE = 0.005
FOLDS = 6

ADDING = {"done", "planned", "act", "by_body", "people", "bodies", "works", "praise"}
ADDING |= {"actor", "speaks", "linked"}
TAKING = {"negation", "exhortation", "blame", "length"}

type Matrix = NDArray[np.float64]
type Bounds = tuple[float | None, float | None]
type Pair = tuple[float, float]
"""For `yes` and for `weak`."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The signs of one item, what its readers said, how much it counts, and where it is from."""

    signs: Mapping[str, float]
    label: str
    counts: float
    set: str
    story: str
    """Copies of one text share it, so that none is learned from when another is guessed."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The block `decision` of config/lexicon/service.yaml."""

    base: Pair
    signs: Mapping[str, Pair]

    def decide(self, lesson: Lesson) -> str:
        scores = [*self.base, 0.0]
        for name, value in lesson.signs.items():
            for side, weight in enumerate(self.signs.get(name, (0.0, 0.0))):
                scores[side] += value * weight
        return SERVICE[int(np.argmax(scores))]


def cross_validated(lessons: Sequence[Lesson], *, seed: int) -> list[str]:
    """For each lesson what weights say that were found without its fold."""
    stories = sorted({lesson.story for lesson in lessons})
    random.Random(seed).shuffle(stories)
    fold_of = {story: number % FOLDS for number, story in enumerate(stories)}
    guessed = [""] * len(lessons)
    for fold in range(FOLDS):
        fitted = fit([lesson for lesson in lessons if fold_of[lesson.story] != fold])
        for number, lesson in enumerate(lessons):
            if fold_of[lesson.story] == fold:
                guessed[number] = fitted.decide(lesson)
    return guessed


def fit(lessons: Sequence[Lesson]) -> Fitted:
    """Logistic weights for `yes` and `weak` against `no`, each within its bounds."""
    names = sorted({name for lesson in lessons for name in lesson.signs})
    signs = np.array([[lesson.signs.get(name, 0.0) for name in names] for lesson in lessons])
    spread = signs.std(axis=0) + 1e-9
    table = np.hstack([signs / spread, np.ones((len(lessons), 1))])
    bounds = [*map(_bounds, names), (None, None)]
    importance = np.array([CLASS_WEIGHTS[lesson.label] * lesson.counts for lesson in lessons])
    ridge = np.array([RIDGE] * len(names) + [0.0])
    labels = np.array([lesson.label for lesson in lessons])
    found = minimize(
        _loss_and_slope,
        np.zeros(2 * table.shape[1]),
        args=(table, labels, importance / importance.sum(), ridge),
        jac=True,
        method="L-BFGS-B",
        bounds=[*bounds, *bounds],
    ).x.reshape(2, -1)
    found[:, :-1] /= spread
    pairs = [(float(yes), float(weak)) for yes, weak in found.T]
    return Fitted(base=pairs[-1], signs=dict(zip(names, pairs, strict=False)))


def _loss_and_slope(
    weights: Matrix, table: Matrix, labels: NDArray[np.str_], importance: Matrix, ridge: Matrix
) -> tuple[float, Matrix]:
    both = weights.reshape(2, -1)
    scores = np.vstack([table @ both[0], table @ both[1], np.zeros(len(labels))])
    likely = np.exp(scores - scores.max(axis=0))
    likely /= likely.sum(axis=0)
    true = np.stack([labels == name for name in SERVICE])
    loss = -(importance * np.log((likely * true).sum(axis=0))).sum() + (ridge * both**2).sum() / 2
    slopes = importance * (likely - true)[:2]
    slope = slopes @ table + ridge * both
    return float(loss), slope.ravel()


def _bounds(sign: str) -> Bounds:
    """What shows a service can only add, what denies one can only take away."""
    kind = sign.rpartition(".")[2]
    if kind in ADDING:
        return (0, None)
    return (None, 0) if kind in TAKING or sign.startswith("against.") else (None, None)
