"""Takes in complete reviews of the audit stream: all of a sheet or nothing, and the same sheet once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.audit import AuditEntry
from core.audit_stream import AuditReview
from core.corrections import Aspect, Correction, Decision
from core.errors import InputError
from rasad.auditing.audit_check import ReviewState, review_problems, subject_of
from rasad.auditing.audit_sheet import COMPLETE, SheetRow
from rasad.rounds.findings import corrections_by_item
from rasad.wiring import Office
from scoring.findings import machine_claim
from storage.audit import append_audit
from storage.audit_reviews import append_audit_reviews, audit_reviews
from storage.claims import current_claims
from storage.corrections import append_corrections, corrections_of
from storage.database import Connection
from storage.items import items_by_id
from storage.users import user_by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a sheet: every item of it is counted once."""

    reviewed: int
    changed: int
    """Reviewed before, with other decisions now."""
    already_there: int
    left: int
    """Without any decision yet."""


def record_reviews(office: Office, rows: Sequence[SheetRow], *, by: str, now: datetime) -> Taken:
    """Keep the sheet's complete reviews; raises InputError with every row that cannot be taken.

    An item without any decision is left for later; a sheet that was filled further can be given whole again.
    """
    sheets = _by_item(rows)
    begun = {item: sheet for item, sheet in sheets.items() if any(row.decision for row in sheet)}
    with office.database.begin() as connection:
        if user_by_name(connection, by) is None:
            raise InputError(f"there is no user '{by}'; make the account with `rasad user add {by}`")
        states = _states(connection, begun)
        new = {item: sheet for item, sheet in begun.items() if not _is_there(sheet, states.get(item), by)}
        methodology = office.methodology
        problems = [
            p for item, sheet in new.items() for p in review_problems(sheet, states.get(item), methodology)
        ]
        if problems:
            raise InputError("\n".join(problems))
        decided = [c for item, sheet in new.items() for c in _corrections(sheet, states[item], by, now)]
        first = [states[item] for item in new if not states[item].is_reviewed]
        reviews = [_review(state, methodology.settings.audit_share, by, now) for state in first]
        append_corrections(connection, decided)
        append_audit_reviews(connection, reviews)
        if new:
            append_audit(connection, _entry(list(new), decided, by, now))
    return Taken(
        reviewed=len(reviews),
        changed=len(new) - len(reviews),
        already_there=len(begun) - len(new),
        left=len(sheets) - len(begun),
    )


def _by_item(rows: Iterable[SheetRow]) -> dict[str, list[SheetRow]]:
    sheets: dict[str, list[SheetRow]] = {}
    for row in rows:
        sheets.setdefault(row.item, []).append(row)
    return sheets


def _states(connection: Connection, begun: Iterable[str]) -> dict[str, ReviewState]:
    """By item as it is written; an item that is not there or that the machine has not read is left out."""
    ids = [int(item) for item in begun if item.isdecimal()]
    items, claims = items_by_id(connection, ids), current_claims(connection, ids)
    corrections = corrections_by_item(corrections_of(connection, ids))
    reviews = {review.version_id: review for review in audit_reviews(connection)}
    states = {}
    for item_id, stored in items.items():
        review = reviews.get(stored.version_id)
        if review is None and item_id not in claims:
            continue
        decided = corrections.get(item_id, ())
        states[str(item_id)] = ReviewState(
            stored=stored,
            said=review.understanding if review else claims[item_id].understanding,
            is_reviewed=review is not None,
            decided=[c for c in decided if c.text_hash == stored.item.text_hash],
        )
    return states


def _is_there(sheet: Sequence[SheetRow], state: ReviewState | None, by: str) -> bool:
    return state is not None and state.is_reviewed and not any(_is_new(row, state, by) for row in sheet)


def _is_new(row: SheetRow, state: ReviewState, by: str) -> bool:
    """Whether this person has yet to decide so: an old sheet must not undo what was decided after it."""
    if row.aspect == COMPLETE:
        return not state.is_reviewed or row.decision != Decision.ACCEPT
    decision = (row.aspect, subject_of(row), row.decision, row.value or None, by)
    given = [(str(c.aspect), c.subject, str(c.decision), c.value, c.decided_by) for c in state.decided]
    return not state.is_reviewed or decision not in given


def _corrections(
    sheet: Sequence[SheetRow], state: ReviewState, by: str, now: datetime
) -> Iterable[Correction]:
    for row in sheet:
        if row.aspect == COMPLETE or not _is_new(row, state, by):
            continue
        yield Correction(
            item_id=state.stored.id,
            aspect=Aspect(row.aspect),
            subject=subject_of(row),
            decision=Decision(row.decision),
            value=row.value or None,
            reason=row.reason,
            text_hash=state.stored.item.text_hash,
            decided_by=by,
            decided_at=now,
            made_by=state.said.made_by,
            claim=machine_claim(state.said, Aspect(row.aspect), subject_of(row)),
        )


def _review(state: ReviewState, share: float, by: str, now: datetime) -> AuditReview:
    return AuditReview(
        item_id=state.stored.id,
        version_id=state.stored.version_id,
        text_hash=state.stored.item.text_hash,
        share=share,
        understanding=state.said,
        reviewed_by=by,
        reviewed_at=now,
    )


def _entry(items: Sequence[str], decided: Sequence[Correction], by: str, now: datetime) -> AuditEntry:
    return AuditEntry(
        who=by,
        at=now,
        action="audit-review",
        subject=", ".join(items),
        new="; ".join(f"{c.item_id}:{c.subject} {c.decision} {c.value or ''}".rstrip() for c in decided),
    )
