"""Finds how much each sign of service counts, for the block `decision` of config/lexicon/service.yaml.

Run `python -m quality.readings_fit --write`; without the word it only prints how well weights do on items
they did not see. It learns from four sets: dev.jsonl, the own items that two readers labelled, further items
of ../shared/data that one reader labelled from headline, lead and first lines
(readings_service_labels.tsv), and the newsroom's invented items.
"""

import gzip
import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from core.items import ItemText
from newsroom.publications import all_publications
from nlp.attribute import Attributor
from nlp.readings.lexicon import Family, Lexicon, read_lexicon
from nlp.readings.seen import Seen, see
from nlp.readings.service_acts import act_sentences
from nlp.readings.service_signs import service_signs
from nlp.readings.topics import topic_scores
from quality.gold import item_text, reference_items
from quality.labels import labelled_items
from quality.readings import SERVICE, macro_f1, methodology
from quality.readings_copies import stories
from quality.readings_weights import Fitted, Lesson, Pair, cross_validated, fit
from quality.shared import shared_or_leave
from rasad.home import CHECKOUT

LABELS = Path(__file__).with_name("readings_service_labels.tsv")

# How much an item of a set counts: one reader's judgement counts less, an invented item least.
SETS = {"dev": 1.0, "own": 1.0, "one reader": 0.8, "newsroom": 0.25}
INVENTED = "newsroom"
SEED = 3

SERVICE_YAML = CHECKOUT / "config" / "lexicon" / "service.yaml"
WEIGHTS_BEGIN = "  base: {for_yes"


def main(arguments: Sequence[str]) -> int:
    lessons = _lessons(shared_or_leave("quality.readings_fit"))
    guessed = cross_validated(lessons, seed=SEED)
    for name in SETS:
        pairs = [(one.label, said) for one, said in zip(lessons, guessed, strict=True) if one.set == name]
        figure = macro_f1([label for label, _ in pairs], [said for _, said in pairs], SERVICE)
        print(f"{name:12}{len(pairs):5} items, macro-F1 {figure:.3f}")
    if "--write" in arguments:
        _write(fit(lessons))
    return 0


def _lessons(shared: Path) -> list[Lesson]:
    method = methodology()
    lexicon, attributor = read_lexicon(method), Attributor(method)
    labelled = list(_labelled(shared))
    texts = [see(text, lexicon) for _, text, _ in labelled]
    names = stories([seen.text.raw.split() for seen in texts])
    return [
        Lesson(
            signs=_signs(text, seen, lexicon, attributor),
            label=label,
            counts=SETS[name],
            set=name,
            story=story,
        )
        for (name, text, label), seen, story in zip(labelled, texts, names, strict=True)
    ]


def _signs(text: ItemText, seen: Seen, lexicon: Lexicon, attributor: Attributor) -> dict[str, float]:
    attributions = attributor.attribute(text).attributions
    topics = topic_scores(lexicon.topics, seen.text, seen.hits[Family.TOPIC], attributions)
    acts = act_sentences(seen.text, seen.hits[Family.SERVICE], lexicon.families[Family.SERVICE])
    return service_signs(seen, acts, topics, attributions, lexicon)


def _labelled(shared: Path) -> Iterator[tuple[str, ItemText, str]]:
    """Set, text and label of every item there is a label for."""
    for record, gold in reference_items(shared, "dev"):
        yield "dev", item_text(record), gold["service_reflection"]
    own = labelled_items(shared)
    for record, gold in own:
        yield "own", item_text(record), gold["service_reflection"]
    for text, label in _of_one_reader(shared / "data", without={record["id"] for record, _ in own}):
        yield "one reader", text, label
    for publication in all_publications():
        body = "\n".join(publication.paragraphs)
        text = ItemText(title=publication.title, lead=publication.lead, body=body)
        yield INVENTED, text, str(publication.story.service)


def _of_one_reader(data: Path, *, without: Collection[str]) -> Iterator[tuple[ItemText, str]]:
    lines = LABELS.read_text(encoding="utf-8").splitlines()[1:]
    labels = dict(line.split("\t", 1) for line in lines)
    for file in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as records:
            for line in records:
                record = json.loads(line)
                label = labels.pop(record["id"], None)
                if label and record["id"] not in without:
                    yield item_text(record), label


def _write(fitted: Fitted) -> None:
    """Replace the weights in config/; the word lists above them stay."""
    lists, _, _ = SERVICE_YAML.read_text(encoding="utf-8").partition(WEIGHTS_BEGIN)
    signs = "".join(f"    {line}\n" for line in _lines(fitted.signs))
    SERVICE_YAML.write_text(f"{lists}  base: {_pair(fitted.base)}\n  signs:\n{signs}", encoding="utf-8")


def _lines(weights: Mapping[str, Pair]) -> Iterator[str]:
    for name, pair in weights.items():
        if any(round(weight, 2) for weight in pair):
            yield f"{name}: {_pair(pair)}"


def _pair(pair: Pair) -> str:
    # «+ 0.0» makes of a negative nothing a plain one.
    for_yes, for_weak = (round(weight, 2) + 0.0 for weight in pair)
    return f"{{for_yes: {for_yes:.2f}, for_weak: {for_weak:.2f}}}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
