"""The desk: what the program gives the application to work with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import cast

from fastapi import Request

from core.audit_stream import stream_position
from core.items import Item
from core.methodology import Methodology
from review.agreement.codebook import Codebook
from review.looking.agency_names import AgencyNames
from review.office_work import OfficeWork
from review.queue.queue_state import QueueState
from storage.database import Connection, Database


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One installation as the application sees it; the clock is an argument here too."""

    database: Database
    methodology: Methodology
    agencies: AgencyNames
    reports_folder: Path
    now: Callable[[], datetime]
    health: Callable[[], Mapping[str, object]]
    read_page: Callable[[str], bytes | None]
    """A saved page by its hash."""
    agency_problem: Callable[[str], str]
    """Why an agency's key cannot be decided on; empty when it can."""
    is_published: Callable[[str], bool]
    """Whether everybody may read a path below the reports' folder."""
    queue: QueueState
    work: OfficeWork
    codebooks: Sequence[Codebook] = ()
    """Every version, the one in force first."""
    metrics: Callable[[], bytes] = bytes
    """The measures for Prometheus."""
    warnings: Callable[[datetime], Sequence[str]] = lambda _now: ()
    """What an operator should look at now, in Persian."""
    _one_writes: Lock = field(default_factory=Lock, repr=False, compare=False)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes.

        SQLite lets one write at a time and makes the others try again after a sleep, without any order:
        with twenty people at once some of them slept for a second. Here they wait in the process.
        """
        alone = self._one_writes if self.database.engine.dialect.name == "sqlite" else nullcontext()
        with alone, self.database.begin() as connection:
            yield connection

    @property
    def codebook_version(self) -> str | None:
        """What a decision made now keeps."""
        return self.codebooks[0].version if self.codebooks else None

    def is_in_stream(self, item: Item) -> bool:
        """Whether an item was drawn for the audit, decided about or not."""
        share = self.methodology.settings.audit_share
        return item.counted_at is not None and stream_position(item.outlet, item.key) < share


def desk_of(request: Request) -> Desk:
    """The desk of the application that got the request."""
    return cast(Desk, request.app.state.desk)
