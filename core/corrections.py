"""Corrections: what a person decided about a claim; appended, never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Aspect(StrEnum):
    """What of an item the decision is about."""

    AGENCY = "agency"
    TOPIC = "topic"
    SERVICE = "service_reflection"
    CEREMONIAL = "ceremonial"
    CRITICISM = "criticism_needing_reply"
    RELEVANCE = "relevance"


class Decision(StrEnum):
    """Accept: the claim is right. Reject: it is wrong. Set: this value holds (also for what was missed)."""

    ACCEPT = "accept"
    REJECT = "reject"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision on one aspect of one item; the last one on the same subject holds."""

    item_id: int
    aspect: Aspect
    subject: str
    """The agency key for the aspect `agency`, else the aspect itself."""
    decision: Decision
    value: str | None
    """For `set`: the role of the agency, or the topic, the service reflection, `true` or `false`."""
    reason: str
    text_hash: str
    """The text the person read."""
    decided_by: str
    decided_at: datetime
    made_by: str | None = None
    """The machine's version whose claim was on the screen, if there was one."""
    claim: str | None = None
    """What the machine claimed then (see scoring.findings.machine_claim); empty: nothing; None: not known."""
    seconds: float | None = None
    id: int = 0
