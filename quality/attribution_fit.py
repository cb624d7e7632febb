"""Fits the weights of attribution on dev.jsonl and our own labels: config/lexicon/attribution_weights.yaml.

Run `python -m quality.attribution_fit` to see what cross-validation says, with `--write` to keep the weights.
Two logistic regressions: `role` over what an item shows of an agency, held to what the codebook leads one to
expect, and `verifier` over what a claim rests on. Every figure printed is of items that the fit had not seen;
all claims of an item are in the same part.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml

from core.attributions import Role
from nlp.attribute import Attributor
from nlp.learning.claim_fit import VerifierFit, fit_role, fit_verifier, role_out_of_sample
from nlp.learning.claim_lessons import ClaimLesson
from nlp.learning.logistic import BIAS, Anchor, Numbers, Table
from nlp.lexicon import WEIGHTS
from nlp.verifier import ACTOR
from quality.gold import LabelledItem, gold_roles, item_text, reference_items, scored_key
from quality.labels import labelled_items
from quality.shared import shared_or_leave
from rasad.load_config import load_methodology

ROLE_RIDGE = 100.0
"""How strongly the weights of the role are held to REASON."""
VERIFIER_RIDGE = 5.0
"""The larger, the more a weight needs to be carried by many claims."""
SIGMOID_RIDGE = 1e-6
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


def main(words: list[str]) -> int:
    shared = shared_or_leave("quality.attribution_fit")
    items = [*reference_items(shared, "dev"), *labelled_items(shared)]
    lessons, missed = collect(Attributor(load_methodology([Path("config")])), items)
    chances = role_out_of_sample(lessons, fit_role_around_reason)
    _print_role(lessons, chances, missed)
    found = fit_verifier(
        lessons,
        chances,
        anchor=Anchor(ridge=VERIFIER_RIDGE, bias_ridge=0.0),
        calibration=Anchor(ridge=SIGMOID_RIDGE, bias_ridge=0.0),
    )
    _print_verifier(found)
    role, verifier = _named(fit_role_around_reason(lessons)), _with_unseen(_named(found.weights))
    print(f"weights: role {len(role)}, verifier {len(verifier)}")
    if "--write" in words:
        header = HEADER.format(items=len(items), claims=len(lessons))
        FILE.write_text(header + _as_yaml({"role": role, "verifier": verifier}), encoding="utf-8")
    return 0


def collect(attributor: Attributor, items: Iterable[LabelledItem]) -> tuple[list[ClaimLesson], int]:
    """Every claim of the rules with its label, and how many actors of the readers have no claim."""
    lessons: list[ClaimLesson] = []
    missed = 0
    for number, (record, gold) in enumerate(items):
        truth = gold_roles(gold)
        seen = set()
        for key, mentions, features in attributor.features(item_text(record)):
            name = scored_key(key.type, key.province, key.county)
            seen.add(name)
            lessons.append(
                ClaimLesson(group=number, mentions=mentions, features=features, role=truth.get(name))
            )
        missed += sum(role is Role.ACTOR and name not in seen for name, role in truth.items())
    return lessons, missed


def fit_role_around_reason(lessons: Sequence[ClaimLesson]) -> dict[str, float]:
    """The bias is all but free: how many agencies act is for the labels to say."""
    return fit_role(lessons, anchor=Anchor(weights=REASON, ridge=ROLE_RIDGE, bias_ridge=1.0))


def _print_role(lessons: Sequence[ClaimLesson], chances: Table, missed: int) -> None:
    """Counted F1 out of sample, at the threshold in use and beside it."""
    actors = np.array([lesson.role is Role.ACTOR for lesson in lessons])
    for threshold in (0.45, 0.5, 0.55, 0.6, ACTOR, 0.7):
        said = chances >= threshold
        right = int((said & actors).sum())
        precision, recall = right / said.sum(), right / (actors.sum() + missed)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"counted, out of sample, from {threshold}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def _print_verifier(found: VerifierFit) -> None:
    chances, accepted = found.chances, found.accepted
    error, brier = calibration_error(chances, accepted), ((chances - accepted) ** 2).mean()
    print(f"verifier, out of sample: accepted {accepted.mean():.3f}, said {chances.mean():.3f}, ", end="")
    print(f"ECE {error:.3f}, Brier {brier:.3f}")


def calibration_error(chances: Table, accepted: Numbers, bins: int = 10) -> float:
    """Expected calibration error over bins of equally many claims."""
    order = np.argsort(chances)
    parts = np.array_split(order, bins)
    gaps = [len(part) * abs(chances[part].mean() - accepted[part].mean()) for part in parts]
    return float(sum(gaps) / len(chances))


def _named(weights: Mapping[str, float]) -> dict[str, float]:
    """Those that matter, the bias first."""
    in_order = {BIAS: weights[BIAS], **weights}
    return {name: round(value, 3) for name, value in in_order.items() if abs(value) >= LEAST_WEIGHT}


def _with_unseen(weights: Mapping[str, float]) -> dict[str, float]:
    return {**weights, **{name: weights.get(like, 0.0) for name, like in UNSEEN.items()}}


def _as_yaml(rules: Mapping[str, Mapping[str, float]]) -> str:
    return yaml.safe_dump({name: dict(rule) for name, rule in rules.items()}, sort_keys=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
