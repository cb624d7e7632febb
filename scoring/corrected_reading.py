"""The reading of an item after corrections: topic, service reflection and flags as people decided them."""

from collections.abc import Mapping

from core.attributions import Reading, ServiceReflection
from core.corrections import Aspect, Correction, Decision
from core.errors import InputError

type Holding = Mapping[tuple[Aspect, str], Correction]
"""The last decision on each subject that still holds."""

_YES_NO = {"true": True, "false": False}


def corrected_reading(reading: Reading, holding: Holding) -> Reading:
    """The machine's reading with every decision on it that holds."""

    def decided(aspect: Aspect) -> Correction | None:
        return holding.get((aspect, aspect.value))

    return Reading(
        topic=_topic(reading.topic, decided(Aspect.TOPIC)),
        topic2=reading.topic2,
        service_reflection=_service(reading.service_reflection, decided(Aspect.SERVICE)),
        ceremonial=_flag(reading.ceremonial, decided(Aspect.CEREMONIAL)),
        criticism_needing_reply=_flag(reading.criticism_needing_reply, decided(Aspect.CRITICISM)),
        service_evidence=reading.service_evidence,
        media_event=reading.media_event,
    )


def _topic(claim: str | None, correction: Correction | None) -> str | None:
    if correction is None or correction.decision is Decision.ACCEPT:
        return _kept(claim, correction)
    if correction.decision is Decision.SET:
        return correction.value
    return None if claim == (correction.claim or claim) else claim


def _service(claim: ServiceReflection | None, correction: Correction | None) -> ServiceReflection | None:
    if correction is None or correction.decision is Decision.ACCEPT:
        kept = _kept(claim, correction)
        return ServiceReflection(kept) if kept else None
    if correction.decision is Decision.REJECT:
        # Not a service is known when yes or weak was wrong; when `no` was wrong, which of the two is not.
        rejected = ServiceReflection(correction.claim) if correction.claim else claim
        still_possible = None if claim is rejected else claim
        return still_possible if rejected is ServiceReflection.NO else ServiceReflection.NO
    try:
        return ServiceReflection(correction.value or "")
    except ValueError:
        raise InputError(unusable(correction, "yes, weak or no")) from None


def _flag(claim: bool | None, correction: Correction | None) -> bool | None:
    if correction is None:
        return claim
    if correction.decision is Decision.SET:
        return yes_or_no(correction)
    seen = _YES_NO.get(correction.claim, claim) if correction.claim else claim
    if seen is None:
        return None
    return seen if correction.decision is Decision.ACCEPT else not seen


def _kept(claim: str | None, correction: Correction | None) -> str | None:
    """What an accepted claim said when the person saw it, where that was kept; else what it says now."""
    return (correction.claim or claim) if correction else claim


def yes_or_no(correction: Correction) -> bool:
    """The value of a decision on a flag."""
    if correction.value not in _YES_NO:
        raise InputError(unusable(correction, "true or false"))
    return _YES_NO[correction.value]


def unusable(correction: Correction, wanted: str) -> str:
    """What to say of a decision whose value has no meaning."""
    return (
        f"correction {correction.id} of item {correction.item_id}, {correction.aspect.value} "
        f"'{correction.subject}': value '{correction.value}' is not {wanted}; enter the decision again"
    )
