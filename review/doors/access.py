"""Access: what each role may do; a screen asks for one of these and nothing else."""

from enum import StrEnum

from core.users import UserRole


class Right(StrEnum):
    """What a screen or a form asks of whoever opens it."""

    READ = "read"
    """Items, search, reports."""
    DECIDE = "decide"
    """The queue and everything that becomes a correction."""
    OVERSEE = "oversee"
    """The audit trail, and what was flagged."""
    ADJUDICATE = "adjudicate"
    """Settling what two analysts saw differently."""
    MANAGE = "manage"
    """Accounts."""
    REREAD = "reread"
    """Reading every stored text again, which changes claims everywhere."""


RIGHTS: dict[UserRole, frozenset[Right]] = {
    UserRole.OPERATOR: frozenset({Right.READ, Right.OVERSEE, Right.MANAGE}),
    UserRole.ANALYST: frozenset({Right.READ, Right.DECIDE}),
    UserRole.LEAD: frozenset({Right.READ, Right.DECIDE, Right.OVERSEE, Right.ADJUDICATE, Right.REREAD}),
    UserRole.VIEWER: frozenset({Right.READ}),
    # An officer opens the items of his own agency only, and that page asks for itself.
    UserRole.OFFICER: frozenset(),
}


def may(role: UserRole, right: Right) -> bool:
    return right in RIGHTS[role]
