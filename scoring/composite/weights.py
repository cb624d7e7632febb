"""Weights: what each part really weighs in the whole, and weights shaken at random."""

import numpy as np

from core.errors import InputError
from scoring.composite.hierarchy import Branch, Leaf, branches
from scoring.composite.scheme import TableScheme


def effective_weights(scheme: TableScheme) -> dict[str, float]:
    """Each node's share of the whole: its share among its siblings times that of everything above it."""
    shares: dict[str, float] = {}
    _share(scheme.index, 1.0, shares)
    return shares


def reweighted(scheme: TableScheme, weights: dict[str, float]) -> TableScheme:
    """The same scheme with other weights for some nodes."""
    return scheme.model_copy(update={"index": _with_weights(scheme.index, weights)})


def without(scheme: TableScheme, node_id: str) -> TableScheme:
    """The same scheme without one part; its siblings share its weight."""
    return scheme.model_copy(update={"index": _without(scheme.index, node_id)})


def shaken_weights(scheme: TableScheme, fraction: float, random: np.random.Generator) -> dict[str, float]:
    """Every weight below the index multiplied by a number between 1 − fraction and 1 + fraction."""
    below = [(part.id, part.weight) for branch in branches(scheme.index) for part in branch.parts]
    return {name: weight * random.uniform(1 - fraction, 1 + fraction) for name, weight in below}


def _share(node: Branch | Leaf, share: float, shares: dict[str, float]) -> None:
    shares[node.id] = share
    if isinstance(node, Branch):
        whole = sum(part.weight for part in node.parts)
        for part in node.parts:
            # A formula gives its parts no weight that could be told.
            _share(part, np.nan if node.formula else share * part.weight / whole, shares)


def _with_weights(node: Branch | Leaf, weights: dict[str, float]) -> Branch | Leaf:
    update: dict[str, object] = {"weight": weights.get(node.id, node.weight)}
    if isinstance(node, Branch):
        update["parts"] = tuple(_with_weights(part, weights) for part in node.parts)
    return node.model_copy(update=update)


def _without(branch: Branch, node_id: str) -> Branch:
    parts = [part for part in branch.parts if part.id != node_id]
    if branch.formula and len(parts) < len(branch.parts) and node_id in branch.formula.names:
        raise InputError(f"'{node_id}' cannot be left out: the formula of '{branch.id}' needs it")
    kept = [_without(part, node_id) if isinstance(part, Branch) else part for part in parts]
    # A whole that has lost its last part goes with it.
    return branch.model_copy(update={"parts": tuple(p for p in kept if not isinstance(p, Branch) or p.parts)})
