"""Whether an item's claims change when it is read again; what stays the same is not written again."""

from collections.abc import Mapping
from dataclasses import replace

from core.attributions import Attribution, Understanding

TOLERANCE = 0.02
"""A confidence that moves by less says the same: it is shown in whole percents and known to about five."""
LINES = (0.5, 0.8, 0.9)
"""Unless it crosses one of these, where people who sort claims by their confidence draw lines."""


def is_changed(before: Understanding, now: Understanding) -> bool:
    """Agencies, roles, places, evidence, tones, topic, service … and confidences that tell something new.

    Refusals and votes for a province explain claims and are none; `rasad explain` reads them afresh.
    """
    if before.reading != now.reading:
        return True
    then, found = _by_agency(before), _by_agency(now)
    return then.keys() != found.keys() or any(_differs(then[key], found[key]) for key in found)


def _by_agency(understanding: Understanding) -> Mapping[str, Attribution]:
    return {str(claim.agency): claim for claim in understanding.attributions}


def _differs(before: Attribution, now: Attribution) -> bool:
    if replace(before, confidence=now.confidence) != now:
        return True
    low, high = sorted((before.confidence, now.confidence))
    return high - low >= TOLERANCE or any(low < line <= high for line in LINES)
