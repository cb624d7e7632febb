"""How well items are read as a whole: topic, service, ceremony, criticism and tone against hand-made labels.

Run `python -m quality.readings`; of check.jsonl only totals are printed, and so they should be read.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.agencies import AgencyKey
from core.attributions import Attribution, Mention, Reading, Role
from core.items import TEXT_FIELDS, ItemText
from core.methodology import Methodology
from nlp.attribute import Attributor
from nlp.readings.read import Reader
from quality.shared import shared_or_leave
from rasad.home import CHECKOUT
from rasad.load_config import load_methodology

SERVICE = ("yes", "weak", "no")
TONES = ("positive", "neutral", "critical")

FLOORS = {
    "dev topic": 0.88,
    "dev service": 0.75,
    "dev ceremonial": 0.80,
    "dev criticism": 0.50,
    "dev tone": 0.50,
    "check topic": 0.88,
    "check service": 0.60,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One item of a reference set with what its readers said."""

    text: ItemText
    gold: dict[str, Any]


def main() -> int:
    gold = shared_or_leave("quality.readings") / "gold"
    method = methodology()
    reader, attributor = Reader(method), Attributor(method)
    figures: dict[str, float] = {}
    for name in ("dev", "check"):
        labelled = read_labelled(gold / f"{name}.jsonl")
        readings = [reader.read(one.text, attributor.attribute(one.text).attributions) for one in labelled]
        figures |= {f"{name} {figure}": value for figure, value in _figures(labelled, readings).items()}
        figures[f"{name} tone"] = _tone_figure(reader, labelled)
    for name, value in figures.items():
        print(f"{name:18} {value:.3f}" + (f"  (floor {FLOORS[name]})" if name in FLOORS else ""))
    below = [name for name, floor in FLOORS.items() if figures[name] < floor]
    if below:
        print("below the floor:", ", ".join(below))
    return 1 if below else 0


def methodology() -> Methodology:
    return load_methodology([CHECKOUT / "config"])


def read_labelled(file: Path) -> list[Labelled]:
    """The items of a gold file, as an outlet's text without its section."""
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Labelled(item_text(record["item"]), record["gold"]) for record in records]


def item_text(item: dict[str, Any]) -> ItemText:
    return ItemText(title=item["title"], lead=item["lead"], body=item["body"])


def macro_f1(gold: Sequence[str], guessed: Sequence[str], classes: Iterable[str]) -> float:
    """The mean over classes of 2·right / (said + true)."""
    pairs = Counter(zip(gold, guessed, strict=True))
    said, true = Counter(guessed), Counter(gold)
    values = [2 * pairs[(c, c)] / (said[c] + true[c]) if said[c] + true[c] else 0.0 for c in classes]
    return sum(values) / len(values)


def _figures(labelled: Sequence[Labelled], readings: Sequence[Reading]) -> dict[str, float]:
    pairs = list(zip(labelled, readings, strict=True))
    right = sum(reading.topic in (one.gold["topic"], one.gold["topic2"]) for one, reading in pairs)
    service = macro_f1(
        [one.gold["service_reflection"] for one in labelled],
        [str(reading.service_reflection) for reading in readings],
        SERVICE,
    )
    ceremonial = [(one.gold["ceremonial"], reading.ceremonial) for one, reading in pairs]
    criticism = [(one.gold["criticism_needing_reply"], r.criticism_needing_reply) for one, r in pairs]
    return {
        "topic": right / len(labelled),
        "service": service,
        "ceremonial": _f1(ceremonial),
        "criticism": _f1(criticism),
    }


def _f1(pairs: Sequence[tuple[bool, bool | None]]) -> float:
    both = sum(gold and bool(said) for gold, said in pairs)
    either = sum(gold for gold, _ in pairs) + sum(bool(said) for _, said in pairs)
    return 2 * both / either if either else 1.0


def _tone_figure(reader: Reader, labelled: Sequence[Labelled]) -> float:
    """Macro F1 of the tone toward the agencies the readers found."""
    gold: list[str] = []
    guessed: list[str] = []
    for one in labelled:
        attributions = [_attribution(one.text, agency) for agency in one.gold["agencies"]]
        gold += [agency["tone"] for agency in one.gold["agencies"]]
        guessed += [str(tone) for tone, _ in reader.tones(one.text, attributions)]
    return macro_f1(gold, guessed, TONES)


def _attribution(text: ItemText, agency: dict[str, Any]) -> Attribution:
    return Attribution(
        agency=AgencyKey(agency["type"], agency["province"], agency["county"]),
        name=agency["name"],
        role=Role(agency["role"]),
        confidence=1.0,
        evidence=_evidence(text, agency["evidence"]),
        reason="gold",
    )


def _evidence(text: ItemText, surface: str) -> tuple[Mention, ...]:
    for field in TEXT_FIELDS:
        start = (getattr(text, field) or "").find(surface)
        if start >= 0:
            return (Mention(field=field, start=start, end=start + len(surface), surface=surface),)
    return ()


if __name__ == "__main__":
    sys.exit(main())
