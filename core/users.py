"""Users: the people who work with an installation, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class UserRole(StrEnum):
    """What a person may do; each later screen says which of them it serves."""

    OPERATOR = "operator"
    """Runs the installation: sources, jobs, accounts."""
    ANALYST = "analyst"
    """Decides on claims."""
    LEAD = "lead"
    """Settles disagreements and closes rounds."""
    VIEWER = "viewer"
    """Reads."""
    OFFICER = "officer"
    """The public-relations officer of one agency, who sees and answers for its own items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One account; without a password hash nobody can log in with it."""

    id: int
    name: str
    display_name: str
    role: UserRole
    active: bool = True
    password_hash: str | None = None
    agency: str | None = None
    """The key of an officer's own agency; nobody else has one."""
