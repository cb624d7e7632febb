"""Quarantine: pages that came and could not be read, kept with the reason until they can be."""

from dataclasses import dataclass
from datetime import datetime

from core.items import Origin
from core.moments import Moment
from core.outcomes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedPage:
    """One page of an item that nobody could read, with all that another attempt needs."""

    outlet: str
    source: str
    address: str
    """The link that led to it."""
    final_address: str
    content_hash: str
    content_type: str
    fetched_at: datetime
    origin: Origin
    outcome: Outcome
    """`unreadable`: the extractor raised or took too long; `no_text`: it found nothing."""
    why: str
    """In words."""
    exception: str | None = None
    """Where the extractor raised, as a traceback."""
    read_by: str
    """Names the extractors that tried: others may do better."""
    title: str | None = None
    lead: str | None = None
    published: Moment | None = None
    tags: tuple[str, ...] = ()
    """What the list or feed said of it, as are title, lead and published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInQuarantine:
    """A quarantined page with the number storage gave to it."""

    id: int
    page: QuarantinedPage
