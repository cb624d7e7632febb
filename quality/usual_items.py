"""Real items of the usual length, as an import reads them: what speed and memory are measured on."""

import random
from datetime import UTC, datetime
from pathlib import Path

from core.items import Item
from core.methodology import Methodology
from rasad.collecting.archive import read_archive

NOW = datetime(2026, 11, 1, tzinfo=UTC)
# Around the usual length of a news item, 2,400 characters.
SHORTEST, LONGEST = 1_600, 3_600


def usual_items(shared: Path, methodology: Methodology, count: int) -> list[Item]:
    """The same random ones each time."""
    lines = read_archive(shared / "data" / "isna_2019_7500.jsonl.gz", methodology, NOW)
    usual = [line.item for line in lines if line.item and SHORTEST <= _length(line.item) <= LONGEST]
    return random.Random(1).sample(usual, count)


def _length(item: Item) -> int:
    return sum(len(part or "") for part in (item.title, item.lead, item.body))
