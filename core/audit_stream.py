"""The audit stream: a random share of the items that count, which nobody can steer, and reviews of them."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from core.attributions import Understanding

# Part of the methodology: another key would draw other items, and could be tried until they please.
_KEY = b"rasad audit stream 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamMember:
    """One item of the audit stream with the text it has now."""

    item_id: int
    version_id: int
    outlet: str
    counted_at: datetime
    position: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReview:
    """A person's word that all is decided on one text: every agency named is right and none is missing.

    What is right stands in the corrections; what the machine said then stands here, for it may be read
    again by a machine that has learned from this very review.
    """

    item_id: int
    version_id: int
    text_hash: str
    share: float
    """The share of items that the stream took when this one was reviewed."""
    understanding: Understanding
    """The machine's claims as they stood, without what it refused."""
    reviewed_by: str
    reviewed_at: datetime
    id: int = 0


def stream_position(outlet: str, key: str) -> float:
    """Where an item stands between 0 and 1: fixed by its identity alone, and even over all items."""
    name = f"{outlet}\x1f{key}".encode()
    return int.from_bytes(blake2b(name, digest_size=8, key=_KEY).digest()) / 2**64
