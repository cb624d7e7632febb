"""Fits the weights of attribution on dev.jsonl and our own labels: config/lexicon/attribution_weights.yaml.

Run `python -m quality.attribution_fit` to see what cross-validation says, with `--write` to keep the weights.
Two logistic regressions: `role` over what an item shows of an agency, held to what the codebook leads one to
expect, and `verifier` over what a claim rests on. Every figure printed is of items that the fit had not seen;
all claims of an item are in the same part.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from core.attributions import Role
from nlp.attribute import Attributor
from nlp.bound import Bound
from nlp.lexicon import WEIGHTS
from nlp.linear_rule import Features
from nlp.verifier import ACTOR, claim_features
from quality.gold import LabelledItem, gold_roles, item_text, reference_items, scored_key
from quality.labels import labelled_items
from quality.shared import shared_or_leave
from rasad.load_config import load_methodology

PARTS = 10
ROLE_RIDGE = 100.0
"""How strongly the weights of the role are held to REASON."""
VERIFIER_STRENGTH = 0.2
"""scikit-learn's C: the smaller, the more a weight needs to be carried by many claims."""
LEAST_WEIGHT = 0.005
# What the codebook and reason say of each sign before any label is seen (log-odds). Labels of few outlets
# and readers move these weights; they do not carry free ones: readers differ in how many actors they see.
REASON = {
    "bias": -0.9,
    "speaks": 3.0,
    "acts": 1.2,
    "in_title": 0.8,
    "subject": 0.8,
    "in_lead": 0.5,
    "opens": 0.4,
    "more_mentions": 0.3,
    "person": 0.1,
    "only_listed": -0.2,
    "unplaced": -0.3,
    "length": -0.4,
    "others_speak": -0.5,
    "only_inside": -0.5,
    "only_possessed": -0.5,
    "only_governed": -0.6,
    "only_in_company": -1.0,
    "only_present": -1.0,
    "venue": -1.0,
    "only_expert": -1.5,
    "only_byline": -2.0,
}
# Nobody labelled an item with a head named in config/: such a claim is trusted like one about an agency
# that the item names elsewhere.
UNSEEN = {"known-head": "known-agency"}
FILE = Path("config/lexicon") / f"{WEIGHTS}.yaml"
HEADER = """\
# Weights of the linear rules of attribution (log-odds), as `python -m quality.attribution_fit --write` found
# them on {items} labelled items with {claims} claims; do not edit by hand.
"""

type Table = NDArray[np.float64]
type Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One claim of one item beside what the readers say."""

    item: int
    source: str
    mentions: list[Bound]
    features: Features
    gold: Role | None
    """None when no reader sees this agency in the item."""


def main(words: list[str]) -> int:
    shared = shared_or_leave("quality.attribution_fit")
    items = [*reference_items(shared, "dev"), *labelled_items(shared)]
    samples, missed = collect(Attributor(load_methodology([Path("config")])), items)
    linked = [sample for sample in samples if sample.gold]
    role = _fit_role(linked)
    chances = _role_out_of_sample(samples, linked)
    _print_role(samples, chances, missed)
    verifier = _fit_verifier(samples, chances)
    print(f"weights: role {len(role)}, verifier {len(verifier)}")
    if "--write" in words:
        header = HEADER.format(items=len(items), claims=len(samples))
        FILE.write_text(header + _as_yaml({"role": role, "verifier": verifier}), encoding="utf-8")
    return 0


def collect(attributor: Attributor, items: Iterable[LabelledItem]) -> tuple[list[Sample], int]:
    """Every claim of the rules with its label, and how many actors of the readers have no claim."""
    samples: list[Sample] = []
    missed = 0
    for number, (record, gold) in enumerate(items):
        truth = gold_roles(gold)
        seen = set()
        text = item_text(record)
        for key, mentions, features in attributor.features(text):
            name = scored_key(key.type, key.province, key.county)
            seen.add(name)
            samples.append(
                Sample(
                    item=number,
                    source=str(record["id"]).partition(":")[0],
                    mentions=mentions,
                    features=features,
                    gold=truth.get(name),
                )
            )
        missed += sum(role is Role.ACTOR and name not in seen for name, role in truth.items())
    return samples, missed


def _fit_role(linked: Sequence[Sample]) -> Mapping[str, float]:
    names = _role_names(linked)
    found = _fit_around_reason(_table(linked, names), _is_actor(linked), names)
    return _named(["bias", *names], found)


def _role_out_of_sample(samples: Sequence[Sample], linked: Sequence[Sample]) -> Table:
    """For each claim the probability of being an actor, by weights fitted without its item."""
    names = _role_names(linked)
    table = _table(samples, names)
    chances = np.zeros(len(samples))
    for train, test in GroupKFold(PARTS).split(table, groups=_groups(samples)):
        known = [n for n in train if samples[n].gold]
        weights = _fit_around_reason(table[known], _is_actor([samples[n] for n in known]), names)
        chances[test] = 1 / (1 + np.exp(-(weights[0] + table[test] @ weights[1:])))
    return chances


def _fit_around_reason(table: Table, is_actor: Numbers, names: Sequence[str]) -> Table:
    """Logistic regression whose ridge pulls to REASON; scikit-learn's pulls to 0 only. The bias is free."""
    reason = np.array([REASON.get(name, 0.0) for name in ("bias", *names)])
    ridge = np.full(len(reason), ROLE_RIDGE)
    ridge[0] = 1.0
    wide = np.column_stack([np.ones(len(table)), table])

    def loss_and_slope(weights: Table) -> tuple[float, Table]:
        scores, moved = wide @ weights, weights - reason
        loss = np.logaddexp(0, scores).sum() - (is_actor * scores).sum() + (ridge * moved**2).sum() / 2
        slope = wide.T @ (1 / (1 + np.exp(-scores)) - is_actor) + ridge * moved
        return float(loss), slope

    weights: Table = minimize(loss_and_slope, reason, jac=True, method="L-BFGS-B").x
    return weights


def _print_role(samples: Sequence[Sample], chances: Table, missed: int) -> None:
    """Counted F1 out of sample, at the threshold in use and beside it."""
    actors = _is_actor(samples)
    for threshold in (0.45, 0.5, 0.55, 0.6, ACTOR, 0.7):
        said = chances >= threshold
        right = int((said & (actors == 1)).sum())
        precision, recall = right / said.sum(), right / (actors.sum() + missed)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"counted, out of sample, from {threshold}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def _fit_verifier(samples: Sequence[Sample], chances: Table) -> Mapping[str, float]:
    """Weights whose probability is calibrated: the sigmoid found out of sample is folded into them."""
    features = [
        claim_features(sample.mentions, float(chance))
        for sample, chance in zip(samples, chances, strict=True)
    ]
    names = _names(features)
    table = np.array([[one.get(name, 0.0) for name in names] for one in features])
    accepted = np.array(
        [
            sample.gold is (Role.ACTOR if chance >= ACTOR else Role.MENTIONED)
            for sample, chance in zip(samples, chances, strict=True)
        ],
        dtype=np.int64,
    )
    model = LogisticRegression(C=VERIFIER_STRENGTH, max_iter=2000)
    scores = cross_val_predict(
        model, table, accepted, groups=_groups(samples), cv=GroupKFold(PARTS), method="decision_function"
    )
    sigmoid = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), accepted)
    slope, shift = float(sigmoid.coef_[0, 0]), float(sigmoid.intercept_[0])
    calibrated = cross_val_predict(
        sigmoid,
        scores.reshape(-1, 1),
        accepted,
        groups=_groups(samples),
        cv=GroupKFold(PARTS),
        method="predict_proba",
    )[:, 1]
    error, brier = calibration_error(calibrated, accepted), ((calibrated - accepted) ** 2).mean()
    print(f"verifier, out of sample: accepted {accepted.mean():.3f}, said {calibrated.mean():.3f}, ", end="")
    print(f"ECE {error:.3f}, Brier {brier:.3f}")
    model.fit(table, accepted)
    found = _named(["bias", *names], np.append(model.intercept_, model.coef_[0]))
    weights = {name: round(slope * value, 3) for name, value in found.items()}
    weights["bias"] = round(weights.get("bias", 0.0) + shift, 3)
    return weights | {name: weights.get(like, 0.0) for name, like in UNSEEN.items()}


def calibration_error(chances: Table, accepted: Numbers, bins: int = 10) -> float:
    """Expected calibration error over bins of equally many claims."""
    order = np.argsort(chances)
    parts = np.array_split(order, bins)
    gaps = [len(part) * abs(chances[part].mean() - accepted[part].mean()) for part in parts]
    return float(sum(gaps) / len(chances))


def _role_names(samples: Iterable[Sample]) -> list[str]:
    return _names(sample.features for sample in samples)


def _names(features: Iterable[Features]) -> list[str]:
    return sorted({name for one in features for name in one})


def _table(samples: Sequence[Sample], names: Sequence[str]) -> Table:
    return np.array([[sample.features.get(name, 0.0) for name in names] for sample in samples])


def _is_actor(samples: Sequence[Sample]) -> Numbers:
    return np.array([sample.gold is Role.ACTOR for sample in samples], dtype=np.int64)


def _groups(samples: Sequence[Sample]) -> Numbers:
    return np.array([sample.item for sample in samples])


def _named(names: Sequence[str], values: Table) -> dict[str, float]:
    pairs = zip(names, values, strict=True)
    return {name: round(float(value), 3) for name, value in pairs if abs(value) >= LEAST_WEIGHT}


def _as_yaml(rules: Mapping[str, Mapping[str, float]]) -> str:
    return yaml.safe_dump({name: dict(rule) for name, rule in rules.items()}, sort_keys=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
