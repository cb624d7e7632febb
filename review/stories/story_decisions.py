"""Decisions on stories from their page: out of it, into it, and each of them taken back."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from core.audit import AuditEntry
from core.corrections import Aspect, Correction, Decision
from core.placements import as_claim, stood_with
from core.review import ReviewAct
from core.stories import Relation
from review.desk import Desk
from review.queue.decisions import withdrawals
from review.queue.wishes import Refusal, RefusedError
from review.stories.story_changes import apply_decision, stands_with
from storage.audit import append_audit
from storage.corrections import append_corrections, corrections_of, story_decisions
from storage.database import Connection
from storage.items import items_by_id
from storage.review_acts import append_act
from storage.stories import members_of_items, members_of_stories


def split(desk: Desk, connection: Connection, who: str, item_id: int, now: datetime) -> None:
    """Take an item out of its story; raises RefusedError when it is alone in it."""
    others = stands_with(connection, item_id)
    if not others:
        raise RefusedError(Refusal.NO_STORY)
    _decide(desk, connection, _decision(desk, connection, who, item_id, others, now), "split")


def join(desk: Desk, connection: Connection, who: str, item_id: int, story_id: int, now: datetime) -> None:
    """Put an item into a story; raises RefusedError when it is in it, or one of the two is not there."""
    members = members_of_stories(connection, [story_id]).get(story_id, [])
    own = members_of_items(connection, [item_id]).get(item_id)
    if own is None or not members:
        raise RefusedError(Refusal.NOT_GROUPED)
    if own.story_id == story_id:
        raise RefusedError(Refusal.SAME_STORY)
    original = next((one for one in members if one.relation is Relation.ORIGINAL), members[0])
    others = stands_with(connection, item_id)
    apart = _decision(desk, connection, who, item_id, others, now)
    joined = replace(apart, decision=Decision.SET, value=str(original.item_id))
    _decide(desk, connection, joined, "join")


def take_back_decision(
    desk: Desk, connection: Connection, who: str, correction_id: int, *, of_anybody: bool, now: datetime
) -> None:
    """Withdraw a decision on a story, as long as it is the last on its item and one's own (a lead: any)."""
    made = [one for one in story_decisions(connection) if one.id == correction_id]
    if not made or not (of_anybody or made[0].decided_by == who):
        raise RefusedError(Refusal.NOTHING_TO_UNDO)
    item_id = made[0].item_id
    back = withdrawals(made, corrections_of(connection, [item_id]), by=who, at=now)
    if not back:
        raise RefusedError(Refusal.NOTHING_TO_UNDO)
    append_corrections(connection, back)
    apply_decision(desk, connection, back[0])
    _note(connection, back[0], "take back")


def decisions_about(connection: Connection, item_ids: Collection[int]) -> Sequence[Correction]:
    """The standing decisions that brought these items together or took others away from them."""
    wanted = set(item_ids)
    return [
        one
        for one in story_decisions(connection)
        if one.item_id in wanted
        or (one.decision is Decision.SET and one.value and int(one.value) in wanted)
        or not wanted.isdisjoint(stood_with(one))
    ]


def _decision(
    desk: Desk, connection: Connection, who: str, item_id: int, others: Sequence[int], now: datetime
) -> Correction:
    """That an item does not go with these."""
    stored = items_by_id(connection, [item_id])[item_id]
    return Correction(
        item_id=item_id,
        aspect=Aspect.STORY,
        subject=Aspect.STORY.value,
        decision=Decision.REJECT,
        value=None,
        reason="",
        text_hash=stored.item.text_hash,
        decided_by=who,
        decided_at=now,
        claim=as_claim(others),
        codebook=desk.codebook_version,
    )


def _decide(desk: Desk, connection: Connection, decision: Correction, kind: str) -> None:
    append_corrections(connection, [decision])
    apply_decision(desk, connection, decision)
    append_act(
        connection,
        ReviewAct(
            who=decision.decided_by,
            at=decision.decided_at,
            kind=kind,
            item_id=decision.item_id,
            item_ids=(decision.item_id,),
            finished_card=False,
        ),
    )
    _note(connection, decision, kind)


def _note(connection: Connection, one: Correction, action: str) -> None:
    new = f"{one.decision} {one.value or ''}".strip()
    append_audit(
        connection,
        AuditEntry(
            who=one.decided_by,
            at=one.decided_at,
            action=f"review {action}",
            subject=f"{one.item_id}:{one.subject}",
            new=new,
        ),
    )
