"""Finds how much each sign of service counts, for the block `decision` of config/lexicon/service.yaml.

Run `python -m quality.readings_fit` and paste what it prints. It learns from dev.jsonl and from
readings_service_labels.tsv: 595 further items of ../shared/data, read by one reader from headline, lead and
first paragraph. Every weight is held to the side where reason puts it: what shows a service can only add,
what denies one can only take away, so that no oddity of a few hundred items becomes a rule.
"""

import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from core.items import ItemText
from nlp.readings.lexicon import Family, Lexicon, read_lexicon
from nlp.readings.seen import see
from nlp.readings.service import act_sentences, service_signs
from nlp.readings.topics import topic_scores
from quality.readings import SERVICE, item_text, methodology, read_labelled
from quality.shared import shared_or_leave

LABELS = Path(__file__).with_name("readings_service_labels.tsv")

# «yes» and «weak» are rare; a mistake on them counts for more, so that each class counts alike in the end.
CLASS_WEIGHTS = {"yes": 3.5, "weak": 3.0, "no": 1.0}
RIDGE = 0.03

ADDING = {"done", "named", "planned", "things", "people", "amounts", "works"} | {"sure", "likely", "possible"}
TAKING = {"denied", "negation", "against", "international", "sports", "other", "length"}
WISHING = {"wished", "exhortation"}

type Matrix = NDArray[np.float64]
type Bounds = tuple[float | None, float | None]
type Weights = Mapping[str, tuple[float, float]]


def main() -> int:
    shared = shared_or_leave("quality.readings_fit")
    lexicon = read_lexicon(methodology())
    labelled = [
        *((one.text, one.gold["service_reflection"]) for one in read_labelled(shared / "gold" / "dev.jsonl")),
        *_own_labels(shared / "data"),
    ]
    signs = [_signs(text, lexicon) for text, _ in labelled]
    base, weights = fit(signs, [label for _, label in labelled])
    print(f"  base: {{for_yes: {base[0]:.2f}, for_weak: {base[1]:.2f}}}\n  signs:")
    for name, (for_yes, for_weak) in weights.items():
        if round(for_yes, 2) or round(for_weak, 2):
            print(f"    {name}: {{for_yes: {for_yes:.2f}, for_weak: {for_weak:.2f}}}")
    return 0


def fit(signs: Sequence[Mapping[str, float]], labels: Sequence[str]) -> tuple[tuple[float, float], Weights]:
    """Logistic weights for `yes` and `weak` against `no`, within their bounds."""
    names = sorted({name for one in signs for name in one})
    table = np.array([[one.get(name, 0.0) for name in names] for one in signs])
    spread = table.std(axis=0) + 1e-9
    bounds = [_bounds(name) for name in names]
    found = minimize(
        _loss_and_slope,
        np.zeros(2 * len(names) + 2),
        args=(table / spread, np.array(labels)),
        jac=True,
        method="L-BFGS-B",
        bounds=[for_yes for for_yes, _ in bounds] + [for_weak for _, for_weak in bounds] + [(None, None)] * 2,
    ).x
    yes, weak = found[: len(names)] / spread, found[len(names) : -2] / spread
    weights = {name: (float(yes[n]), float(weak[n])) for n, name in enumerate(names)}
    return (float(found[-2]), float(found[-1])), weights


def _loss_and_slope(weights: Matrix, table: Matrix, labels: NDArray[np.str_]) -> tuple[float, Matrix]:
    count = table.shape[1]
    importance = np.array([CLASS_WEIGHTS[label] for label in labels])
    importance /= importance.sum()
    scores = np.stack(
        [
            table @ weights[:count] + weights[-2],
            table @ weights[count:-2] + weights[-1],
            np.zeros(len(labels)),
        ]
    )
    likely = np.exp(scores - scores.max(axis=0))
    likely /= likely.sum(axis=0)
    true = np.stack([labels == name for name in SERVICE])
    loss = -(importance * np.log((likely * true).sum(axis=0))).sum()
    slopes = importance * (likely - true)[:2]
    ridge = RIDGE * weights[:-2]
    slope = np.concatenate([table.T @ slopes[0], table.T @ slopes[1]]) + ridge
    return float(loss + (ridge * weights[:-2]).sum() / 2), np.concatenate([slope, slopes.sum(axis=1)])


def _bounds(sign: str) -> tuple[Bounds, Bounds]:
    """Where the weight for `yes` and the weight for `weak` may lie."""
    kind = sign.rpartition(".")[2]
    if kind in ADDING:
        return (0, None), (0, None)
    if kind in TAKING:
        return (None, 0), (None, 0)
    if kind in WISHING:
        return (None, 0), (None, None)
    return ((None, None), (0, None)) if kind == "plan" else ((None, None), (None, None))


def _signs(text: ItemText, lexicon: Lexicon) -> dict[str, float]:
    seen = see(text, lexicon)
    groups = lexicon.families[Family.SERVICE]
    topics = topic_scores(lexicon.topics, seen.text, seen.hits[Family.TOPIC])
    acts = act_sentences(seen.text, seen.hits[Family.SERVICE], groups)
    return service_signs(seen, topics, groups, acts, lexicon.service.topic_signs)


def _own_labels(data: Path) -> Iterator[tuple[ItemText, str]]:
    lines = LABELS.read_text(encoding="utf-8").splitlines()[1:]
    labels = dict(line.split("\t") for line in lines)
    for file in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as records:
            for line in records:
                record = json.loads(line)
                label = labels.pop(record["id"], None)
                if label:
                    yield item_text(record), label


if __name__ == "__main__":
    sys.exit(main())
