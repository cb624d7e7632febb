"""What one check of `rasad doctor` found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: what was looked at, what was found, and what to do when it is not in order."""

    subject: str
    in_order: bool
    said: str
    remedy: str = ""

    @property
    def words(self) -> str:
        """What was found; the remedy only where one is needed."""
        return self.said if self.in_order or not self.remedy else f"{self.said}; {self.remedy}"
