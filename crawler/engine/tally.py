"""The account of one source: every link it gave ends with exactly one outcome."""

from collections import Counter
from dataclasses import dataclass, field

from core.outcomes import Outcome, is_failure
from crawler.engine.troubles import PASSING
from crawler.spool import OutcomeRecord, SpoolWriter

_DECLINED = frozenset({Outcome.ROBOTS_DISALLOWED, Outcome.OUT_OF_SCOPE})


@dataclass(slots=True)
class Tally:
    """Links that are still open, and how the others ended."""

    source: str
    spool: SpoolWriter
    ends: Counter[Outcome] = field(default_factory=Counter)
    _named: set[str] = field(default_factory=set)
    _open: dict[str, None] = field(default_factory=dict)
    _passing: int = 0

    def expect(self, address: str) -> bool:
        """Open a link; False if the source has named it before, which is then no link of its own."""
        if address in self._named:
            return False
        self._named.add(address)
        self._open[address] = None
        return True

    def end(self, address: str, outcome: Outcome, detail: str = "") -> None:
        """Close a link with its outcome."""
        self._open.pop(address)
        self.ends[outcome] += 1
        self._passing += outcome in PASSING
        self.spool.write(OutcomeRecord(source=self.source, address=address, outcome=outcome, detail=detail))

    def end_open_links(self, detail: str) -> None:
        """What the crawl could not come to is our fault, not the source's silence."""
        for address in list(self._open):
            self.end(address, Outcome.OUR_FAULT, detail)

    @property
    def expected(self) -> int:
        return self.ends.total() + len(self._open)

    @property
    def failed(self) -> int:
        return sum(count for outcome, count in self.ends.items() if is_failure(outcome))

    @property
    def fetched(self) -> int:
        return self.ends.total() - self.failed - sum(self.ends[outcome] for outcome in _DECLINED)

    @property
    def unread(self) -> int:
        """Pages that came and in which no text could be found."""
        return self.ends[Outcome.NO_TEXT] + self.ends[Outcome.UNREADABLE]

    @property
    def is_worth_reading_again(self) -> bool:
        """A link failed in a way that may be over next time."""
        return self._passing > 0
