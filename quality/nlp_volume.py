"""Whether the attribute stage costs the same for each item however many there are, and what workers help.

Run `python -m quality.nlp_volume [ITEMS]`: ITEMS (100,000 unless told) copies of real items go through the
real stage into a SQLite file. The cost of a batch is CPU time, held against the fold of the same texts
measured right after it, so that a busy machine does not look like growth. Ends with 1 when the cost per item
moves by more than a tenth from a thousand items to all of them.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import batched, cycle, islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter, process_time

from core.items import Item
from core.outcomes import Outcome
from nlp.fold import fold
from quality.shared import shared_or_leave
from quality.usual_items import NOW, usual_items
from rasad.attribute import BATCH, attribute_new_versions
from rasad.home import Home
from rasad.wiring import Office, open_office
from storage.store_items import store_items

SIZES = (1_000, 10_000, 100_000)
MOST_GROWTH = 0.1
STORED_AT_ONCE = 5_000
FOLDS = 4
"""Of each text: enough to measure, little beside the stage."""
ITEMS_FOR_WORKERS, REPEATS = 10_000, 3
MOST_MEGABYTES = 400


class Watch:
    """Told after each batch of the stage; keeps what the batch cost in folds of its texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = list(texts)
        self.costs: list[float] = []
        self.folds: list[float] = []
        self._started = process_time()

    def __call__(self, stage: str, done: int, of: int | None) -> None:
        stage_seconds = process_time() - self._started
        started = process_time()
        for text in self._texts * FOLDS:
            fold.__wrapped__(text)
        fold_seconds = (process_time() - started) / FOLDS
        self.costs.append(stage_seconds / fold_seconds)
        self.folds.append(fold_seconds)
        self._started = process_time()


def main(count: int = SIZES[-1]) -> int:
    shared = shared_or_leave("quality.nlp_volume")
    with tempfile.TemporaryDirectory() as folder:
        empty = _office(Path(folder) / "empty")
        # Every batch of the stage holds the same texts.
        items = usual_items(shared, empty.methodology, BATCH)
        missed = _volume(_filled(Path(folder) / "volume", items, count), items, count)
        missed += _workers(Path(folder), items)
    print(f"missed: {', '.join(missed)}" if missed else "within all bounds")
    return 1 if missed else 0


def _office(folder: Path) -> Office:
    return open_office(Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}"))


def _filled(folder: Path, items: Sequence[Item], count: int) -> Office:
    office = _office(folder)
    for batch in batched(_copies(items, count), STORED_AT_ONCE):
        with office.database.begin() as connection:
            store_items(connection, batch)
    return office


def _copies(items: Sequence[Item], count: int) -> Iterator[Item]:
    for number, item in enumerate(islice(cycle(items), count)):
        yield replace(item, key=f"{item.key}-{number}")


def _volume(office: Office, items: Sequence[Item], count: int) -> list[str]:
    """The cost per item up to each size; one batch is read before, to warm up."""
    attribute_new_versions(_filled(office.home.folder.parent / "warm", items, len(items)), NOW)
    office.reader  # noqa: B018 - built before the clock starts
    watch = Watch([f"{item.title}\n{item.lead}\n{item.body}" for item in items])
    report = attribute_new_versions(office, NOW, watch)
    print(f"{report.inputs:,} items through the attribute stage, {report.outcomes[Outcome.OUR_FAULT]} faults")
    usual_fold = median(watch.folds)
    costs = {
        size: median(watch.costs[: size // BATCH]) * usual_fold / BATCH for size in SIZES if size <= count
    }
    for size, seconds in costs.items():
        print(f"{size:9,} items: {1e6 * seconds:,.0f} microseconds of CPU time an item")
    growth = max(costs.values()) / min(costs.values()) - 1
    print(f"the cost per item moves by {growth:.1%}, at most {MOST_GROWTH:.0%}")
    return ["flat cost"] if growth > MOST_GROWTH else []


def _workers(folder: Path, items: Sequence[Item]) -> list[str]:
    """Seconds on the wall with one process and with two, in turn, from the same filled database."""
    full = _filled(folder / "full", items, ITEMS_FOR_WORKERS).home.folder
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for repeat in range(REPEATS):
        for workers, of_repeats in seconds.items():
            copy = folder / f"copy-{workers}-{repeat}"
            shutil.copytree(full, copy)
            office = _office(copy)
            office.reader  # noqa: B018 - built before the clock starts
            started = perf_counter()
            attribute_new_versions(office, NOW, workers=workers)
            of_repeats.append(perf_counter() - started)
    one, two = (median(of_repeats) for of_repeats in seconds.values())
    megabytes = getrusage(RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{ITEMS_FOR_WORKERS:,} items on the wall: {one:.1f} s with one process, {two:.1f} s with two")
    print(f"two processes are {one / two:.2f} times as fast")
    print(f"largest worker {megabytes} MB, at most {MOST_MEGABYTES}")
    return ["memory of a worker"] if megabytes > MOST_MEGABYTES else []


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) if len(sys.argv) > 1 else main())
