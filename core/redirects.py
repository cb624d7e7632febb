"""Redirects: addresses that led to a piece which is known under another address."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A link of an outlet that led to a piece; both addresses are canonical."""

    outlet: str
    address: str
    key: str
    """The key of the item it led to."""
    seen_at: datetime
