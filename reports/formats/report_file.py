"""A file that stands beside the pages of a report and says the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """Its path below the report's folder, what the front page calls it, and its bytes."""

    path: str
    title: str
    content: bytes
