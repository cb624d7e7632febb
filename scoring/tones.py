"""The tone toward an agency as a person decided it, and what it says about criticism of that agency."""

from core.attributions import Tone
from core.corrections import Correction, Decision
from core.errors import InputError
from scoring.corrected_reading import unusable


def decided_tone(hint: Tone | None, correction: Correction | None) -> Tone | None:
    """What a person said of the tone; None when nobody did, for the machine's tone is only a hint."""
    if correction is None or correction.decision is Decision.REJECT:
        return None
    said = correction.value if correction.decision is Decision.SET else correction.claim or hint
    if said is None:
        return None
    try:
        return Tone(said)
    except ValueError:
        raise InputError(unusable(correction, "positive, neutral or critical")) from None


def is_criticised(needs_reply: bool | None, tone: Tone | None) -> bool | None:
    """Whether this agency is criticised in a way that calls for an answer.

    Whether an item does is read of it as a whole; where two bodies act in it, only one may be meant. A person
    who finds the tone toward an agency neutral or friendly says that it is not this one.
    """
    return needs_reply if tone in (None, Tone.CRITICAL) else False
