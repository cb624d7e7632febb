"""S6, responsiveness: how soon criticism that needs an answer was answered, in hours, holidays included."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class CaseState(StrEnum):
    """How a case of criticism stands at the end of the period."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    JUSTIFIED = "justified"
    """A reasoned decision in writing not to answer (circular of 1393, note 2)."""
    CARRIED = "carried"
    """Opened in the last 72 hours and still open: the next month counts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One story of criticism; its copies are not further cases."""

    state: CaseState
    hours_to_reply: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRule:
    """Credit by hours to the reply, the soonest limit first; later than all limits counts nothing."""

    credits: tuple[tuple[float, float], ...] = ((24, 1.0), (72, 0.7), (30 * 24, 0.4))


DEFAULT_RULE = ReplyRule()


def responsiveness_points(cases: Sequence[Case], rule: ReplyRule = DEFAULT_RULE) -> float | None:
    """The mean credit on 0–100; None (not applicable, and not 100) when no case is to be judged."""
    judged = [c for c in cases if c.state in (CaseState.ANSWERED, CaseState.UNANSWERED)]
    if not judged:
        return None
    return 100 * sum(reply_credit(c, rule) for c in judged) / len(judged)


def reply_credit(case: Case, rule: ReplyRule = DEFAULT_RULE) -> float:
    """1 within a day, less later, nothing without a reply."""
    if case.hours_to_reply is None:
        return 0.0
    return next((credit for limit, credit in rule.credits if case.hours_to_reply <= limit), 0.0)
