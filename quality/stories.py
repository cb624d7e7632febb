"""How well and how fast reprints are found: edited copies planted among real items of ../shared/data.

Run `python -m quality.stories [ITEMS]`; it prints a table and ends with 1 below the floors.
"""

import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.items import ItemText
from nlp.stories.fingerprint import Fingerprint, fingerprint
from nlp.stories.group import FingerprintedItem, group
from nlp.stories.similarity import similarity
from quality.shared import shared_or_leave

FILES = ("isna_2019_7500", "asriran_2015", "telegram_farsna", "telegram_akhbarefori", "hamshahri_daily")

FLOORS = {"J>=.8": 0.98, "J .5-.8": 0.95, "cut by half": 0.95, "precision": 0.98}
MOST_SECONDS_PER_100K = 45.0

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 60
SHARE_OF_COPIES = 0.1


@dataclass(frozen=True, slots=True)
class Planted:
    """A copy: its own number, its source's number, the kind of edit and the similarity the edit left."""

    copy: int
    source: int
    kind: str
    jaccard: float


def main(count: int = 100_000) -> int:
    data = shared_or_leave("quality.stories") / "data"
    chance = random.Random(4)
    texts = list(_texts(data, count, chance))
    started = time.process_time()
    prints = [fingerprint(text) for text in texts]
    signing = time.process_time() - started
    items = [_item(n, print_, chance) for n, print_ in enumerate(prints)]
    items, planted = _plant(texts, items, chance)
    started = time.process_time()
    story_of = {member.item_id: member.story_id for member in group(items)}
    grouping = time.process_time() - started
    return _report(story_of, planted, seconds=(signing, grouping), count=count)


def _texts(data: Path, count: int, chance: random.Random) -> Iterator[ItemText]:
    """Real items; when there are too few, mixtures of sentences of several items fill up."""
    real = [text for name in FILES for text in _read(data / f"{name}.jsonl.gz")]
    chance.shuffle(real)
    yield from real[:count]
    sentences = [s for text in real[:20_000] for s in (text.body or "").split(".") if len(s) > 60]
    for _ in range(count - len(real)):
        yield ItemText(title=None, lead=None, body=". ".join(chance.sample(sentences, chance.randint(3, 12))))


def _read(file: Path) -> Iterator[ItemText]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield ItemText(title=record["title"], lead=record["lead"], body=record["body"])


def _item(number: int, print_: Fingerprint, chance: random.Random) -> FingerprintedItem:
    at = FIRST_DAY + timedelta(minutes=chance.randrange(DAYS * 24 * 60))
    return FingerprintedItem(item_id=number, outlet="outlet", counted_at=at, fingerprint=print_)


def _plant(
    texts: list[ItemText], items: list[FingerprintedItem], chance: random.Random
) -> tuple[list[FingerprintedItem], list[Planted]]:
    """Replace a share of the items by edited copies of others, some hours to five days later."""
    long = [n for n, text in enumerate(texts) if len((text.body or "").split()) >= 40]
    chosen = chance.sample(long, int(len(items) * SHARE_OF_COPIES * 2))
    result, planted = list(items), []
    for number, (source, copy) in enumerate(zip(chosen[::2], chosen[1::2], strict=True)):
        kind = list(EDITS)[number % len(EDITS)]
        print_ = fingerprint(ItemText(title=None, lead=None, body=EDITS[kind](_whole(texts[source]), chance)))
        later = timedelta(minutes=chance.randrange(30, 5 * 24 * 60))
        result[copy] = FingerprintedItem(
            item_id=copy, outlet="copier", counted_at=items[source].counted_at + later, fingerprint=print_
        )
        alike = similarity(print_.shingle_row, items[source].fingerprint.shingle_row)
        planted.append(Planted(copy, source, kind, alike.jaccard))
    return result, planted


def _whole(text: ItemText) -> str:
    return "\n".join(part for part in (text.title, text.lead, text.body) if part)


def _respelt(text: str, _: random.Random) -> str:
    return (
        text.replace("ی", "ي")
        .replace("ک", "ك")
        .replace("\u200c", " ")
        .translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    )


def _with_agency_line(text: str, chance: random.Random) -> str:
    line = f"به گزارش خبرگزاری شماره {chance.randrange(99)} از مرکز استان"
    return f"{line}، {text} پایان خبر کد {chance.randrange(10**6)}"


def _cut(share: float) -> Callable[[str, random.Random], str]:
    return lambda text, _: " ".join(text.split()[: int(len(text.split()) * share)])


def _reworded(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, chance: random.Random) -> str:
        words = text.split()
        return " ".join(
            f"واژه{chance.randrange(10**6)}" if chance.random() < share else word for word in words
        )

    return edit


def _shuffled(text: str, chance: random.Random) -> str:
    parts = text.split(".")
    chance.shuffle(parts)
    return ". ".join(parts)


def _mixed(text: str, chance: random.Random) -> str:
    return _respelt(_with_agency_line(_reworded(0.03)(_cut(0.85)(text, chance), chance), chance), chance)


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "respelt": _respelt,
    "agency line": _with_agency_line,
    "shuffled": _shuffled,
    "3 % reworded": _reworded(0.03),
    "10 % reworded": _reworded(0.10),
    "cut by quarter": _cut(0.75),
    "cut by half": _cut(0.5),
    "cut, line, respelt, reworded": _mixed,
}


def _report(
    story_of: dict[int, int],
    planted: list[Planted],
    *,
    seconds: tuple[float, float],
    count: int,
) -> int:
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for one in planted:
        bands = (one.kind, "J>=.8" if one.jaccard >= 0.8 else "J .5-.8" if one.jaccard >= 0.5 else "J<.5")
        asked.update(bands)
        found.update(bands if story_of[one.copy] == story_of[one.source] else ())
    figures = {name: found[name] / asked[name] for name in asked}
    figures["precision"] = _precision(story_of, planted)
    per_100k = sum(seconds) * 100_000 / count
    signing, grouping = seconds
    for name, figure in figures.items():
        print(f"{name:30} {figure:.4f}  ({asked.get(name, len(planted))})")
    print(f"{count} items: signing {signing:.1f} s, grouping {grouping:.1f} s; {per_100k:.1f} s per 100,000")
    missed = [name for name, floor in FLOORS.items() if figures.get(name, 1.0) < floor]
    if missed or per_100k > MOST_SECONDS_PER_100K:
        print("below the floor:", ", ".join(missed) or "seconds")
        return 1
    return 0


def _precision(story_of: dict[int, int], planted: list[Planted]) -> float:
    """Of the copies that were put beside other items, the share that stands beside its source."""
    companions: dict[int, list[int]] = {}
    for item, story in story_of.items():
        companions.setdefault(story, []).append(item)
    joined = [one for one in planted if len(companions[story_of[one.copy]]) > 1]
    right = sum(story_of[one.copy] == story_of[one.source] for one in joined)
    return right / len(joined) if joined else 1.0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) if len(sys.argv) > 1 else main())
