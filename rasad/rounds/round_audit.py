"""The reviewed items that say how often the machine errs in a round: of its month and shortly before."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.audit_stream import AuditReview
from core.calendar import JalaliMonth
from rasad.rounds.findings import corrections_by_item
from rasad.wiring import Office
from scoring.audit import Audit
from scoring.audit_figures import audited_item
from scoring.round_audit import audit_of
from scoring.trends import earlier
from storage.audit_reviews import audit_reviews, stream_members
from storage.corrections import corrections_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOfRound:
    """What the reviews say, and which they were."""

    audit: Audit | None
    """None when there are too few of them."""
    reviews: Sequence[AuditReview]


def audit_of_round(office: Office, month: JalaliMonth) -> AuditOfRound:
    """The audit that intervals of the month's round stand on."""
    rules = office.methodology.round_rules.audit
    start = earlier(month, rules.months - 1).start
    with office.database.read() as connection:
        stream = stream_members(connection, office.methodology.settings.audit_share, start, month.end)
        members = {member.item_id: member for member in stream}
        # The last review of an item speaks; one whose text changed twice must not weigh thrice.
        last = {review.item_id: review for review in audit_reviews(connection) if review.item_id in members}
        reviews = list(last.values())
        corrections = corrections_by_item(corrections_of(connection, list(last)))
    items = [
        audited_item(review, members[review.item_id].outlet, corrections.get(review.item_id, ()))
        for review in reviews
    ]
    return AuditOfRound(audit=audit_of(items, least_sample=rules.least_sample), reviews=reviews)
