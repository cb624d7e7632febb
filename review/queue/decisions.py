"""Decisions: what a key means for the claims of an item, as corrections to append."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.agencies import AgencyKey
from core.attributions import Attribution, Role, Understanding
from core.corrections import Aspect, Correction, Decision
from core.findings import Finding
from core.items import StoredItem
from scoring.corrected_reading import corrected_reading
from scoring.findings import apply_corrections, corrections_to_ask_again, holding_of, machine_claim


class Act(StrEnum):
    """What a key asks for; some take an argument after a colon."""

    ACCEPT = "accept"
    """All that stands on the card is right."""
    WRONG = "wrong"
    """The claim in question is not; the argument says why."""
    ROLE = "role"
    """The agency is right, its role is the other one."""
    OTHER = "other"
    """Not the claim in question but this agency."""
    ADD = "add"
    """This agency too."""
    TOPIC = "topic"
    SERVICE = "service"
    PROVINCE = "province"
    """The agency is of that kind, but in this province."""
    TONE = "tone"
    """Toward the agency in question."""
    REPLY = "reply"
    """Whether it calls for an answer: the other than what is shown."""
    SPLIT = "split"
    """It is no copy of the items it is folded with."""
    IRRELEVANT = "irrelevant"


CLAIM_BY_CLAIM = frozenset({Act.WRONG, Act.ROLE, Act.OTHER, Act.PROVINCE})
"""Acts that settle one claim; after the last claim the card is finished."""

READ_WITH_THE_CARD = (Aspect.TOPIC, Aspect.SERVICE)
"""What the card shows of the item as a whole: it holds when the card is finished without a word on it."""

INSTEAD = "دستگاه دیگر"
OTHER_PROVINCE = "استان دیگر"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item as it is on the screen: its text, what the machine says, what people decided."""

    stored: StoredItem
    said: Understanding
    corrections: Sequence[Correction]

    def with_decisions(self, corrections: Sequence[Correction]) -> "Shown":
        """The same text after these decisions and no others."""
        return replace(self, corrections=corrections)

    @property
    def findings(self) -> Sequence[Finding]:
        """What holds now."""
        item = self.stored
        return apply_corrections(item.id, item.version_id, item.item.text_hash, self.said, self.corrections)

    @property
    def standing_roles(self) -> Mapping[str, Role]:
        """The agencies somebody may still say something of: those claimed, and those people added."""
        return {**self.claimed_roles, **{str(one.agency): one.role for one in self.findings}}

    @property
    def calls_for_reply(self) -> bool:
        """Whether the item as a whole does, as far as is known."""
        holding = holding_of(self.stored.id, self.stored.item.text_hash, self.said, self.corrections)
        return bool(corrected_reading(self.said.reading, holding).criticism_needing_reply)

    @property
    def claimed_roles(self) -> Mapping[str, Role]:
        return {str(claim.agency): claim.role for claim in self.said.attributions}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One decision before it has a name and a time."""

    aspect: Aspect
    subject: str
    decision: Decision
    value: str | None = None
    reason: str = ""
    surface: str | None = None
    claim: str | None = None
    """What stood on the screen, where it is no claim of the machine's reading."""


def decided_subjects(shown: Shown) -> set[tuple[Aspect, str]]:
    """What people have decided about this text and need not be asked again."""
    item = shown.stored.item
    again = corrections_to_ask_again(shown.stored.id, item.text_hash, shown.said, shown.corrections)
    lapsed = {(one.aspect, one.subject) for one in again}
    return {(one.aspect, one.subject) for one in shown.corrections} - lapsed


def undecided_claims(shown: Shown) -> list[Attribution]:
    """The claims still to be judged, the most doubtful first."""
    decided = decided_subjects(shown)
    left = [claim for claim in shown.said.attributions if (Aspect.AGENCY, str(claim.agency)) not in decided]
    return sorted(left, key=lambda claim: claim.confidence)


def verdicts_of(
    act: Act, argument: str, shown: Shown, *, focus: str, reason: str = "", surface: str | None = None
) -> list[Verdict]:
    """What an act decides, without what follows when it finishes the card."""
    match act:
        case Act.ACCEPT:
            return [_agency(str(c.agency), Decision.ACCEPT) for c in undecided_claims(shown)]
        case Act.WRONG:
            return [_agency(focus, Decision.REJECT, reason=argument or reason)]
        case Act.ROLE:
            return [_agency(focus, Decision.SET, value=_other_role(shown, focus))]
        case Act.OTHER:
            instead = [_agency(focus, Decision.REJECT, reason=reason or INSTEAD)] if focus else []
            return [*instead, _agency(argument, Decision.SET, value=Role.ACTOR, surface=surface)]
        case Act.ADD:
            return [_agency(argument, Decision.SET, value=Role.ACTOR, reason=reason, surface=surface)]
        case Act.TOPIC:
            return [_whole(Aspect.TOPIC, Decision.SET, argument)]
        case Act.SERVICE:
            return [_whole(Aspect.SERVICE, Decision.SET, argument)]
        case Act.PROVINCE:
            moved = str(AgencyKey(type=AgencyKey.parse(focus).type, province=argument))
            role = shown.standing_roles.get(focus, Role.ACTOR)
            return [
                _agency(focus, Decision.REJECT, reason=OTHER_PROVINCE),
                _agency(moved, Decision.SET, value=role),
            ]
        case Act.TONE:
            return [_toward(focus, argument)]
        case Act.REPLY:
            other = "false" if shown.calls_for_reply else "true"
            return [_whole(Aspect.CRITICISM, Decision.SET, other)]
        case Act.SPLIT:
            return [replace(_whole(Aspect.STORY, Decision.REJECT, reason=reason), claim=argument)]
        case Act.IRRELEVANT:
            return [_whole(Aspect.RELEVANCE, Decision.SET, "false", reason)]


def finishes(act: Act, shown: Shown, verdicts: Sequence[Verdict]) -> bool:
    """Whether nothing is left to ask about this item afterwards."""
    if act in (Act.ACCEPT, Act.IRRELEVANT):
        return True
    settled = {one.subject for one in verdicts if one.aspect is Aspect.AGENCY}
    left = [claim for claim in undecided_claims(shown) if str(claim.agency) not in settled]
    return act in CLAIM_BY_CLAIM and not left


def with_the_card(shown: Shown) -> list[Verdict]:
    """What holds of the item as a whole when its card is finished and nobody said otherwise."""
    decided = decided_subjects(shown)
    return [
        _whole(aspect, Decision.ACCEPT)
        for aspect in READ_WITH_THE_CARD
        if (aspect, aspect.value) not in decided and machine_claim(shown.said, aspect, aspect.value)
    ]


def fits_reprint(shown: Shown, reprint: Shown) -> bool:
    """Whether what is decided on an item holds for a reprint: the machine claims just the same of it."""
    return shown.claimed_roles == reprint.claimed_roles


def still_open(verdicts: Sequence[Verdict], reprint: Shown) -> list[Verdict]:
    """The verdicts on an item that nobody has given on its reprint yet."""
    decided = decided_subjects(reprint)
    return [one for one in verdicts if (one.aspect, one.subject) not in decided]


def as_corrections(
    shown: Shown,
    verdicts: Sequence[Verdict],
    *,
    by: str,
    at: datetime,
    seconds: float | None,
    codebook: str | None = None,
    is_adjudication: bool = False,
) -> list[Correction]:
    """The corrections to append: each knows the text and the claim that were on the screen."""
    return [
        Correction(
            item_id=shown.stored.id,
            aspect=one.aspect,
            subject=one.subject,
            decision=one.decision,
            value=one.value,
            reason=one.reason,
            text_hash=shown.stored.item.text_hash,
            decided_by=by,
            decided_at=at,
            made_by=shown.said.made_by,
            claim=one.claim or machine_claim(shown.said, one.aspect, one.subject),
            seconds=seconds,
            surface=one.surface,
            codebook=codebook,
            is_adjudication=is_adjudication,
        )
        for one in verdicts
    ]


def withdrawals(
    made: Sequence[Correction], standing: Collection[Correction], *, by: str, at: datetime
) -> list[Correction]:
    """What takes these corrections back; one that somebody else has decided upon since is left to him."""
    last = {(one.item_id, one.aspect, one.subject): one for one in standing}
    return [
        Correction(
            item_id=one.item_id,
            aspect=one.aspect,
            subject=one.subject,
            decision=Decision.WITHDRAW,
            value=None,
            reason="",
            text_hash=one.text_hash,
            decided_by=by,
            decided_at=at,
            made_by=one.made_by,
            claim=one.claim,
        )
        for one in made
        if last.get((one.item_id, one.aspect, one.subject)) == one
    ]


def _other_role(shown: Shown, focus: str) -> Role:
    return Role.MENTIONED if shown.standing_roles.get(focus) is Role.ACTOR else Role.ACTOR


def _agency(
    subject: str,
    decision: Decision,
    *,
    value: str | None = None,
    reason: str = "",
    surface: str | None = None,
) -> Verdict:
    key = str(AgencyKey.parse(subject))
    return Verdict(
        aspect=Aspect.AGENCY, subject=key, decision=decision, value=value, reason=reason, surface=surface
    )


def _toward(subject: str, tone: str) -> Verdict:
    key = str(AgencyKey.parse(subject))
    return Verdict(aspect=Aspect.TONE, subject=key, decision=Decision.SET, value=tone)


def _whole(aspect: Aspect, decision: Decision, value: str | None = None, reason: str = "") -> Verdict:
    return Verdict(aspect=aspect, subject=aspect.value, decision=decision, value=value, reason=reason)
