"""How fast one core crawls, beside a bare Scrapy spider on the same pages of the same run.

Run `python -m quality.crawl_speed [--long]`. It prints medians in CPU time of crawls that run at the same
moment on the same core, so that other work on the machine slows all of them alike (quote the ratios), the
memory of a longer crawl, and how long a night of unchanged feeds takes; it ends with 1 below the bounds.
`--long` crawls a hundred thousand pages.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from time import monotonic

from core.outlets import Selectors, Source
from crawler.batch import Batch, BatchSource, Limits, write_batch
from crawler.spool import EndRecord, read_spool
from quality.crawl_office import make_office, start_crawl
from quality.crawl_runs import NOW
from quality.crawl_site import CrawlSite, Plan, serving
from rasad.home import CHECKOUT

REPEATS = 7
PAGES_AT_FIRST = 100
"""What starting costs is taken away by crawling a few pages too: rates are of the pages between."""
PAGES = {"bare": 3_000, "unread": 3_000, "ours": 1_500, "trafilatura": 600}
"""About as much work each, so that all of them run until the end."""
LINKS = 50
HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 9))
FEEDS = 2_000

LEAST_OF_BARE = {"fetched and stored": 0.7, "fetched, read and stored": 0.5}
LEAST_OF_TRAFILATURA = 2.5
MOST_GROWTH = 1.25
LONGEST_NIGHT_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """CPU milliseconds for one page in one repeat."""

    bare: float
    trafilatura: float
    unread: float
    """The crawl without reading: robots, fetching, state, outcomes, the page compressed and handed over."""
    crawl: float
    """The whole crawl, with the processes that read what the selectors of a family do not."""
    storing: float
    """The program that takes all this into the database."""


def main() -> int:
    is_long = "--long" in sys.argv[1:]
    # A home on loopback, removed at the end; the names of crawls are never used twice.
    with TemporaryDirectory(prefix="rasad-crawl-speed-") as folder:
        missed = [
            *_print_rates(Path(folder)),
            *_print_memory(Path(folder), 100_000 if is_long else 10_000),
            *_print_night(Path(folder)),
        ]
    print(f"missed: {', '.join(missed)}" if missed else "within all bounds")
    return 1 if missed else 0


def _print_rates(folder: Path) -> Iterator[str]:
    """A line for each kind of crawl; gives the names of those below their bound."""
    with serving(Plan(links_a_source=LINKS, hosts=HOSTS), on_last_core=True) as site:
        repeats = [_costs(site, folder) for _ in range(REPEATS)]
    print(f"pages of 20 kB on one core, all crawls at once; medians of {REPEATS} repeats")
    _print_rate("bare Scrapy", [1.0 for _ in repeats], median(each.bare for each in repeats), "")
    for name, costs in {
        "fetched and stored": [each.unread + each.storing for each in repeats],
        "fetched, read and stored": [each.crawl + each.storing for each in repeats],
        "trafilatura in the callback": [each.trafilatura for each in repeats],
    }.items():
        ratios = [each.bare / cost for each, cost in zip(repeats, costs, strict=True)]
        least = LEAST_OF_BARE.get(name)
        _print_rate(name, ratios, median(costs), f", at least {least}" if least else "")
        if least and median(ratios) < least:
            yield name
    times = median(each.trafilatura / (each.crawl + each.storing) for each in repeats)
    print(f"read and stored {times:.1f} times as fast as trafilatura, at least {LEAST_OF_TRAFILATURA}")
    parts = {name: median(getattr(each, name) for each in repeats) for name in ("unread", "crawl", "storing")}
    print(", ".join(f"{name} {milliseconds:.2f} ms" for name, milliseconds in parts.items()))
    if times < LEAST_OF_TRAFILATURA:
        yield "times trafilatura"


def _print_rate(name: str, ratios: list[float], milliseconds: float, bound: str) -> None:
    spread = f"({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"{name:28} {1000 / milliseconds:5.0f} pages/s, {median(ratios):.2f} of bare {spread}{bound}")


def _costs(site: CrawlSite, folder: Path) -> Costs:
    few = _Crawls(site, folder, dict.fromkeys(PAGES, PAGES_AT_FIRST))
    many = _Crawls(site, folder, PAGES)
    each = {
        kind: (many.seconds[kind] - few.seconds[kind]) / (pages - PAGES_AT_FIRST) * 1000
        for kind, pages in PAGES.items()
    }
    storing = (many.storing - few.storing) / (PAGES["ours"] - PAGES_AT_FIRST) * 1000
    return Costs(
        bare=each["bare"],
        trafilatura=each["trafilatura"],
        unread=each["unread"],
        crawl=each["ours"],
        storing=storing,
    )


class _Crawls:
    """One crawl of each kind, all at the same time; CPU seconds by kind, started processes included."""

    def __init__(self, site: CrawlSite, folder: Path, pages: Mapping[str, int]) -> None:
        first = f"http://{site.pairs[0]}"
        orders = {kind: _order(site, folder, pages[kind]) for kind in ("unread", "ours")}
        plain = {kind: [first, str(pages[kind]), str(LINKS)] for kind in ("bare", "trafilatura")}
        started = {
            kind: _start(kind, arguments)
            for kind, arguments in (plain | {kind: [str(order)] for kind, order in orders.items()}).items()
        }
        self.seconds = {kind: _end(kind, process) for kind, process in started.items()}
        spool = orders["ours"].parent
        self.storing = _run("taken", [str(folder / f"home-{spool.name}"), str(spool)])


def _run(kind: str, arguments: list[str]) -> float:
    return _end(kind, _start(kind, arguments))


def _start(kind: str, arguments: list[str]) -> Popen[str]:
    command = [sys.executable, "-m", "quality.crawl_runs", kind, *arguments]
    return Popen(command, cwd=CHECKOUT, stdout=PIPE, stderr=PIPE, text=True)


def _end(kind: str, process: Popen[str]) -> float:
    out, err = process.communicate()
    if process.returncode != 0:
        sys.exit(f"quality.crawl_runs {kind} failed:\n{err}")
    taken: dict[str, float] = json.loads(out.splitlines()[-1])
    return sum(taken.values())


_numbers = count()


def _order(site: CrawlSite, folder: Path, pages: int) -> Path:
    """A batch of listings that lead to this many pages, each host with its share of them."""
    spool = folder / f"spool-{next(_numbers)}"
    spool.mkdir()
    sources = tuple(_source(site, number) for number in range(pages // LINKS))
    order = spool / "batch.json"
    # On one core a second process would only get in the way of the first.
    limits = Limits(extraction_seconds=60, extraction_processes=1)
    batch = Batch(now=NOW, sources=sources, spool=spool, limits=limits, allowed_private=site.pairs)
    write_batch(batch, order)
    return order


def _source(site: CrawlSite, number: int) -> BatchSource:
    source = Source(
        id=f"s{number}",
        outlet=f"o{number}",
        kind="listing",
        address=site.address(f"/list/{number}", number),
        delay_seconds=0.0,
        selectors=Selectors(links=".news a"),
    )
    return BatchSource(source=source, outlet_name=f"آوای {number}")


def _print_memory(folder: Path, pages: int) -> Iterator[str]:
    """The peak of the crawl process after a thousand pages, and after many."""
    with serving(Plan(links_a_source=LINKS, hosts=HOSTS), on_last_core=True) as site:
        few, many = (_peak_megabytes(site, folder, number) for number in (1_000, pages))
    print(f"memory: {few} MB at 1,000 pages, {many} MB at {pages:,}: at most {MOST_GROWTH} times as much")
    if many > few * MOST_GROWTH:
        yield "memory"


def _peak_megabytes(site: CrawlSite, folder: Path, pages: int) -> int:
    order = _order(site, folder, pages)
    _run("ours", [str(order)])
    ends = [record for record, _ in read_spool(order.parent) if isinstance(record, EndRecord)]
    assert ends[0].pages >= pages
    return ends[0].peak_memory_mb


def _print_night(folder: Path) -> Iterator[str]:
    """`rasad crawl` with every feed due and none changed, from its start to its end."""
    plan = Plan(links_a_source=1, page_bytes=2_000, hosts=HOSTS)
    with serving(plan, on_last_core=True) as site:
        home = make_office(folder / "night", site, FEEDS)
        for night in range(2):
            before, started = site.bodies_sent(), monotonic()
            with start_crawl(home, NOW + timedelta(days=night)) as process:
                out, err = process.communicate()
            assert process.returncode == 0, err.decode()
        seconds, bodies = monotonic() - started, (site.bodies_sent() - before).total()
    assert f"{FEEDS} unchanged" in out.decode(), out.decode()
    print(
        f"night: {FEEDS:,} unchanged feeds in {seconds:.1f} s, {bodies} bodies sent:"
        f" at most {LONGEST_NIGHT_SECONDS:.0f} s and none"
    )
    if seconds > LONGEST_NIGHT_SECONDS or bodies:
        yield "night"


if __name__ == "__main__":
    sys.exit(main())
