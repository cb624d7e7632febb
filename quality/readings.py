"""How well items are read as a whole: topic, service, ceremony, criticism and tone against hand-made labels.

Run `python -m quality.readings`; it prints a table and ends with 1 below a floor of quality/floors.json.
`--errors` adds the ten worst errors of dev.jsonl with their sentences; `--raise-floors` writes down what has
become better, and refuses if anything is worse. The weights of service were fitted to dev.jsonl and to our
own labels: only check.jsonl and the held-out labels tell how well unseen items are read. Of both only totals
are printed, and so they should be read.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from core.agencies import AgencyKey
from core.attributions import Attribution, Mention, Reading, Role
from core.items import TEXT_FIELDS, ItemText
from core.methodology import Methodology
from nlp.attribute import Attributor
from nlp.readings.read import Reader
from quality.floors import Figures, hold_to_floors
from quality.gold import LabelledItem, item_text, reference_items
from quality.labels import held_out_items, labelled_items
from quality.readings_errors import worst_errors
from quality.shared import shared_or_leave
from rasad.home import CHECKOUT
from rasad.load_config import load_methodology

SERVICE = ("yes", "weak", "no")
TONES = ("positive", "neutral", "critical")


def main(words: Sequence[str]) -> int:
    shared = shared_or_leave("quality.readings")
    method = methodology()
    reader, attributor = Reader(method), Attributor(method)
    figures: Figures = {}
    for name, items in _sets(shared).items():
        texts = [item_text(record) for record, _ in items]
        readings = [reader.read(text, attributor.attribute(text).attributions) for text in texts]
        golds = [gold for _, gold in items]
        of_set = _figures(golds, readings) | {"tone": _tone_figure(reader, texts, golds)}
        figures |= {f"{name} {figure}": round(value, 3) for figure, value in of_set.items()}
    if "--errors" in words:
        print(worst_errors(reader, attributor, reference_items(shared, "dev"), most=10))
    return hold_to_floors("readings", figures, raising="--raise-floors" in words)


def _sets(shared: Path) -> dict[str, list[LabelledItem]]:
    return {
        "dev": reference_items(shared, "dev"),
        "check": reference_items(shared, "check"),
        "own labels": labelled_items(shared),
        "held out": held_out_items(shared),
    }


def methodology() -> Methodology:
    return load_methodology([CHECKOUT / "config"])


def macro_f1(gold: Sequence[str], guessed: Sequence[str], classes: Iterable[str]) -> float:
    """The mean over classes of 2·right / (said + true)."""
    pairs = Counter(zip(gold, guessed, strict=True))
    said, true = Counter(guessed), Counter(gold)
    values = [2 * pairs[(c, c)] / (said[c] + true[c]) if said[c] + true[c] else 0.0 for c in classes]
    return sum(values) / len(values)


def _figures(golds: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> Figures:
    pairs = list(zip(golds, readings, strict=True))
    right = sum(reading.topic in (gold["topic"], gold["topic2"]) for gold, reading in pairs)
    service = macro_f1(
        [gold["service_reflection"] for gold in golds],
        [str(reading.service_reflection) for reading in readings],
        SERVICE,
    )
    return {
        "topic": right / len(golds),
        "service": service,
        "ceremonial": _f1([(gold["ceremonial"], reading.ceremonial) for gold, reading in pairs]),
        "criticism": _f1([(g["criticism_needing_reply"], r.criticism_needing_reply) for g, r in pairs]),
    }


def _f1(pairs: Sequence[tuple[bool, bool | None]]) -> float:
    both = sum(gold and bool(said) for gold, said in pairs)
    either = sum(gold for gold, _ in pairs) + sum(bool(said) for _, said in pairs)
    return 2 * both / either if either else 1.0


def _tone_figure(reader: Reader, texts: Sequence[ItemText], golds: Sequence[dict[str, Any]]) -> float:
    """Macro F1 of the tone toward the agencies the readers found."""
    true: list[str] = []
    guessed: list[str] = []
    for text, gold in zip(texts, golds, strict=True):
        attributions = [_attribution(text, agency) for agency in gold["agencies"]]
        true += [agency["tone"] for agency in gold["agencies"]]
        guessed += [str(tone) for tone, _ in reader.tones(text, attributions)]
    return macro_f1(true, guessed, TONES)


def _attribution(text: ItemText, agency: dict[str, Any]) -> Attribution:
    return Attribution(
        agency=AgencyKey(agency["type"], agency["province"], agency["county"]),
        name=agency["name"],
        role=Role(agency["role"]),
        confidence=1.0,
        evidence=_evidence(text, agency["evidence"]),
        reason="gold",
    )


def _evidence(text: ItemText, shown: str | dict[str, Any]) -> tuple[Mention, ...]:
    """The reference sets quote the text; our own labels give its offsets."""
    if not isinstance(shown, str):
        field, start, end = shown["field"], shown["start"], shown["end"]
        surface = (getattr(text, field) or "")[start:end]
        return (Mention(field=field, start=start, end=end, surface=surface),)
    for field in TEXT_FIELDS:
        start = (getattr(text, field) or "").find(shown)
        if start >= 0:
            return (Mention(field=field, start=start, end=start + len(shown), surface=shown),)
    return ()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
