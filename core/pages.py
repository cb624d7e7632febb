"""Pages: bytes as fetched, immutable, known by their hash."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from core.outcomes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of a server, kept as it came."""

    address: str
    final_address: str
    source: str
    status: int
    fetched_at: datetime
    content_type: str
    body: bytes

    @property
    def content_hash(self) -> str:
        return page_hash(self.body)


def page_hash(body: bytes) -> str:
    """The SHA-256 of the bytes, in hex: the name under which they are kept."""
    return sha256(body).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is remembered of a page beside its bytes."""

    content_hash: str
    size: int
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One request and how it ended; `content_hash` is None when no bytes were kept."""

    source: str
    address: str
    final_address: str
    status: int | None
    fetched_at: datetime
    outcome: Outcome
    content_hash: str | None = None
    detail: str = ""
