"""What an audit sample says of the machine, and how an observed value may really be, draw by draw."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.observations import Observation, State
from scoring.uncertainty.counts import AuditSample

type Draws = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifierAudit:
    """Sensitivity and specificity of a yes/no classifier, and the sizes of the samples behind them."""

    sensitivity: float
    sensitivity_size: int
    specificity: float
    specificity_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """By measure: what is known of its error; a measure in none of the three is taken as exact."""

    counts: Mapping[str, AuditSample] = field(default_factory=dict)
    shares: Mapping[str, ClassifierAudit] = field(default_factory=dict)
    standard_errors: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MachineDraws:
    """One draw of the machine's quality after another; all agencies share each of them."""

    counts: Mapping[str, tuple[Draws, Draws]]
    """Precision and recall."""
    shares: Mapping[str, tuple[Draws, Draws]]
    """Sensitivity and specificity."""
    standard_errors: Mapping[str, float]


def draw_machine(audit: Audit, draws: int, random: np.random.Generator) -> MachineDraws:
    """The quality of the machine, as uncertain as its samples are small."""
    counts = {
        name: (
            _share(a.precision, a.precision_size, draws, random),
            _share(a.recall, a.recall_size, draws, random),
        )
        for name, a in sorted(audit.counts.items())
    }
    shares = {
        name: (
            _share(a.sensitivity, a.sensitivity_size, draws, random),
            _share(a.specificity, a.specificity_size, draws, random),
        )
        for name, a in sorted(audit.shares.items())
    }
    return MachineDraws(counts=counts, shares=shares, standard_errors=audit.standard_errors)


def draw_values(
    measure: str, observation: Observation, machine: MachineDraws, random: np.random.Generator, draws: int
) -> Draws:
    """The values that may really stand behind one observation."""
    value = observation.value or 0.0
    if observation.state in (State.NOT_SUBMITTED, State.REJECTED):
        return np.full(draws, value)
    if measure in machine.counts:
        return _true_counts(round(value), *machine.counts[measure], random)
    if measure in machine.shares:
        return _true_shares(value, len(observation.items), *machine.shares[measure], random)
    error = machine.standard_errors.get(measure, 0.0)
    return np.maximum(0.0, random.normal(value, error, draws)) if error else np.full(draws, value)


def _share(share: float, size: int, draws: int, random: np.random.Generator) -> Draws:
    """Jeffreys' posterior of a proportion."""
    return random.beta(share * size + 0.5, (1 - share) * size + 0.5, draws)


def _true_counts(found: int, precision: Draws, recall: Draws, random: np.random.Generator) -> Draws:
    """Of what was found some is right; to it comes what was missed while so many were found."""
    right = random.binomial(found, precision)
    missed = random.negative_binomial(np.maximum(right, 1), recall)
    return np.where(right > 0, right + missed, 0).astype(np.float64)


def _true_shares(
    share: float, items: int, sensitivity: Draws, specificity: Draws, random: np.random.Generator
) -> Draws:
    """Rogan and Gladen's share, over draws of the sample and of the classifier."""
    if not items:
        return np.full(sensitivity.shape, share)
    observed = random.binomial(items, share, sensitivity.shape) / items
    # A draw in which the classifier is no better than chance says nothing; it keeps the observed share.
    youden = sensitivity + specificity - 1
    corrected = (observed + specificity - 1) / np.where(youden > 0, youden, 1.0)
    return np.clip(np.where(youden > 0, corrected, observed), 0.0, 1.0)
