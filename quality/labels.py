"""Our own labels beside their texts, which stay in ../shared: quality/labels/ holds ids and offsets alone."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.errors import InputError
from quality.gold import LabelledItem, Record

LABELS = Path(__file__).parent / "labels"
READERS = (
    "first_reader",
    "second_reader",
    "third_reader",
    "fourth_reader",
    "sixth_reader",
    "seventh_reader",
)
"""Where two read an item, the first one's label stands."""
HELD_OUT = "fifth_reader"
"""Nothing is fitted to what this reader alone has read, and no rule was written while looking at it."""


def labelled_items(shared: Path) -> list[LabelledItem]:
    """Every item to learn from with its label, in the order of their ids."""
    return _with_texts(shared, own_labels())


def held_out_items(shared: Path) -> list[LabelledItem]:
    """The items that only the held-out reader has read."""
    known = own_labels()
    labels = _labels((HELD_OUT,))
    return _with_texts(shared, {name: gold for name, gold in labels.items() if name not in known})


def _with_texts(shared: Path, labels: dict[str, Record]) -> list[LabelledItem]:
    texts = _texts(shared / "data", set(labels))
    missing = sorted(labels.keys() - texts.keys())
    if missing:
        raise InputError(
            f"quality/labels: no text in {shared / 'data'} for {len(missing)} items (first: {missing[0]}); "
            "fetch the data sets that the labels were made from"
        )
    return [(texts[item_id], labels[item_id]) for item_id in sorted(labels)]


def own_labels() -> dict[str, Record]:
    """The label of each item to learn from by its id."""
    return _labels(READERS)


def _labels(readers: Iterable[str]) -> dict[str, Record]:
    labels: dict[str, Record] = {}
    for reader in readers:
        for record in _lines(LABELS / f"{reader}.jsonl"):
            labels.setdefault(record["id"], record["gold"])
    return labels


def _texts(data: Path, wanted: set[str]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for file in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                # Most lines are of items nobody labelled: their ids are read without reading the rest.
                if line[:8] == '{"id": "' and line[8 : line.index('"', 8)] in wanted:
                    record = json.loads(line)
                    found[record["id"]] = record
    return found


def _lines(file: Path) -> Iterator[Record]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
