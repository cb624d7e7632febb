"""Items with what is known of them: what the machine says, what people decided, and what holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.attributions import Claims, Reading
from core.corrections import Correction
from core.findings import Finding
from core.items import StoredItem
from review.queue.second import corrections_as_seen_by
from scoring.findings import apply_corrections
from storage.claims import current_claims
from storage.database import Connection
from storage.items import versions_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """One item as its reader may know it."""

    stored: StoredItem
    said: Claims | None
    """None before it was read."""
    corrections: Sequence[Correction]
    findings: Sequence[Finding]

    @property
    def reading(self) -> Finding | Reading:
        """What holds of the item as a whole: a person's word on it stands in each of its findings."""
        if self.findings:
            return self.findings[0]
        return self.said.reading if self.said else Reading()


def known_items(connection: Connection, version_ids: Sequence[int], for_whom: str) -> list[KnownItem]:
    """These versions in the order given, with what their reader may know of them."""
    versions = versions_by_id(connection, version_ids)
    item_ids = [versions[one].id for one in version_ids]
    claims = current_claims(connection, item_ids)
    corrections = corrections_as_seen_by(connection, item_ids, for_whom)
    return [
        _known(stored, claims.get(stored.id), corrections.get(stored.id, ()))
        for stored in (versions[one] for one in version_ids)
    ]


def _known(stored: StoredItem, said: Claims | None, corrections: Sequence[Correction]) -> KnownItem:
    findings: Sequence[Finding] = ()
    if said is not None:
        understood = said.understanding
        findings = apply_corrections(stored.id, said.version_id, said.text_hash, understood, corrections)
    return KnownItem(stored=stored, said=said, corrections=corrections, findings=findings)
