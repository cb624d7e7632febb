"""What one check of `rasad doctor` found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: what was looked at, and the remedy when it is not in order."""

    subject: str
    in_order: bool
    said: str
