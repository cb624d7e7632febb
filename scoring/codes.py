"""Codes: how a text stands coded after one person's decisions, and where two codings of it differ."""

from collections.abc import Mapping, Sequence

from core.attributions import Understanding
from core.codings import NOT_NAMED, Code, CodedTwice
from core.corrections import Aspect, Correction
from scoring.corrected_reading import corrected_reading
from scoring.findings import apply_corrections, holding_of, is_irrelevant

CODED = (
    Aspect.AGENCY,
    Aspect.TONE,
    Aspect.TOPIC,
    Aspect.SERVICE,
    Aspect.CRITICISM,
    Aspect.RELEVANCE,
)
"""What two analysts are compared on, in the order in which it is shown."""


def codes_of(
    item_id: int,
    version_id: int,
    text_hash: str,
    understanding: Understanding,
    corrections: Sequence[Correction],
) -> dict[Code, str]:
    """What holds for somebody who saw the machine's claims and made these decisions.

    A claim he let stand is his code too: it was on the screen and he finished the card.
    """
    holding = holding_of(item_id, text_hash, understanding, corrections)
    relevance = (Aspect.RELEVANCE, Aspect.RELEVANCE.value)
    if is_irrelevant(holding):
        return {relevance: "false"}
    findings = apply_corrections(item_id, version_id, text_hash, understanding, corrections)
    hints = {str(claim.agency): claim.tone for claim in understanding.attributions}
    codes: dict[Code, str] = {(Aspect.AGENCY, key): NOT_NAMED for key in hints}
    for finding in findings:
        key = str(finding.agency)
        codes[Aspect.AGENCY, key] = finding.role.value
        tone = finding.tone or hints.get(key)
        if tone:
            codes[Aspect.TONE, key] = tone.value
    reading = corrected_reading(understanding.reading, holding)
    if reading.topic:
        codes[Aspect.TOPIC, Aspect.TOPIC.value] = reading.topic
    if reading.service_reflection:
        codes[Aspect.SERVICE, Aspect.SERVICE.value] = reading.service_reflection.value
    codes[Aspect.CRITICISM, Aspect.CRITICISM.value] = str(bool(reading.criticism_needing_reply)).lower()
    return {**codes, relevance: "true"}


def compared(pair: CodedTwice) -> dict[Code, tuple[str, str]]:
    """By what was coded: the first analyst's code and the second's, where both have one.

    An agency that only one of them named was not found by the other. Who finds an item irrelevant says
    nothing more of it, so then only that is compared.
    """
    first, second = pair.first.codes, pair.second.codes
    relevance = (Aspect.RELEVANCE, Aspect.RELEVANCE.value)
    if first.get(relevance) != second.get(relevance) or first.get(relevance) == "false":
        return {relevance: (first.get(relevance, "true"), second.get(relevance, "true"))}
    keys = [key for key in {**first, **second} if key[0] is Aspect.AGENCY or (key in first and key in second)]
    return {key: (first.get(key, NOT_NAMED), second.get(key, NOT_NAMED)) for key in keys}


def differences(pair: CodedTwice) -> dict[Code, tuple[str, str]]:
    """What two analysts saw differently in one text."""
    return {key: codes for key, codes in compared(pair).items() if codes[0] != codes[1]}


def rows_by_aspect(pairs: Sequence[CodedTwice]) -> Mapping[Aspect, list[tuple[str, str]]]:
    """For each aspect one row for each unit that both coded, as scoring/reliability.py takes them."""
    rows: dict[Aspect, list[tuple[str, str]]] = {aspect: [] for aspect in CODED}
    for pair in pairs:
        for (aspect, _), codes in compared(pair).items():
            rows[aspect].append(codes)
    return rows
