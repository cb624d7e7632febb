"""Gives each person the next card: his own, a random one of the audit stream, or the most doubtful."""

import secrets
from datetime import datetime

from core.review import ReviewCard
from storage.database import Connection
from storage.review_cards import (
    CardFilter,
    belongs_to,
    claim_card,
    claim_second_card,
    held_cards,
    lease_card,
    release_others,
)

STREAM_EVERY = 8
"""One card of so many, by chance, comes from the audit stream: nobody can tell which."""


def new_turn() -> str:
    return secrets.token_urlsafe(9)


def give_card(connection: Connection, who: str, wanted: CardFilter, now: datetime) -> ReviewCard | None:
    """The card somebody looks at next, now his for a while; None when nothing is left that is free."""
    in_hand = held_cards(connection, who)
    held = next((card for card in in_hand if _is_his(connection, card, wanted, now)), None)
    given = lease_card(connection, held.item_id, who, now, turn=new_turn()) if held else None
    given = given or _claim(connection, who, wanted, now)
    # After a decision nothing is in hand, and there is nothing to give back.
    if any(given is None or card.item_id != given.item_id for card in in_hand):
        release_others(connection, who, given.item_id if given else None)
    return given


def _is_his(connection: Connection, card: ReviewCard, wanted: CardFilter, now: datetime) -> bool:
    in_time = card.leased_until is not None and card.leased_until > now
    return in_time and belongs_to(connection, card, wanted)


def _claim(connection: Connection, who: str, wanted: CardFilter, now: datetime) -> ReviewCard | None:
    wheel = secrets.randbelow(STREAM_EVERY)
    if wheel == 1:
        second = claim_second_card(connection, who, wanted, now, turn=new_turn())
        if second is not None:
            return second
    stream_first = wheel == 0
    for of_stream in (stream_first, not stream_first):
        card = claim_card(connection, who, wanted, now, turn=new_turn(), of_stream=of_stream)
        if card is not None:
            return card
    return claim_second_card(connection, who, wanted, now, turn=new_turn())
