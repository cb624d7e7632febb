"""A batch: everything one crawl process is told, as one frozen value with a JSON form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from time import monotonic

from pydantic import TypeAdapter, ValidationError

from core.errors import InputError
from core.outlets import Source
from core.source_states import SourceState

USER_AGENT = "Rasad/0.1 (media monitoring)"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSource:
    """One source that is due, with what is remembered of it."""

    source: Source
    outlet_name: str
    state: SourceState = field(default_factory=SourceState)
    newest_item_at: datetime | None = None
    """The newest publication time known of the source, for its probe on a night without news."""
    is_probed: bool = False
    """The outlet is an agency's own site: report whether it answered and how old its newest item is."""
    sample: tuple[str, ...] = ()
    """Of an agency's own site: pages to ask for again, to know how many of its links are dead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where a crawl stops by itself."""

    pages_per_source: int = 200
    seconds: float = 3600.0
    memory_mb: int = 1024
    request_seconds: float = 30.0
    extraction_seconds: float = 10.0
    pause_seconds: float = 60.0
    """The longest wait for a Retry-After inside the crawl; longer ones are left to the next crawl."""
    crawl_delay_seconds: float = 30.0
    """The longest robots.txt crawl-delay we keep; a longer one is cut to this."""
    sources_at_once: int = 64
    extraction_processes: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What `python -m crawler BATCH.json` is given."""

    now: datetime
    """The clock at the start; times of the crawl are this plus the seconds that really passed."""
    sources: tuple[BatchSource, ...]
    spool: Path
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By outlet: canonical address → text hash of the items we hold; what is left out is fetched again."""
    recent: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The same of items that are held and yet fetched again, because their text may still be corrected."""
    limits: Limits = field(default_factory=Limits)
    allowed_private: tuple[str, ...] = ()
    """Exact address:port pairs on private networks that may be opened, never through a redirect."""
    user_agent: str = USER_AGENT


def write_batch(batch: Batch, path: Path) -> None:
    """Keep a batch where a crawl process can read it."""
    path.write_bytes(_adapter().dump_json(batch))


def read_batch(path: Path) -> Batch:
    """The inverse of `write_batch`; raises InputError."""
    try:
        return _adapter().validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(
            f"{path}: cannot be read as a crawl batch: {error}; write it with write_batch"
        ) from error


@dataclass(frozen=True, slots=True)
class Clock:
    """The simulated time of a crawl: the batch's `now` moved on by the seconds really passed."""

    now: datetime
    started: float

    @classmethod
    def starting_at(cls, now: datetime) -> "Clock":
        return cls(now, monotonic())

    @property
    def elapsed_seconds(self) -> float:
        return monotonic() - self.started

    def time(self) -> datetime:
        return self.now + timedelta(seconds=self.elapsed_seconds)


@cache
def _adapter() -> TypeAdapter[Batch]:
    return TypeAdapter(Batch)
