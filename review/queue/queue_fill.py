"""Fills the queue: one card for each story with doubtful claims, and one for each member of the stream."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache

from core.agencies import AgencyKey
from core.attributions import Role
from core.audit_stream import stream_position
from core.calendar import JalaliMonth
from core.corrections import Correction
from core.findings import Basis
from core.review import ReviewCard
from review.desk import Desk
from review.queue.effect import Effects, OpenClaim, story_counts
from scoring.findings import apply_corrections
from storage.claim_rows import (
    ReadItem,
    claim_rows_between,
    newest_counted_at,
    read_items_between,
    reviewed_versions,
)
from storage.claims import current_claims
from storage.corrections import corrections_of
from storage.database import Connection
from storage.review_acts import items_acted_on_since
from storage.review_cards import cards_of_month, close_card, save_cards

MONTHS_BACK = 1
"""The month of the newest item and the one before it: earlier ones are scored and closed."""
_BATCH = 500
"""Cards a transaction writes: a key that is pressed meanwhile waits for no more than these."""

_parse = lru_cache(maxsize=10_000)(AgencyKey.parse)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Month:
    """What is read of a month to make its cards."""

    items: Sequence[ReadItem]
    claims: Sequence[OpenClaim]
    counted: Sequence[tuple[int, AgencyKey]]
    reviewed: set[int]
    """Versions; not those whose review was taken back, of which no decision stands."""


def fill_queue(desk: Desk, now: datetime) -> int:
    """Bring the cards of the months at work to what is known now; how many are open."""
    with desk.database.read() as connection:
        newest = newest_counted_at(connection)
    if newest is None:
        return 0
    months = [JalaliMonth.of(newest)]
    for _ in range(MONTHS_BACK):
        months.append(months[-1].previous())
    return sum(fill_month(desk, month, now) for month in months)


def fill_month(desk: Desk, month: JalaliMonth, now: datetime) -> int:
    """The same for one month."""
    with desk.database.read() as connection:
        read = _read_month(connection, month)
        before = cards_of_month(connection, str(month))
    story_of = {one.item_id: one.story_id for one in read.items}
    counts = story_counts(read.counted, story_of)
    effects = Effects(counts, desk.agencies.watched.keys())
    share = desk.methodology.settings.audit_share
    cards = {card.item_id: card for card in _cards(read, str(month), effects, share)}
    _save(desk, now, _changed(cards, before), sorted(_over(cards, before)))
    desk.queue.counts = {**desk.queue.counts, str(month): counts}
    desk.queue.forget()
    return len(cards)


def _read_month(connection: Connection, month: JalaliMonth) -> _Month:
    items = read_items_between(connection, month.start, month.end)
    ids = {one.item_id for one in items}
    corrections: dict[int, list[Correction]] = defaultdict(list)
    for one in corrections_of(connection):
        if one.item_id in ids:
            corrections[one.item_id].append(one)
    claims, counted = _untouched(connection, month, corrections)
    undecided = {claim.item_id for claim in claims}
    more_claims, more_counted = _corrected(connection, corrections)
    open_again = {one.version_id for one in items if one.item_id in undecided}
    return _Month(
        items=items,
        claims=[*claims, *more_claims],
        counted=[*counted, *more_counted],
        reviewed=reviewed_versions(connection) - open_again,
    )


type _Open = tuple[list[OpenClaim], list[tuple[int, AgencyKey]]]


def _untouched(connection: Connection, month: JalaliMonth, corrected: Mapping[int, object]) -> _Open:
    """Claims of items nobody decided about, read without their texts and evidence."""
    claims, counted = [], []
    for row in claim_rows_between(connection, month.start, month.end):
        if row.item_id not in corrected:
            key, role = _parse(row.agency), Role(row.role)
            claims.append(OpenClaim(row.item_id, key, role, row.confidence))
            if role is Role.ACTOR:
                counted.append((row.item_id, key))
    return claims, counted


def _corrected(connection: Connection, corrections: Mapping[int, Sequence[Correction]]) -> _Open:
    """What is left open, and what counts, of items somebody decided about."""
    claims, counted = [], []
    for item_id, said in current_claims(connection, corrections.keys()).items():
        found = apply_corrections(
            item_id, said.version_id, said.text_hash, said.understanding, corrections[item_id]
        )
        for one in found:
            if one.basis is Basis.MACHINE:
                claims.append(OpenClaim(item_id, one.agency, one.role, one.confidence))
            if one.role is Role.ACTOR:
                counted.append((item_id, one.agency))
    return claims, counted


def _cards(read: _Month, month: str, effects: Effects, share: float) -> Iterable[ReviewCard]:
    doubt: dict[int, float] = defaultdict(float)
    weight: dict[int, float] = defaultdict(float)
    for claim in read.claims:
        doubt[claim.item_id] += claim.doubt
        weight[claim.item_id] += claim.doubt * effects.of(claim.agency, claim.role)
    stories: dict[int, list[ReadItem]] = defaultdict(list)
    for one in read.items:
        position = stream_position(one.outlet, one.key)
        if position < share:
            if one.version_id not in read.reviewed:
                yield _card(one, month, doubt[one.item_id], 0.0, position)
        elif weight[one.item_id] > 0:
            stories[one.story_id].append(one)
    for members in stories.values():
        asked = max(members, key=lambda one: (weight[one.item_id], -one.item_id))
        place = -sum(weight[one.item_id] for one in members)
        yield _card(asked, month, sum(doubt[one.item_id] for one in members), place, None)


def _card(one: ReadItem, month: str, doubt: float, place: float, position: float | None) -> ReviewCard:
    return ReviewCard(
        item_id=one.item_id,
        version_id=one.version_id,
        month=month,
        outlet=one.outlet,
        topic=one.topic,
        doubt=round(doubt, 6),
        place=round(place, 6),
        stream_position=position,
    )


_OF_PEOPLE = ("skips", "leased_by", "leased_until", "turn", "shown_at")
# `first_by` is compared: a text that is open again is asked anew, not for a second opinion.
_COMPARED = [field.name for field in fields(ReviewCard) if field.name not in _OF_PEOPLE]


def _changed(cards: Mapping[int, ReviewCard], before: Mapping[int, ReviewCard]) -> list[ReviewCard]:
    return [card for item_id, card in cards.items() if not _is_same(card, before.get(item_id))]


def _is_same(card: ReviewCard, other: ReviewCard | None) -> bool:
    return other is not None and all(getattr(card, name) == getattr(other, name) for name in _COMPARED)


def _over(cards: Mapping[int, ReviewCard], before: Mapping[int, ReviewCard]) -> set[int]:
    """Open cards that nothing is left to ask of; those that wait for a second opinion stay."""
    waiting = (item_id for item_id, card in before.items() if card.is_open and card.first_by is None)
    return {item_id for item_id in waiting if item_id not in cards}


def _save(desk: Desk, since: datetime, cards: Sequence[ReviewCard], over: Sequence[int]) -> None:
    """In small transactions; what somebody decided while we were reading is left as he left it."""
    for start in range(0, max(len(cards), len(over)), _BATCH):
        with desk.begin() as connection:
            touched = items_acted_on_since(connection, since)
            save_cards(connection, [c for c in cards[start : start + _BATCH] if c.item_id not in touched])
            close_card(connection, [i for i in over[start : start + _BATCH] if i not in touched])
