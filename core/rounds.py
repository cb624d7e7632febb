"""Rounds: measuring a period with a scheme, and the way from counting to publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.calendar import JalaliMonth
from core.users import UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One province's month under one scheme; counting again makes a new revision."""

    id: int
    profile: str
    scheme: str
    scheme_version: str
    month: JalaliMonth
    revision: int
    config_hash: str
    made_at: datetime


class RoundState(StrEnum):
    """How far a month's round has come (evaluation.md 4.7)."""

    COLLECTING = "collecting"
    DRAFT = "draft"
    SENT_TO_UNITS = "sent_to_units"
    APPEALS = "appeals"
    FROZEN = "frozen"
    PUBLISHED = "published"
    CORRECTED = "corrected"


FINAL_STATES = frozenset({RoundState.FROZEN, RoundState.PUBLISHED, RoundState.CORRECTED})
"""From here on nothing is counted anew except by a correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """What may precede a state (None: nothing), and who may lead there."""

    after: frozenset[RoundState | None]
    roles: frozenset[UserRole]


_LEAD = frozenset({UserRole.LEAD})
_STAFF = frozenset({UserRole.OPERATOR, UserRole.ANALYST, UserRole.LEAD})

TRANSITIONS: Mapping[RoundState, Transition] = {
    RoundState.COLLECTING: Transition(after=frozenset({None}), roles=_STAFF),
    # A draft may be taken anew until it has been sent.
    RoundState.DRAFT: Transition(after=frozenset({RoundState.COLLECTING, RoundState.DRAFT}), roles=_STAFF),
    RoundState.SENT_TO_UNITS: Transition(
        after=frozenset({RoundState.DRAFT}), roles=frozenset({UserRole.ANALYST, UserRole.LEAD})
    ),
    RoundState.APPEALS: Transition(after=frozenset({RoundState.SENT_TO_UNITS}), roles=_LEAD),
    RoundState.FROZEN: Transition(after=frozenset({RoundState.APPEALS}), roles=_LEAD),
    RoundState.PUBLISHED: Transition(after=frozenset({RoundState.FROZEN}), roles=_LEAD),
    RoundState.CORRECTED: Transition(
        after=frozenset({RoundState.PUBLISHED, RoundState.CORRECTED}), roles=_LEAD
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStep:
    """A person led a month's round into a state; appended, never changed."""

    profile: str
    scheme: str
    month: JalaliMonth
    number: int
    """1, 2, 3 … within the month's round."""
    state: RoundState
    round_id: int | None
    """The revision it is about; None while nothing was counted."""
    manifest_hash: str | None
    """What was frozen; None before."""
    until: datetime | None
    """Of `appeals`: the last instant at which one may be entered."""
    reason: str
    by: str
    role: UserRole
    at: datetime
    id: int = 0


def state_name(steps: list[RoundStep]) -> str:
    """The state after these steps as people say it: `published`, `corrected(2)`; `none` before the first."""
    if not steps:
        return "none"
    state = steps[-1].state
    if state is RoundState.CORRECTED:
        return f"{state.value}({sum(step.state is state for step in steps)})"
    return state.value
