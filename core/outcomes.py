"""What became of one input at one stage: every input ends with exactly one Outcome."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The closed list of ends; each stage uses the part that applies to it."""

    # It went well and something is new or differs from before.
    STORED = "stored"
    UPDATED = "updated"
    ATTRIBUTED = "attributed"
    GROUPED = "grouped"
    # It went well and there was nothing to do.
    UNCHANGED = "unchanged"
    NOTHING_FOUND = "nothing_found"
    DUPLICATE = "duplicate"
    NOT_DUE = "not_due"
    # We decided not to take it, and the reason is the publisher's or the analyst's wish.
    ROBOTS_DISALLOWED = "robots_disallowed"
    OUT_OF_SCOPE = "out_of_scope"
    # Their side failed.
    NOT_FOUND = "not_found"
    SERVER_ERROR = "server_error"
    TOO_MANY_REQUESTS = "too_many_requests"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    TOO_LARGE = "too_large"
    # The answer came and could not be used.
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"
    # Refused for safety: a private address, a scheme other than http, a loop.
    REFUSED_ADDRESS = "refused_address"
    REDIRECT_LOOP = "redirect_loop"
    # A fault of ours: never counted as anybody's silence.
    OUR_FAULT = "our_fault"


FAILURES = frozenset(
    {
        Outcome.NOT_FOUND,
        Outcome.SERVER_ERROR,
        Outcome.TOO_MANY_REQUESTS,
        Outcome.BLOCKED,
        Outcome.UNREACHABLE,
        Outcome.TIMED_OUT,
        Outcome.TOO_LARGE,
        Outcome.NO_TEXT,
        Outcome.UNREADABLE,
        Outcome.REFUSED_ADDRESS,
        Outcome.REDIRECT_LOOP,
        Outcome.OUR_FAULT,
    }
)


def is_failure(outcome: Outcome) -> bool:
    """Whether what the input held remains unknown to us."""
    return outcome in FAILURES


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOutcome:
    """How one input of a stage ended; `input` is its name there: an address, a page hash, a version id."""

    input: str
    outcome: Outcome
    detail: str = ""
