"""How well items are attributed to agencies: the reference sets, our labels, seeds, clubs and hashtags.

Run `python -m quality.attribution [predict|seeds|clubs|hashtags]`; without a word it does all, prints a
table and ends with 1 below a floor of quality/floors.json. `--errors` adds the ten worst errors of dev.jsonl
with their sentences; `--raise-floors` writes down what has become better, and refuses if anything is worse.
Of check.jsonl only totals are printed, and must be.
"""

import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from core.attributions import Attribution
from core.items import ItemText
from nlp.attribute import Attributor
from nlp.fold import fold
from nlp.record import prediction_record
from nlp.understand import Understander
from quality.attribution_errors import worst_errors
from quality.floors import Figures, hold_to_floors
from quality.gold import LabelledItem, item_text, reference_items
from quality.labels import held_out_items, labelled_items
from quality.shared import shared_or_leave
from rasad.load_config import load_methodology

_FIGURE = re.compile(r"^(counted|linked) .*F1 (\d\.\d+)", re.MULTILINE)
_CLEAN = re.compile(r"^clean +(\d+)/(\d+)", re.MULTILINE)
_HASHTAG = re.compile(r"#\s*اخبار[_\s]([\w\u200c]+)")
_SEED_TYPES = {"استانداری": "governor-office", "ثبت احوال": "civil-registration", "دامپزشکی": "veterinary"}


def main(words: list[str]) -> int:
    options = {word for word in words if word.startswith("--")}
    shared = shared_or_leave("quality.attribution")
    methodology = load_methodology([Path("config")])
    attributor = Attributor(methodology)
    parts: dict[str, Callable[[], Figures]] = {
        "predict": lambda: reference_sets(shared, Understander(methodology)),
        "seeds": lambda: seeds(shared, attributor),
        "clubs": lambda: clubs(shared, attributor),
        "hashtags": lambda: hashtags(shared, attributor),
    }
    figures: Figures = {}
    for word in [word for word in words if word not in options] or parts:
        figures |= parts[word]()
    if "--errors" in options:
        print(worst_errors(attributor, reference_items(shared, "dev"), most=10))
    return hold_to_floors("attribution", figures, raising="--raise-floors" in options)


def reference_sets(shared: Path, understander: Understander) -> Figures:
    """Score dev.jsonl, check.jsonl and our own labels with the measure that stands beside the first two."""
    sets = {
        "dev": reference_items(shared, "dev"),
        "check": reference_items(shared, "check"),
        "own labels": labelled_items(shared),
        "held out": held_out_items(shared),
    }
    figures: Figures = {}
    for name, items in sets.items():
        totals = _scored(shared / "gold" / "score.py", items, understander)
        print(f"--- {name}\n{totals}")
        figures |= {f"{name} {measure}": float(value) for measure, value in _FIGURE.findall(totals)}
        right, empty = map(int, _CLEAN.findall(totals)[0])
        figures[f"{name} clean"] = round(right / empty, 3)
    return figures


def _scored(measure: Path, items: Sequence[LabelledItem], understander: Understander) -> str:
    """What the measure prints of our predictions."""
    with tempfile.TemporaryDirectory() as folder:
        gold, predictions = Path(folder) / "gold.jsonl", Path(folder) / "predictions.jsonl"
        _write(gold, ({"item": record, "gold": label} for record, label in items))
        _write(
            predictions,
            (
                prediction_record(record["id"], understander.understand(item_text(record)))
                for record, _ in items
            ),
        )
        command = [sys.executable, str(measure), str(gold), str(predictions)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _write(file: Path, records: Iterator[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8") as lines:
        for record in records:
            print(json.dumps(record, ensure_ascii=False), file=lines)


def seeds(shared: Path, attributor: Attributor) -> Figures:
    """Every mention of a provincial body or of its official's role in the five seeds, and nothing else."""
    documents = json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))["docs"]
    linked = missed = wrong = 0
    for document in documents:
        body = (shared / "seeds" / document["file"]).read_text(encoding="utf-8")
        claims = attributor.attribute(ItemText(title=None, lead=None, body=body)).attributions
        for span in document["spans"]:
            if span["type"] in ("agency", "role"):
                expected, found = _seed_type(span), _type_at(claims, span["start"], span["end"])
                linked += expected is not None and expected == found
                if expected != found:
                    missed += expected is not None
                    wrong += found is not None and not _in_same_phrase(claims, span)
                    print(f"  {document['file'][:3]} {span['surface']}: {expected} but {found}")
    print(f"seeds: {linked} linked, {missed} missed, {wrong} wrong")
    return {
        "seeds recall": linked / max(linked + missed, 1),
        "seeds precision": linked / max(linked + wrong, 1),
    }


def clubs(shared: Path, attributor: Attributor) -> Figures:
    """Sports items, where شهرداری is a team."""
    records = list(_records(shared / "data" / "varzesh3_3000.jsonl.gz"))
    links = sum(len(attributor.attribute(item_text(record)).attributions) for record in records)
    # Nearly all are real bodies, the wrong ones are read by hand; more links would mean more wrong ones.
    print(f"clubs: {links} links in {len(records)} sports items, {200 * links / len(records):.1f} per 200")
    return {"sports items without a link": round(1 - links / len(records), 4)}


def hashtags(shared: Path, attributor: Attributor) -> Figures:
    """Posts with a province's hashtag, read without it: do the agencies found lie in that province?"""
    provinces = {fold(p.name).compact: p.name for p in load_methodology([Path("config")]).places.provinces}
    right = wrong = posts = 0
    for record in _records(shared / "data" / "telegram_akhbarefori.jsonl.gz"):
        tags = {fold(tag).compact for tag in _HASHTAG.findall(record["body"] or "")} & provinces.keys()
        if len(tags) != 1:
            continue
        posts += 1
        text = ItemText(title=record["title"], lead=None, body=_HASHTAG.sub("", record["body"]))
        for claim in attributor.attribute(text).attributions:
            right += claim.agency.province == provinces[next(iter(tags))]
            wrong += claim.agency.province != provinces[next(iter(tags))]
    accuracy = right / max(right + wrong, 1)
    print(f"hashtags: {posts} posts, {right + wrong} links, province as in the hashtag {accuracy:.3f}")
    return {"hashtags province": round(accuracy, 3)}


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _seed_type(span: dict[str, Any]) -> str | None:
    """The type a seed span must get; None for national bodies, councils and class nouns."""
    canonical = span.get("canonical") or ""
    if not span["linkable"] or canonical.startswith("وزارت"):
        return None
    if canonical.startswith("دانشگاه علوم پزشکی"):
        return "medical-university"
    if canonical.startswith("دانشگاه"):
        return "university"
    return next((slug for name, slug in _SEED_TYPES.items() if canonical.startswith(name)), None)


def _type_at(claims: tuple[Attribution, ...], start: int, end: int) -> str | None:
    for claim in claims:
        if any(m.start < end and start < m.end for m in claim.evidence):
            return claim.agency.type
    return None


def _in_same_phrase(claims: tuple[Attribution, ...], span: dict[str, Any]) -> bool:
    """A council's mention may overlap the phrase of the agency it stands beside."""
    spans = [m for claim in claims for m in claim.evidence]
    return any(
        m.start <= span["start"] and span["end"] <= m.end and m.surface != span["surface"] for m in spans
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
