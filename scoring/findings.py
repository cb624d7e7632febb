"""Claims after corrections: what people decided replaces what the machine said, and stays."""

from collections.abc import Sequence

from core.agencies import AgencyKey
from core.attributions import Attribution, Reading, Role, Understanding
from core.corrections import Aspect, Correction, Decision
from core.errors import InputError
from core.findings import Basis, Finding
from scoring.corrected_reading import Holding, corrected_reading, unusable, yes_or_no
from scoring.tones import decided_tone, is_criticised


def apply_corrections(
    item_id: int,
    version_id: int,
    text_hash: str,
    understanding: Understanding,
    corrections: Sequence[Correction],
) -> list[Finding]:
    """The findings of one version of an item; a correction that lapsed no longer counts here."""
    holding = holding_of(item_id, text_hash, understanding, corrections)
    if is_irrelevant(holding):
        return []
    reading = corrected_reading(understanding.reading, holding)
    claims = {str(claim.agency): claim for claim in understanding.attributions}
    missed = [c.subject for c in holding.values() if c.aspect is Aspect.AGENCY and c.subject not in claims]
    findings = (
        _finding(item_id, version_id, key, claims.get(key), holding, reading) for key in (*claims, *missed)
    )
    return [finding for finding in findings if finding is not None]


def holding_of(
    item_id: int, text_hash: str, understanding: Understanding, corrections: Sequence[Correction]
) -> Holding:
    """The last decision on each subject, those left out that lapsed."""
    decided = _last_decisions(item_id, corrections)
    return {key: c for key, c in decided.items() if not _lapsed(c, text_hash, understanding)}


def corrections_to_ask_again(
    item_id: int, text_hash: str, understanding: Understanding, corrections: Sequence[Correction]
) -> list[Correction]:
    """Decisions that no longer hold because both the text and the machine's claim have changed since."""
    decided = _last_decisions(item_id, corrections)
    return [c for c in decided.values() if _lapsed(c, text_hash, understanding)]


def machine_claim(understanding: Understanding, aspect: Aspect, subject: str) -> str:
    """What the machine says on one subject, as a Correction remembers it; empty when it says nothing."""
    if aspect is Aspect.AGENCY:
        roles = (a.role.value for a in understanding.attributions if str(a.agency) == subject)
        return next(roles, "")
    if aspect is Aspect.TONE:
        tones = (a.tone for a in understanding.attributions if str(a.agency) == subject)
        return _as_text(next(tones, None))
    if aspect in _OF_NO_READING:
        return ""
    return _as_text(getattr(understanding.reading, aspect.value))


_OF_NO_READING = frozenset({Aspect.RELEVANCE, Aspect.STORY})
"""What the machine says nothing of in its reading: it reads every item, and groups texts beside it."""


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _last_decisions(item_id: int, corrections: Sequence[Correction]) -> dict[tuple[Aspect, str], Correction]:
    mine = (c for c in corrections if c.item_id == item_id)
    in_order = sorted(mine, key=lambda c: (c.decided_at, c.id))
    return {(c.aspect, c.subject): c for c in in_order}


def _lapsed(correction: Correction, text_hash: str, understanding: Understanding) -> bool:
    # Who goes with whom was decided about items; grouping asks nobody again.
    if correction.text_hash == text_hash or correction.aspect is Aspect.STORY:
        return False
    return _claim_has_changed(correction, understanding)


def _claim_has_changed(correction: Correction, understanding: Understanding) -> bool:
    now = machine_claim(understanding, correction.aspect, correction.subject)
    if correction.claim is not None:
        return now != correction.claim
    # The claim on the screen was not kept. An accepted claim was there; one that has gone has changed.
    # For the other decisions nothing proves a change, so the person's word stands.
    return correction.decision is Decision.ACCEPT and correction.aspect is Aspect.AGENCY and not now


def is_irrelevant(holding: Holding) -> bool:
    """Whether a person said that the item concerns nobody."""
    correction = holding.get((Aspect.RELEVANCE, Aspect.RELEVANCE.value))
    if correction is None or correction.decision is Decision.ACCEPT:
        return False
    return correction.decision is Decision.REJECT or not yes_or_no(correction)


def _finding(
    item_id: int,
    version_id: int,
    key: str,
    claim: Attribution | None,
    holding: Holding,
    reading: Reading,
) -> Finding | None:
    correction = holding.get((Aspect.AGENCY, key))
    role = _role(claim, correction)
    if role is None:
        return None
    tone = decided_tone(claim.tone if claim else None, holding.get((Aspect.TONE, key)))
    return Finding(
        item_id=item_id,
        version_id=version_id,
        agency=claim.agency if claim else AgencyKey.parse(key),
        role=role,
        confidence=1.0 if correction or claim is None else claim.confidence,
        basis=Basis.PERSON if correction else Basis.MACHINE,
        own_site=claim.own_site if claim else False,
        topic=reading.topic,
        service_reflection=reading.service_reflection,
        ceremonial=reading.ceremonial,
        prominence=claim.prominence.value if claim and claim.prominence else None,
        criticism_needing_reply=is_criticised(reading.criticism_needing_reply, tone),
        tone=tone,
    )


def _role(claim: Attribution | None, correction: Correction | None) -> Role | None:
    """The role that holds; None when a person rejected the agency or nobody claims it any more."""
    if correction is None or correction.decision is Decision.ACCEPT:
        return _accepted_role(claim, correction)
    if correction.decision is Decision.REJECT:
        return None
    try:
        return Role(correction.value or "")
    except ValueError:
        raise InputError(unusable(correction, "actor or mentioned")) from None


def _accepted_role(claim: Attribution | None, correction: Correction | None) -> Role | None:
    # The machine may have dropped or changed a claim that a person had confirmed: the person's word stays.
    if correction is not None and correction.claim:
        return Role(correction.claim)
    if claim is not None:
        return claim.role
    return Role.ACTOR if correction is not None else None
