"""Found items as rows of a list: what is counted of each, after corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.attributions import Claims, Reading, Role
from core.calendar import jalali_date_numbers, tehran_day
from core.corrections import Correction
from core.findings import Finding
from core.items import StoredItem
from reports.items import plain_title, published_text, safe_link, seen_or_published_at
from reports.persian import shown_text
from reports.words import ROLES, SERVICES
from review.desk import Desk
from review.queue.second import corrections_as_seen_by
from scoring.findings import apply_corrections
from storage.claims import current_claims
from storage.database import Connection
from storage.items import versions_by_id

LONGEST_LEAD = 400
NOT_KNOWN = "زمان انتشار نامعلوم"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """One row."""

    id: int
    title: str
    lead: str
    outlet: str
    published: str
    day: str
    agencies: tuple[tuple[str, str], ...]
    """Name and role."""
    topic: str
    service: str
    is_decided: bool
    """A person has decided on something of it."""
    url: str


def found_rows(
    desk: Desk, connection: Connection, version_ids: Sequence[int], for_whom: str
) -> list[FoundItem]:
    """These versions in the order given, with what their reader may know of them."""
    versions = versions_by_id(connection, version_ids)
    item_ids = [versions[one].id for one in version_ids]
    claims = current_claims(connection, item_ids)
    corrections = corrections_as_seen_by(connection, item_ids, for_whom)
    return [
        _row(desk, stored, claims.get(stored.id), corrections.get(stored.id, ()))
        for stored in (versions[one] for one in version_ids)
    ]


def _row(desk: Desk, stored: StoredItem, said: Claims | None, corrections: Sequence[Correction]) -> FoundItem:
    item = stored.item
    findings = _findings(stored, said, corrections)
    reading: Finding | Reading = findings[0] if findings else said.reading if said else Reading()
    outlet = desk.methodology.outlets.get(item.outlet)
    topics = {topic.slug: topic.name for topic in desk.methodology.topics}
    return FoundItem(
        id=stored.id,
        title=plain_title(item),
        lead=shown_text((item.lead or "")[:LONGEST_LEAD]),
        outlet=outlet.name if outlet else item.outlet,
        published=published_text(item.published) if item.published else NOT_KNOWN,
        day=jalali_date_numbers(tehran_day(seen_or_published_at(item))),
        agencies=_agencies(desk, findings, said),
        topic=topics.get(reading.topic or "", ""),
        service=SERVICES[reading.service_reflection] if reading.service_reflection else "",
        is_decided=bool(corrections),
        url=safe_link(item.url) or "",
    )


def _findings(stored: StoredItem, said: Claims | None, corrections: Sequence[Correction]) -> list[Finding]:
    if said is None:
        return []
    return apply_corrections(stored.id, said.version_id, said.text_hash, said.understanding, corrections)


def _agencies(desk: Desk, findings: Sequence[Finding], said: Claims | None) -> tuple[tuple[str, str], ...]:
    """Name and role, those that act first."""
    names = {claim.agency: claim.name for claim in said.attributions} if said else {}
    in_order = sorted(findings, key=lambda finding: finding.role is not Role.ACTOR)
    return tuple(
        (desk.agencies.name_of(one.agency, names.get(one.agency, "")), ROLES[one.role]) for one in in_order
    )
