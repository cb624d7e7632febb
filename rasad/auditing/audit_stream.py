"""The audit stream of an installation: what waits for a complete review, and the figures reviews give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.agencies import AgencyKey
from core.attributions import Claims
from core.audit_figures import AuditReport
from core.audit_stream import AuditReview, StreamMember
from core.calendar import JalaliMonth
from core.items import StoredItem
from core.methodology import Methodology
from rasad.rounds.findings import corrections_by_item
from rasad.wiring import Office
from scoring.audit_figures import AuditedItem, audit_figures, audited_item, concerning
from scoring.trends import earlier
from storage.audit_reviews import audit_reviews, stream_members
from storage.claims import current_claims
from storage.corrections import corrections_of
from storage.database import Connection
from storage.items import versions_by_id

OTHERS = "others"
"""Agencies that no profile watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Items of the stream whose text of today nobody has reviewed completely."""

    items: Sequence[tuple[StoredItem, Claims]]
    """In the random order of the stream, so that the first few are a random sample too."""
    unread: int
    """Those the machine has not read yet."""


def items_to_review(office: Office, month: JalaliMonth | None = None) -> Waiting:
    """What a person can review now, of one month or of all."""
    with office.database.read() as connection:
        reviewed = {review.version_id for review in audit_reviews(connection)}
        members = [m for m in _members(office, connection, month) if m.version_id not in reviewed]
        claims = current_claims(connection, [member.item_id for member in members])
        texts = versions_by_id(connection, [member.version_id for member in members])
    return Waiting(
        items=[(texts[m.version_id], claims[m.item_id]) for m in members if m.item_id in claims],
        unread=sum(member.item_id not in claims for member in members),
    )


def audit_report(
    office: Office, month: JalaliMonth | None = None, *, months: int = 1, made_by: str | None = None
) -> AuditReport:
    """The figures of the months up to `month`, or of all time; of one version of the machine, or of all."""
    with office.database.read() as connection:
        members = {member.item_id: member for member in _members(office, connection, month, months)}
        reviews = _last_reviews(audit_reviews(connection), members, made_by)
        corrections = corrections_by_item(corrections_of(connection, [r.item_id for r in reviews]))
    items = [
        audited_item(review, members[review.item_id].outlet, corrections.get(review.item_id, ()))
        for review in reviews
    ]
    versions = sorted({item.made_by for item in items})
    return AuditReport(
        share=office.methodology.settings.audit_share,
        in_stream=len(members),
        overall=audit_figures(items),
        groups={
            name: audit_figures(concerning(items, agencies.__contains__))
            for name, agencies in _groups(office.methodology, items).items()
        },
        outlets={
            outlet: audit_figures([item for item in items if item.outlet == outlet])
            for outlet in sorted({item.outlet for item in items})
        },
        made_by={version: sum(item.made_by == version for item in items) for version in versions},
    )


def _members(
    office: Office, connection: Connection, month: JalaliMonth | None, months: int = 1
) -> list[StreamMember]:
    share = office.methodology.settings.audit_share
    if month is None:
        return stream_members(connection, share)
    return stream_members(connection, share, earlier(month, months - 1).start, month.end)


def _last_reviews(
    reviews: Sequence[AuditReview], members: Mapping[int, StreamMember], made_by: str | None
) -> list[AuditReview]:
    """One for each item, so that one whose text was changed twice does not weigh thrice."""
    last = {
        review.item_id: review
        for review in reviews
        if review.item_id in members and made_by in (None, review.understanding.made_by)
    }
    return list(last.values())


def _groups(methodology: Methodology, items: Sequence[AuditedItem]) -> Mapping[str, set[AgencyKey]]:
    """The agencies of every group, and those of the items that stand in none."""
    groups: dict[str, set[AgencyKey]] = {}
    for profile in methodology.profiles.values():
        for agency in profile.agencies:
            groups.setdefault(f"{profile.id}/{agency.group}", set()).add(agency.key)
    watched = set().union(*groups.values())
    named = {finding.agency for item in items for finding in (*item.said, *item.right)}
    return groups | {OTHERS: named - watched}
