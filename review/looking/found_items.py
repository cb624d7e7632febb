"""Found items as rows of a list: what is counted of each, after corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.attributions import Claims, Role
from core.calendar import jalali_date_numbers, tehran_day
from core.findings import Finding
from reports.items import plain_title, published_text, safe_link, seen_or_published_at
from reports.persian import shown_text
from reports.words import ROLES, SERVICES
from review.desk import Desk
from review.looking.known_items import KnownItem, known_items
from storage.database import Connection

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
    return [_row(desk, one) for one in known_items(connection, version_ids, for_whom)]


def _row(desk: Desk, known: KnownItem) -> FoundItem:
    item, reading = known.stored.item, known.reading
    outlet = desk.methodology.outlets.get(item.outlet)
    topics = {topic.slug: topic.name for topic in desk.methodology.topics}
    return FoundItem(
        id=known.stored.id,
        title=plain_title(item),
        lead=shown_text((item.lead or "")[:LONGEST_LEAD]),
        outlet=outlet.name if outlet else item.outlet,
        published=published_text(item.published) if item.published else NOT_KNOWN,
        day=jalali_date_numbers(tehran_day(seen_or_published_at(item))),
        agencies=_agencies(desk, known.findings, known.said),
        topic=topics.get(reading.topic or "", ""),
        service=SERVICES[reading.service_reflection] if reading.service_reflection else "",
        is_decided=bool(known.corrections),
        url=safe_link(item.url) or "",
    )


def _agencies(desk: Desk, findings: Sequence[Finding], said: Claims | None) -> tuple[tuple[str, str], ...]:
    """Name and role, those that act first."""
    names = {claim.agency: claim.name for claim in said.attributions} if said else {}
    in_order = sorted(findings, key=lambda finding: finding.role is not Role.ACTOR)
    return tuple(
        (desk.agencies.name_of(one.agency, names.get(one.agency, "")), ROLES[one.role]) for one in in_order
    )
