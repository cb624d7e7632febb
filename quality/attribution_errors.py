"""The worst errors of attribution with the sentences they stand in, to see what to do next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.attributions import Attribution, Role
from nlp.attribute import Attributor
from quality.gold import LabelledItem, Record, gold_roles, item_text, scored_key

_AROUND = 90
"""Characters of the text on both sides of the evidence."""


class ClaimError(NamedTuple):
    """One claim too many, too few or in the wrong role; the surer the machine was, the worse."""

    weight: float
    what: str
    item_id: str
    agency: str
    sentence: str


def worst_errors(attributor: Attributor, items: Sequence[LabelledItem], *, most: int) -> str:
    """A table of the errors by weight."""
    found = sorted((error for item in items for error in _errors(attributor, item)), reverse=True)
    lines = [f"{e.weight:.2f} {e.what:18} {e.item_id} {e.agency}\n     {e.sentence}" for e in found[:most]]
    return "\n".join([f"the {len(lines)} worst of {len(found)} errors:", *lines])


def _errors(attributor: Attributor, labelled: LabelledItem) -> Iterator[ClaimError]:
    record, gold = labelled
    truth = gold_roles(gold)
    claims = {
        scored_key(c.agency.type, c.agency.province, c.agency.county): c
        for c in attributor.attribute(item_text(record)).attributions
    }
    for key, claim in claims.items():
        role = truth.get(key)
        if role is not claim.role:
            what = f"{role or 'nothing'}, not {claim.role}"
            yield ClaimError(claim.confidence, what, record["id"], str(claim.agency), _around(record, claim))
    for agency in gold["agencies"]:
        key = scored_key(agency["type"], agency["province"], agency["county"])
        if key in truth and key not in claims:
            # A missed actor costs a score more than any doubt; a missed mention costs nothing.
            weight = 1.0 if truth[key] is Role.ACTOR else 0.0
            yield ClaimError(weight, "missed", record["id"], "/".join(key), str(agency["evidence"]))


def _around(record: Record, claim: Attribution) -> str:
    mention = claim.evidence[0]
    text: str = record[mention.field]
    return " ".join(text[max(0, mention.start - _AROUND) : mention.end + _AROUND].split())
