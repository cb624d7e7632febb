"""Findings of many items: the machine's claims with every person's corrections applied."""

from collections.abc import Mapping, Sequence

from core.attributions import Claims
from core.corrections import Correction
from core.findings import Finding
from scoring.findings import apply_corrections


def findings_of(claims: Sequence[Claims], corrections: Sequence[Correction]) -> list[Finding]:
    """What people and the machine together say: the only thing that is counted."""
    by_item = corrections_by_item(corrections)
    return [
        finding
        for one in claims
        for finding in apply_corrections(
            one.item_id, one.version_id, one.text_hash, one.understanding, by_item.get(one.item_id, ())
        )
    ]


def corrections_by_item(corrections: Sequence[Correction]) -> Mapping[int, Sequence[Correction]]:
    """By item id, in the order they were made."""
    found: dict[int, list[Correction]] = {}
    for correction in corrections:
        found.setdefault(correction.item_id, []).append(correction)
    return found
