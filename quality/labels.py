"""Our own labels beside their texts, which stay in ../shared: quality/labels/ holds ids and offsets alone."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from core.errors import InputError
from quality.gold import LabelledItem, Record

LABELS = Path(__file__).parent / "labels"
READERS = ("first_reader.jsonl", "second_reader.jsonl")
"""Where both read an item, the first one's label stands."""


def labelled_items(shared: Path) -> list[LabelledItem]:
    """Every labelled item with its label, in the order of their ids."""
    labels = own_labels()
    texts = _texts(shared / "data", set(labels))
    missing = sorted(labels.keys() - texts.keys())
    if missing:
        raise InputError(
            f"quality/labels: no text in {shared / 'data'} for {len(missing)} items (first: {missing[0]}); "
            "fetch the data sets that the labels were made from"
        )
    return [(texts[item_id], labels[item_id]) for item_id in sorted(labels)]


def own_labels() -> dict[str, Record]:
    """The label of each item by its id."""
    labels: dict[str, Record] = {}
    for reader in READERS:
        for record in _lines(LABELS / reader):
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
