"""A crawl, and one source of it under way: what the steps of a visit share."""

from collections import ChainMap
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypedDict

from core.items import Origin
from core.moments import Moment
from core.outcomes import Outcome
from core.source_states import SourceState
from crawler.batch import BatchSource, Clock, Limits
from crawler.dates.guard import trusted
from crawler.engine.fetch import Answer, Engine, fetch
from crawler.engine.guard import why_refused
from crawler.engine.tally import Tally
from crawler.engine.troubles import Trouble
from crawler.engine.workers import ExtractionWorkers
from crawler.identity import canonical
from crawler.spool import SpoolWriter


@dataclass(slots=True)
class Crawl:
    """What the sources of one crawl share."""

    engine: Engine
    clock: Clock
    limits: Limits
    spool: SpoolWriter
    workers: ExtractionWorkers
    known: dict[str, dict[str, str]]
    allowed_private: frozenset[str]
    recent: dict[str, dict[str, str]] = field(default_factory=dict)
    taken: dict[str, set[str]] = field(default_factory=dict)
    """By outlet: canonical addresses that a source of this crawl has taken already."""
    twins: dict[str, set[str]] = field(default_factory=dict)
    """By outlet: paths with text hashes of the pieces we hold or have taken."""
    pages: int = 0


class Schedule(TypedDict):
    """When a source was visited, and how often it is."""

    now: datetime
    every: timedelta


@dataclass(slots=True)
class Visit:
    """One source under way."""

    work: BatchSource
    crawl: Crawl
    tally: Tally
    newest: datetime | None
    left_over: int = 0
    certificate_ends: datetime | None = None
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, work: BatchSource, crawl: Crawl) -> "Visit":
        return cls(work, crawl, Tally(work.source.id, crawl.spool), work.newest_item_at)

    @property
    def origin(self) -> Origin:
        return Origin.BASELINE if self.work.state.last_success is None else Origin.CRAWL

    @property
    def known(self) -> dict[str, str]:
        """Canonical address → text hash of the outlet's items we hold."""
        return self.crawl.known.get(self.work.source.outlet, {})

    @property
    def held(self) -> ChainMap[str, str]:
        """The same with the items whose pages are fetched again."""
        return ChainMap(self.known, self.crawl.recent.get(self.work.source.outlet, {}))

    @property
    def taken(self) -> set[str]:
        return self.crawl.taken.setdefault(self.work.source.outlet, set())

    @property
    def schedule(self) -> Schedule:
        return {"now": self.crawl.clock.now, "every": self.work.source.every}

    async def fetch(self, address: str, *, state: SourceState | None = None) -> Answer | Trouble:
        self.crawl.pages += 1
        return await fetch(self.crawl.engine, address, self.work.source, self.crawl.clock, state=state)

    def note_published(self, moment: Moment | None) -> None:
        """Remember the newest publication time that can be believed."""
        believed = trusted(moment, self.crawl.clock.time()) if moment else None
        if believed and (self.newest is None or believed.at > self.newest):
            self.newest = believed.at


def admission(visit: Visit, address: str) -> Trouble | None:
    """The reason not to take an address: unsafe, unreadable, or taken in this crawl already."""
    reason = why_refused(address, visit.crawl.allowed_private)
    if reason:
        return Trouble(Outcome.REFUSED_ADDRESS, reason)
    try:
        key = canonical(address)
    except ValueError as error:
        return Trouble(Outcome.UNREADABLE, f"not an address: {error}")
    if key in visit.taken:
        return Trouble(Outcome.DUPLICATE, "another link of this crawl leads to the same piece")
    visit.taken.add(key)
    return None
