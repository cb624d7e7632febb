"""Whether the attribute stage costs the same for each item however many there are, and what workers help.

Run `python -m quality.nlp_volume [ITEMS]`: ITEMS (100,000 unless told) copies of real items go through the
real stage into a SQLite file. The cost of a batch is CPU time, held against the attribution of the same texts
alone, measured right after it, and the smaller sizes are run in the pauses of the largest, so that a busy
machine does not look like growth. Ends with 1 when the cost per item moves by more than a tenth.
"""

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import batched, cycle, islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter, process_time

from core.items import Item, ItemText
from nlp.attribute import Attributor
from quality.shared import shared_or_leave
from quality.usual_items import NOW, usual_items
from rasad.home import Home
from rasad.load_config import load_methodology
from rasad.understanding.attribute import BATCH, attribute_new_versions
from rasad.wiring import Office, open_office
from storage.store_items import store_items

SMALL, MIDDLE, LARGE = 1_000, 10_000, 100_000
SMALL_EVERY, MIDDLE_EVERY = 20, 50
"""After so many batches of the largest size a smaller one is run."""
MOST_GROWTH = 0.1
STORED_AT_ONCE = 5_000
ITEMS_FOR_WORKERS, REPEATS = 10_000, 3
MOST_MEGABYTES = 400


class Watch:
    """Told after each batch of the stage; keeps what the batch cost in attributions of its texts."""

    def __init__(self, yardstick: Callable[[], float], pause: Callable[[int], None]) -> None:
        self._yardstick = yardstick
        self._pause = pause
        self.costs: list[float] = []
        self._started = process_time()

    def __call__(self, stage: str, done: int, of: int | None) -> None:
        seconds = process_time() - self._started
        self.costs.append(seconds / self._yardstick())
        self._pause(len(self.costs))
        self._started = process_time()


def main(count: int = LARGE) -> int:
    shared = shared_or_leave("quality.nlp_volume")
    with tempfile.TemporaryDirectory() as folder:
        empty = _office(Path(folder) / "empty")
        # Every batch of the stage holds the same texts.
        items = usual_items(shared, empty.methodology, BATCH)
        missed = _volume(Path(folder), items, count)
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


def _volume(folder: Path, items: Sequence[Item], count: int) -> list[str]:
    """Print the cost per item at each size."""
    attributor = Attributor(load_methodology([Path("config")]))
    texts = [ItemText(title=item.title, lead=item.lead, body=item.body) for item in items]
    yardsticks: list[float] = []
    watches: dict[int, list[Watch]] = {}

    def attribution_seconds() -> float:
        started = process_time()
        for text in texts:
            attributor.attribute(text)
        yardsticks.append(process_time() - started)
        return yardsticks[-1]

    def measure(size: int, pause: Callable[[int], None] = lambda batches: None) -> None:
        run = sum(map(len, watches.values()))
        # The first batch is not counted: in it every query is compiled.
        office = _filled(folder / f"volume-{run}", items, size + BATCH)
        office.reader  # noqa: B018 - built before the clock starts
        # What building leaves to the garbage collector is no cost of the first items.
        gc.collect()
        watch = Watch(attribution_seconds, pause)
        watches.setdefault(size, []).append(watch)
        attribute_new_versions(office, NOW, watch)

    def measure_smaller(batches: int) -> None:
        if batches % SMALL_EVERY == 1:
            measure(SMALL)
        if batches % MIDDLE_EVERY == 1:
            measure(MIDDLE)

    measure(count, measure_smaller)
    usual = median(yardsticks)
    costs = {size: _median_cost(of_size) * usual / BATCH for size, of_size in sorted(watches.items())}
    for size, seconds in costs.items():
        print(f"{size:9,} items through the attribute stage: {1e6 * seconds:,.0f} microseconds an item")
    growth = max(costs.values()) / min(costs.values()) - 1
    print(f"the cost per item moves by {growth:.1%}, at most {MOST_GROWTH:.0%}")
    return ["flat cost"] if growth > MOST_GROWTH else []


def _median_cost(watches: Sequence[Watch]) -> float:
    return median(cost for watch in watches for cost in watch.costs[1:])


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
