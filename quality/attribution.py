"""How well items are attributed to agencies: the reference sets, the seeds, clubs, hashtags, speed.

Run `python -m quality.attribution [predict|seeds|clubs|hashtags|speed]`; without a word it does all, prints a
table and ends with 1 below the floors. Of check.jsonl only totals are printed, and must be.
"""

import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from core.attributions import Attribution
from core.items import ItemText
from nlp.attribute import Attributor
from nlp.fold import fold
from nlp.record import prediction_record
from nlp.understand import Understander
from quality.shared import shared_or_leave
from rasad.load_config import load_methodology

FLOORS = {"dev": {"counted": 0.86, "linked": 0.96}, "check": {"counted": 0.86, "linked": 0.88}}
LEAST_SEED_RECALL = 1.0
MOST_CLUB_LINKS_PER_200 = 5.0
"""Links in sports items; nearly all are real bodies there, the wrong ones are read by hand."""
LEAST_HASHTAG_ACCURACY = 0.9
_FIGURE = re.compile(r"^(counted|linked).*F1 (\d\.\d+)", re.MULTILINE)
_HASHTAG = re.compile(r"#\s*اخبار[_\s]([\w\u200c]+)")
_SEED_TYPES = {"استانداری": "governor-office", "ثبت احوال": "civil-registration", "دامپزشکی": "veterinary"}


def main(words: list[str]) -> int:
    shared = shared_or_leave("quality.attribution")
    methodology = load_methodology([Path("config")])
    attributor = Attributor(methodology)
    parts: dict[str, Callable[[], bool]] = {
        "predict": lambda: reference_sets(shared, Understander(methodology)),
        "seeds": lambda: seeds(shared, attributor),
        "clubs": lambda: clubs(shared, attributor),
        "hashtags": lambda: hashtags(shared, attributor),
        "speed": lambda: speed(shared, attributor),
    }
    results = [parts[word]() for word in words or parts]
    return 0 if all(results) else 1


def reference_sets(shared: Path, understander: Understander) -> bool:
    """Score dev.jsonl and check.jsonl with the measure that stands beside them."""
    good = True
    for name, floors in FLOORS.items():
        gold = shared / "gold" / f"{name}.jsonl"
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
            for line in gold.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)["item"]
                understood = understander.understand(_text(record))
                print(
                    json.dumps(prediction_record(record["id"], understood), ensure_ascii=False),
                    file=predictions,
                )
            predictions.flush()
            command = [sys.executable, str(shared / "gold" / "score.py"), str(gold), predictions.name]
            totals = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        print(f"--- {name}\n{totals}")
        figures = {measure: float(value) for measure, value in _FIGURE.findall(totals)}
        good &= all(figures[measure] >= floor for measure, floor in floors.items())
    return good


def seeds(shared: Path, attributor: Attributor) -> bool:
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
    return wrong == 0 and linked / max(linked + missed, 1) >= LEAST_SEED_RECALL


def clubs(shared: Path, attributor: Attributor) -> bool:
    """Sports items, where شهرداری is a team."""
    records = list(_records(shared / "data" / "varzesh3_3000.jsonl.gz"))
    links = sum(len(attributor.attribute(_text(record)).attributions) for record in records)
    share = 200 * links / len(records)
    print(f"clubs: {links} links in {len(records)} sports items, {share:.1f} per 200")
    return share <= MOST_CLUB_LINKS_PER_200


def hashtags(shared: Path, attributor: Attributor) -> bool:
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
        tags.clear()
    accuracy = right / max(right + wrong, 1)
    print(f"hashtags: {posts} posts, {right + wrong} links, province as in the hashtag {accuracy:.3f}")
    return accuracy >= LEAST_HASHTAG_ACCURACY


def speed(shared: Path, attributor: Attributor) -> bool:
    """Items per second and core, and the fold beside it on the same text."""
    chance = random.Random(1)
    records = [r for r in _records(shared / "data" / "isna_2019_7500.jsonl.gz") if len(r["body"] or "") > 600]
    texts = [_text(record) for record in chance.sample(records, 2_000)]
    characters = sum(len(text.body or "") + len(text.lead or "") + len(text.title or "") for text in texts)
    per_second = {
        "attribution": _per_second(texts, attributor.attribute),
        "fold": _per_second(texts, lambda text: fold(text.body or "")),
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = ", ".join(f"{name} {value:,.0f} items/s" for name, value in per_second.items())
    print(f"speed: {characters / len(texts):,.0f} characters an item; {figures}; memory {memory:.0f} MB")
    return memory <= 400


def _per_second(texts: list[ItemText], work: Callable[[ItemText], object]) -> float:
    started = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - started)


def _text(record: dict[str, Any]) -> ItemText:
    return ItemText(
        title=record["title"],
        lead=record["lead"],
        body=record["body"],
        url=record.get("url"),
        outlet_name=record.get("outlet"),
    )


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
