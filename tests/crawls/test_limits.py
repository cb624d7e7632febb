"""A crawl is a process of its own: it stops by itself at its limits, and is ended when it cannot."""

import os
import signal
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

import rasad.collecting.crawl
from core.errors import CrawlError
from core.outcomes import Outcome
from crawler.batch import Limits
from rasad.collecting.crawl import crawl_due_sources
from rasad.wiring import Office, open_office
from storage.source_days import source_days_between
from storage.source_states import source_states
from tests.crawls.crawling import NOW, crawl, source
from tests.crawls.hostile import article, feed_of
from tests.crawls.loopback import Site, serving
from tests.crawls.test_looks_again import office as office_of

pytestmark = pytest.mark.long


def test_a_crawl_at_its_memory_limit_stops_and_accounts_for_every_source(tmp_path: Path) -> None:
    with serving({"/feed": feed_of("/1"), "/1": article()}) as site:
        crawled = crawl(
            tmp_path,
            [source(site.url("/feed"), name=f"s{n}") for n in range(3)],
            allowed=[site.pair],
            limits=Limits(memory_mb=1, extraction_processes=1),
        )

    assert crawled.end is not None
    assert {record.outcome for record in crawled.sources.values()} == {Outcome.OUR_FAULT}
    assert [record.day.answered for record in crawled.sources.values()] == [None] * 3


def test_a_crawl_that_hangs_is_ended_by_the_program_and_the_next_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasad.collecting.crawl, "GRACE_SECONDS", 1.0)
    with serving({"/feed": feed_of("/1"), "/1": article()}) as site:
        office = _office(tmp_path, site)
        stopped: list[int] = []
        frozen = Thread(target=_freeze_child, args=(office.home.spools, stopped))
        frozen.start()
        started = monotonic()
        with pytest.raises(CrawlError, match="ended with code -9"):
            crawl_due_sources(office, NOW, limits=Limits(seconds=4.0, extraction_processes=1))
        took = monotonic() - started
        frozen.join()
        after = crawl_due_sources(office, NOW)
        with office.database.read() as connection:
            days = source_days_between(connection, NOW.date(), NOW.date())
            states = source_states(connection)
        office.database.close()

    assert took < 30
    assert not Path(f"/proc/{stopped[0]}").exists()
    assert after.outcomes[Outcome.STORED] == 1
    assert [day.answered for day in days] == [True]
    assert states["s0"].failure_weight == 0.0


def _office(folder: Path, site: Site) -> Office:
    entry = f"{{id: s0, kind: feed, address: {site.url('/feed')!r}, delay_seconds: 0}}"
    return open_office(office_of(folder / "home", site, entry))


def _freeze_child(spools: Path, stopped: list[int]) -> None:
    """Stop the crawl's process as soon as it runs: it can neither work nor end by itself."""
    until = monotonic() + 20
    while not stopped and monotonic() < until:
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                command = (stat.parent / "cmdline").read_bytes()
            except OSError:
                continue
            if str(spools).encode() in command and b"crawler" in command:
                pid = int(stat.parent.name)
                os.kill(pid, signal.SIGSTOP)
                stopped.append(pid)
        sleep(0.02)
