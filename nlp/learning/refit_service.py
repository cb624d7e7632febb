"""Refits the weights of the signs of service on an installation's lessons, held to the shipped ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from core.attributions import ServiceReflection
from nlp.learning.folds import folds_of
from nlp.learning.learned import SERVICE_BASE, PairMoves
from nlp.learning.lessons import TextTaught
from nlp.readings.lexicon import ServiceWeights

LEAST_ITEMS = 20
RIDGE = 20.0
# As in the fit of the shipped weights: the rare classes count alike in the end.
COUNTS = {ServiceReflection.YES: 2.0, ServiceReflection.WEAK: 2.5, ServiceReflection.NO: 1.0}
_CLASSES = (ServiceReflection.YES, ServiceReflection.WEAK, ServiceReflection.NO)
_DIGITS = 4

type Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRefit:
    """New moves with their macro F1 over yes, weak and no, on items they had not seen."""

    moves: PairMoves
    items: int
    macro_f1: float
    macro_f1_in_force: float


def refit_service(
    taught: Sequence[TextTaught], shipped: ServiceWeights, *, in_force_until: int
) -> ServiceRefit | None:
    """None when there are too few items; cross-validated as in refit_claims."""
    lessons = [one for one in taught if one.service]
    if len({one.group for one in lessons}) < LEAST_ITEMS:
        return None
    names = sorted({name for one in lessons for name in one.signs} | set(shipped.signs))
    start = _start(shipped, names)
    found = _fitted(lessons, names, start)
    return ServiceRefit(
        moves=_moves(names, found - start),
        items=len(lessons),
        macro_f1=_out_of_sample(lessons, names, start, lambda _one: True),
        macro_f1_in_force=_out_of_sample(lessons, names, start, lambda one: one.newest <= in_force_until),
    )


def _fitted(lessons: Sequence[TextTaught], names: Sequence[str], start: Table) -> Table:
    """Two rows of weights, for yes and for weak against no; the last column is the base."""
    if not lessons:
        return start
    table = _table(lessons, names)
    counts = np.array([COUNTS[one.service] for one in lessons if one.service])
    counts *= len(counts) / counts.sum()
    true = np.array([[one.service is name for one in lessons] for name in _CLASSES], dtype=np.float64)

    def loss_and_slope(flat: Table) -> tuple[float, Table]:
        weights = flat.reshape(2, -1)
        likely = _likely(table, weights)
        moved = weights - start
        loss = -(counts * np.log((likely * true).sum(axis=0))).sum() + RIDGE * (moved**2).sum() / 2
        return float(loss), ((counts * (likely - true))[:2] @ table + RIDGE * moved).ravel()

    found: Table = minimize(loss_and_slope, start.ravel(), jac=True, method="L-BFGS-B").x
    return found.reshape(2, -1)


def _out_of_sample(
    lessons: Sequence[TextTaught],
    names: Sequence[str],
    start: Table,
    is_known: Callable[[TextTaught], bool],
) -> float:
    said: dict[int, ServiceReflection] = {}
    for train, test in folds_of([one.group for one in lessons]):
        weights = _fitted([lessons[n] for n in train if is_known(lessons[n])], names, start)
        best = _likely(_table([lessons[n] for n in test], names), weights).argmax(axis=0)
        said |= {n: _CLASSES[number] for n, number in zip(test, best, strict=True)}
    return _macro_f1([(one.service, said[n]) for n, one in enumerate(lessons)])


def _macro_f1(pairs: Sequence[tuple[ServiceReflection | None, ServiceReflection]]) -> float:
    """Over the classes that people named at all."""
    named = sorted({true for true, _ in pairs if true})
    values = []
    for name in named:
        right = sum(true is said is name for true, said in pairs)
        both = sum(true is name for true, _ in pairs) + sum(said is name for _, said in pairs)
        values.append(2 * right / both)
    return sum(values) / len(values)


def _likely(table: Table, weights: Table) -> Table:
    scores = np.vstack([weights @ table.T, np.zeros(len(table))])
    likely = np.exp(scores - scores.max(axis=0))
    shares: Table = likely / likely.sum(axis=0)
    return shares


def _table(lessons: Sequence[TextTaught], names: Sequence[str]) -> Table:
    return np.array([[*(one.signs.get(name, 0.0) for name in names), 1.0] for one in lessons])


def _start(shipped: ServiceWeights, names: Sequence[str]) -> Table:
    pairs = [*(shipped.signs.get(name, (0.0, 0.0)) for name in names), shipped.base]
    return np.array(pairs, dtype=np.float64).T


def _moves(names: Sequence[str], moved: Table) -> dict[str, tuple[float, float]]:
    found: Mapping[str, tuple[float, float]] = {
        name: (round(float(yes), _DIGITS), round(float(weak), _DIGITS))
        for name, yes, weak in zip((*names, SERVICE_BASE), *moved, strict=True)
    }
    return {name: pair for name, pair in found.items() if any(pair)}
