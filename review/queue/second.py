"""Second opinions: a random share of cards is decided again by somebody who does not know the first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from core.codings import Coding, is_coded_twice
from core.corrections import Correction
from core.review import ReviewCard
from review.desk import Desk
from review.queue.decisions import Shown
from scoring.codes import codes_of
from storage.blind_corrections import blind_corrections_of
from storage.codings import append_coding, was_coded_second
from storage.corrections import corrections_of
from storage.database import Connection
from storage.review_cards import card_of, hand_to_second, held_cards


def as_seen_by(connection: Connection, shown: Shown, who: str) -> Shown:
    """An item as a second analyst sees it: the machine's claims, and nobody's decisions but his own."""
    return shown.with_decisions(blind_corrections_of(connection, shown.stored.id, who))


def is_second_for(connection: Connection, item_id: int, who: str) -> bool:
    """Whether somebody has an item in hand of which he must not learn what was decided."""
    card = card_of(connection, item_id)
    return card is not None and card.first_by is not None and card.leased_by == who


def corrections_as_seen_by(
    connection: Connection, item_ids: Sequence[int], who: str
) -> Mapping[int, Sequence[Correction]]:
    """By item, what a list may tell somebody: of an item he judges blind, his own decisions alone."""
    found: dict[int, list[Correction]] = defaultdict(list)
    for one in corrections_of(connection, item_ids):
        found[one.item_id].append(one)
    for card in held_cards(connection, who):
        if card.first_by is not None and card.item_id in found:
            found[card.item_id] = blind_corrections_of(connection, card.item_id, who)
    return found


def is_drawn(desk: Desk, shown: Shown) -> bool:
    """Whether an item was drawn for a second opinion."""
    item = shown.stored.item
    return is_coded_twice(item.outlet, item.key, desk.methodology.settings.second_share)


def keep_coding(
    desk: Desk,
    connection: Connection,
    card: ReviewCard,
    shown: Shown,
    made: Sequence[Correction],
    now: datetime,
) -> None:
    """Keep how the card was coded by whoever finished it; a first coding opens it for somebody else."""
    stored = shown.stored
    is_second = card.first_by is not None
    if not is_second and (not is_drawn(desk, shown) or was_coded_second(connection, stored.version_id)):
        return
    who = card.leased_by or ""
    mine = [*shown.corrections, *(one for one in made if one.item_id == stored.id)]
    codes = codes_of(stored.id, stored.version_id, stored.item.text_hash, shown.said, mine)
    coding = Coding(
        item_id=stored.id,
        version_id=stored.version_id,
        month=card.month,
        coder=who,
        coded_at=now,
        is_second=is_second,
        share=desk.methodology.settings.second_share,
        codes=codes,
        codebook=desk.codebook_version,
    )
    append_coding(connection, coding)
    if not is_second:
        hand_to_second(connection, stored.id, who)
