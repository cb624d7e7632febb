"""Takes in what a key asked for: corrections, trail, queue and stream in one transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.audit import AuditEntry
from core.audit_stream import AuditReview
from core.corrections import Aspect, Correction, standing
from core.placements import as_claim
from core.review import ReviewAct, ReviewCard
from review.clips.checks import check, selected_words
from review.desk import Desk
from review.queue.decisions import (
    Act,
    Shown,
    Verdict,
    as_corrections,
    finishes,
    fits_reprint,
    still_open,
    verdicts_of,
    with_the_card,
    withdrawals,
)
from review.queue.give_card import new_turn
from review.queue.second import as_seen_by, keep_coding
from review.queue.wishes import Refusal, RefusedError, Wish
from review.stories.story_changes import apply_decision, stands_with
from storage.audit import append_audit
from storage.audit_reviews import append_audit_reviews
from storage.blind_corrections import append_blind_corrections, blind_corrections_ever_made
from storage.claims_of_texts import claims_of_texts
from storage.corrections import append_corrections, corrections_ever_made, corrections_of
from storage.database import Connection
from storage.items import items_by_id
from storage.review_acts import append_act, last_act, mark_taken_back
from storage.review_cards import card_of, close_card, lease_card, reopen_card, skip_card, take_turn
from storage.stories import members_of_items, members_of_stories

__all__ = [
    "Refusal",
    "RefusedError",
    "Wish",
    "decide",
    "flag",
    "shown_items",
    "shown_with_reprints",
    "skip",
    "take_back",
]

UNDO_WITHIN = 50
LONGEST_NOTE = 2000


def decide(desk: Desk, connection: Connection, who: str, wish: Wish, now: datetime) -> None:
    """Append what was decided; raises RefusedError. The caller's transaction holds all of it or nothing."""
    card, shown = _card_in_hand(connection, who, wish, now)
    check(desk, wish, shown)
    surface = selected_words(shown.stored.item, wish.surface) if wish.act in (Act.ADD, Act.OTHER) else None
    argument = as_claim(stands_with(connection, wish.item_id)) if wish.act is Act.SPLIT else wish.argument
    if wish.act is Act.SPLIT and not argument:
        raise RefusedError(Refusal.NO_STORY)
    verdicts = verdicts_of(wish.act, argument, shown, focus=wish.focus, reason=wish.reason, surface=surface)
    is_finished = finishes(wish.act, shown, verdicts)
    seconds = (now - card.shown_at).total_seconds() if card.shown_at else None
    corrections: list[Correction] = []
    # A second opinion is on one text; who goes with whom is no matter of coding and holds for everybody.
    is_blind = card.first_by is not None and wish.act is not Act.SPLIT
    with_story = wish.whole_story and not is_blind and wish.act is not Act.SPLIT
    items = [shown, *(_reprints(desk, connection, shown) if with_story else [])]
    for one in items:
        mine = verdicts if one is shown else [_without_surface(v) for v in still_open(verdicts, one)]
        mine = [*mine, *with_the_card(one)] if is_finished and wish.act is not Act.IRRELEVANT else mine
        # The time was spent on the story once, not once for each reprint.
        corrections += as_corrections(
            one,
            mine,
            by=who,
            at=now,
            seconds=seconds if one is shown else None,
            codebook=desk.codebook_version,
        )
    (append_blind_corrections if is_blind else append_corrections)(connection, corrections)
    if wish.act is Act.SPLIT:
        apply_decision(desk, connection, corrections[0])
    _note(connection, who, wish.act.value, corrections, now)
    item_ids = tuple(one.stored.id for one in items)
    append_act(
        connection,
        ReviewAct(
            who=who,
            at=now,
            kind=wish.act.value,
            item_id=wish.item_id,
            item_ids=item_ids,
            finished_card=is_finished,
        ),
    )
    if is_finished:
        close_card(connection, item_ids)
        keep_coding(desk, connection, card, shown, corrections, now)
        if card.stream_position is not None and not is_blind:
            append_audit_reviews(connection, [_complete_review(desk, shown, who, now)])


def skip(connection: Connection, who: str, wish: Wish, now: datetime) -> None:
    """Put the card behind the others; decides nothing."""
    _card_in_hand(connection, who, wish, now)
    skip_card(connection, wish.item_id)


def flag(connection: Connection, who: str, wish: Wish, note: str, now: datetime) -> None:
    """Ask the lead; the card goes behind the others."""
    _card_in_hand(connection, who, wish, now)
    append_audit(
        connection,
        AuditEntry(who=who, at=now, action="flag", subject=f"item {wish.item_id}", new=note[:LONGEST_NOTE]),
    )
    skip_card(connection, wish.item_id)


def take_back(desk: Desk, connection: Connection, who: str, now: datetime) -> ReviewCard | None:
    """Withdraw what somebody's last act decided, and give him that card again."""
    act = last_act(connection, who, UNDO_WITHIN)
    if act is None:
        raise RefusedError(Refusal.NOTHING_TO_UNDO)
    ever = corrections_ever_made(connection, act.item_ids)
    made = [one for one in ever if one.decided_by == who and one.decided_at == act.at]
    back = withdrawals(made, corrections_of(connection, act.item_ids), by=who, at=now)
    append_corrections(connection, back)
    for one in back:
        if one.aspect is Aspect.STORY:
            apply_decision(desk, connection, one)
    blind = blind_corrections_ever_made(connection, act.item_id, who)
    of_act = [one for one in blind if one.decided_at == act.at]
    blind_back = withdrawals(of_act, standing(blind), by=who, at=now)
    append_blind_corrections(connection, blind_back)
    mark_taken_back(connection, act, now)
    _note(connection, who, "take back", [*back, *blind_back], now)
    if act.finished_card:
        card = card_of(connection, act.item_id)
        is_second = card is not None and card.first_by not in (None, who)
        reopen_card(connection, [act.item_id], first_by=card.first_by if card and is_second else None)
    return lease_card(connection, act.item_id, who, now, turn=new_turn())


def shown_items(connection: Connection, item_ids: Sequence[int]) -> dict[int, Shown]:
    """Items as they would be on the screen now; one the machine has not read is left out."""
    if not item_ids:
        return {}
    items = items_by_id(connection, item_ids)
    claims = claims_of_texts(connection, list(items.values()))
    corrections: dict[int, list[Correction]] = {item_id: [] for item_id in item_ids}
    for one in corrections_of(connection, item_ids):
        corrections[one.item_id].append(one)
    return {
        item_id: Shown(
            stored=items[item_id], said=claims[item_id].understanding, corrections=corrections[item_id]
        )
        for item_id in item_ids
        if item_id in items and item_id in claims
    }


def shown_with_reprints(
    desk: Desk, connection: Connection, item_id: int
) -> tuple[int, Shown | None, list[Shown]]:
    """Its story, 0 for none; the item; and the other members that a decision on the story may reach."""
    member = members_of_items(connection, [item_id]).get(item_id)
    story = members_of_stories(connection, [member.story_id])[member.story_id] if member else []
    shown = shown_items(connection, [item_id, *(one.item_id for one in story if one.item_id != item_id)])
    # Of a member of the audit stream, the machine's claims are judged for themselves or not at all.
    others = [one for key, one in shown.items() if key != item_id and not desk.is_in_stream(one.stored.item)]
    return member.story_id if member else 0, shown.get(item_id), others


def _card_in_hand(connection: Connection, who: str, wish: Wish, now: datetime) -> tuple[ReviewCard, Shown]:
    card = take_turn(connection, wish.item_id, who, wish.turn, next_turn=new_turn())
    if card is None:
        raise RefusedError(Refusal.NOT_IN_HAND)
    shown = shown_items(connection, [wish.item_id]).get(wish.item_id)
    if shown is None or shown.stored.version_id != wish.version_id:
        raise RefusedError(Refusal.TEXT_CHANGED)
    return card, as_seen_by(connection, shown, who) if card.first_by else shown


def _reprints(desk: Desk, connection: Connection, shown: Shown) -> list[Shown]:
    _, _, found = shown_with_reprints(desk, connection, shown.stored.id)
    return [one for one in found if fits_reprint(shown, one)]


def _without_surface(verdict: Verdict) -> Verdict:
    """A reprint may say it in other words."""
    return replace(verdict, surface=None)


def _complete_review(desk: Desk, shown: Shown, who: str, now: datetime) -> AuditReview:
    return AuditReview(
        item_id=shown.stored.id,
        version_id=shown.stored.version_id,
        text_hash=shown.stored.item.text_hash,
        share=desk.methodology.settings.audit_share,
        understanding=shown.said,
        reviewed_by=who,
        reviewed_at=now,
    )


def _note(
    connection: Connection, who: str, action: str, corrections: Sequence[Correction], now: datetime
) -> None:
    subject = ", ".join(f"{c.item_id}:{c.subject}" for c in corrections)
    new = "; ".join(f"{c.decision} {c.value or ''}".strip() for c in corrections)
    append_audit(connection, AuditEntry(who=who, at=now, action=f"review {action}", subject=subject, new=new))
