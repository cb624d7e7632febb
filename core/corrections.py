"""Corrections: what a person decided about a claim; appended, never changed."""

from collections.abc import Iterable
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
    TONE = "tone"
    """Toward one agency: what the machine says of it is a hint, what a person says counts."""
    STORY = "story"
    """Whether the item is the same text as others: rejected, it stands apart; set, it goes with an item."""


OF_AN_AGENCY = frozenset({Aspect.AGENCY, Aspect.TONE})
"""Aspects that are decided for each agency of an item."""


class Decision(StrEnum):
    """Accept: the claim is right. Reject: it is wrong. Set: this value holds (also for what was missed).

    Withdraw takes back the decision before it on the same subject: what held before holds again.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    SET = "set"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision on one aspect of one item; the last one on the same subject holds."""

    item_id: int
    aspect: Aspect
    subject: str
    """The agency key for the aspects of an agency, else the aspect itself."""
    decision: Decision
    value: str | None
    """For `set`: the role of the agency, its tone, the topic, the service reflection, `true` or `false`, or
    the id of the item it goes with."""
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
    surface: str | None = None
    """The words of the text that the person selected as the agency's name, if any."""
    codebook: str | None = None
    """The version of the codebook that was in force, where the decision was made under one."""
    is_adjudication: bool = False
    """A lead settled with it what two analysts saw differently."""
    id: int = 0


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that nobody took back, in the order given; a withdrawal itself decides nothing."""
    kept = list(corrections)
    on_subject: dict[tuple[int, Aspect, str], list[Correction]] = {}
    gone: set[int] = set()
    for one in sorted(kept, key=lambda c: (c.decided_at, c.id)):
        earlier = on_subject.setdefault((one.item_id, one.aspect, one.subject), [])
        if one.decision is not Decision.WITHDRAW:
            earlier.append(one)
            continue
        gone.add(id(one))
        if earlier:
            gone.add(id(earlier.pop()))
    return [one for one in kept if id(one) not in gone]
