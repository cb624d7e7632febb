"""Review cards: the queue of items people are asked about, each given to one person at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    and_,
    bindparam,
    func,
    not_,
    or_,
    select,
    update,
)

from core.review import ReviewCard
from storage.attributions import attribution
from storage.batches import batches
from storage.metadata import UtcDateTime, metadata
from storage.upserts import insert_or_replace

LEASE = timedelta(minutes=5)
"""Long enough for a long text; a person who left keeps a card from the others no longer."""

review_card = Table(
    "review_card",
    metadata,
    Column("item_id", ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("version_id", ForeignKey("item_version.id"), nullable=False),
    Column("month", String(7), nullable=False),
    Column("outlet", String, nullable=False),
    Column("topic", String),
    Column("doubt", Float, nullable=False),
    Column("place", Float, nullable=False),
    Column("stream_position", Float),
    Column("is_open", Boolean, nullable=False),
    Column("skips", Integer, nullable=False, default=0),
    Column("leased_by", String, index=True),
    Column("leased_until", UtcDateTime),
    Column("turn", String),
    Column("shown_at", UtcDateTime),
    # Set when the card is open for a second analyst, who never learns of it.
    Column("first_by", String),
)

_IS_FIRST = and_(review_card.c.is_open, review_card.c.first_by.is_(None))

# The head of each month's queue is found without reading the rest of it.
Index(
    "ix_review_card_queue",
    review_card.c.month,
    review_card.c.skips,
    review_card.c.place,
    review_card.c.item_id,
    sqlite_where=and_(_IS_FIRST, review_card.c.stream_position.is_(None)),
    postgresql_where=and_(_IS_FIRST, review_card.c.stream_position.is_(None)),
)
Index(
    "ix_review_card_stream",
    review_card.c.month,
    review_card.c.skips,
    review_card.c.stream_position,
    sqlite_where=and_(_IS_FIRST, review_card.c.stream_position.is_not(None)),
    postgresql_where=and_(_IS_FIRST, review_card.c.stream_position.is_not(None)),
)
Index(
    "ix_review_card_second",
    review_card.c.month,
    review_card.c.skips,
    review_card.c.item_id,
    sqlite_where=and_(review_card.c.is_open, review_card.c.first_by.is_not(None)),
    postgresql_where=and_(review_card.c.is_open, review_card.c.first_by.is_not(None)),
)

_HELD = (
    select(review_card)
    .where(review_card.c.leased_by == bindparam("who"))
    .order_by(review_card.c.shown_at.desc())
)

_FILLED = (
    "item_id",
    "version_id",
    "month",
    "outlet",
    "topic",
    "doubt",
    "place",
    "stream_position",
    "is_open",
    # Nobody has decided on a text whose card is filled, so nobody was first.
    "first_by",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFilter:
    """Which part of the queue somebody works on; an empty field asks for all."""

    month: str
    outlet: str = ""
    topic: str = ""
    agencies: tuple[str, ...] = ()
    """Cards whose items were ever claimed for one of these."""


def save_cards(connection: Connection, cards: Sequence[ReviewCard]) -> None:
    """Put cards in the queue or move them; who holds one, and how often it was skipped, stays."""
    rows = [{name: getattr(card, name) for name in _FILLED} for card in cards]
    for batch in batches(rows):
        insert_or_replace(connection, review_card, batch, key=["item_id"])


def cards_of_month(connection: Connection, month: str) -> dict[int, ReviewCard]:
    """Every card of a month, by item id."""
    rows = connection.execute(select(review_card).where(review_card.c.month == month))
    return {row.item_id: _card(row) for row in rows}


def card_of(connection: Connection, item_id: int) -> ReviewCard | None:
    row = connection.execute(select(review_card).where(review_card.c.item_id == item_id)).one_or_none()
    return None if row is None else _card(row)


def months_with_cards(connection: Connection) -> list[str]:
    """Months that have or had something to decide, the newest first."""
    query = select(review_card.c.month).distinct().order_by(review_card.c.month.desc())
    return list(connection.scalars(query))


def held_cards(connection: Connection, who: str) -> list[ReviewCard]:
    """The cards somebody has in hand, their leases over or not, the one shown last first."""
    rows = connection.execute(_HELD, {"who": who})
    return [_card(row) for row in rows]


def claim_card(
    connection: Connection, who: str, wanted: CardFilter, now: datetime, *, turn: str, of_stream: bool
) -> ReviewCard | None:
    """Take the first free card, in one statement: nobody else can have been given it."""
    position = review_card.c.stream_position
    kind = position.is_not(None) if of_stream else position.is_(None)
    order = (position,) if of_stream else (review_card.c.place, review_card.c.item_id)
    conditions = [*_conditions(wanted), review_card.c.first_by.is_(None), kind]
    return _claim(connection, conditions, order, who, now, turn)


def claim_second_card(
    connection: Connection, who: str, wanted: CardFilter, now: datetime, *, turn: str
) -> ReviewCard | None:
    """Take the first free card on which a colleague has decided and a second opinion is wanted."""
    not_his = review_card.c.first_by != who
    conditions = [*_conditions(wanted), review_card.c.first_by.is_not(None), not_his]
    return _claim(connection, conditions, (review_card.c.item_id,), who, now, turn)


def lease_card(
    connection: Connection, item_id: int, who: str, now: datetime, *, turn: str
) -> ReviewCard | None:
    """Take this very card, unless somebody else holds it."""
    is_free = or_(
        review_card.c.leased_until.is_(None),
        review_card.c.leased_until <= now,
        review_card.c.leased_by == who,
    )
    return _lease(connection, and_(review_card.c.item_id == item_id, is_free), who, now, turn)


def take_turn(
    connection: Connection, item_id: int, who: str, turn: str, *, next_turn: str
) -> ReviewCard | None:
    """The card of a decision that arrives, for the one showing it was made on, and only once.

    None when the card was not his any more, or when this very decision was here before.
    """
    shown = and_(
        review_card.c.item_id == item_id,
        review_card.c.turn == turn,
        review_card.c.leased_by == who,
        review_card.c.is_open,
    )
    taking = update(review_card).where(shown).values(turn=next_turn).returning(review_card)
    row = connection.execute(taking).one_or_none()
    return None if row is None else _card(row)


def belongs_to(connection: Connection, card: ReviewCard, wanted: CardFilter) -> bool:
    """Whether a card is in that part of the queue and open."""
    query = select(review_card.c.item_id).where(review_card.c.item_id == card.item_id, *_conditions(wanted))
    return connection.execute(query).one_or_none() is not None


def release_others(connection: Connection, who: str, item_id: int | None) -> None:
    """Give back every card somebody holds but one."""
    giving = update(review_card).where(review_card.c.leased_by == who)
    if item_id is not None:
        giving = giving.where(review_card.c.item_id != item_id)
    connection.execute(giving.values(leased_by=None, leased_until=None, turn=None))


def close_card(connection: Connection, item_ids: Collection[int]) -> None:
    """Nothing is left to decide on these."""
    _change(connection, item_ids, {"is_open": False, "leased_by": None, "leased_until": None, "turn": None})


def reopen_card(connection: Connection, item_ids: Collection[int], *, first_by: str | None = None) -> None:
    """There is something to decide again; `first_by` where it is the second opinion that was taken back."""
    _change(connection, item_ids, {"is_open": True, "first_by": first_by})


def hand_to_second(connection: Connection, item_id: int, first_by: str) -> None:
    """Open the card that somebody finished for somebody else; no claim is left in doubt with it."""
    free = {"leased_by": None, "leased_until": None, "turn": None, "skips": 0}
    _change(connection, [item_id], {**free, "is_open": True, "first_by": first_by, "doubt": 0.0})


def skip_card(connection: Connection, item_id: int) -> None:
    """Behind all that were skipped less often, and free for others."""
    skipping = update(review_card).where(review_card.c.item_id == item_id)
    values = {"skips": review_card.c.skips + 1, "leased_by": None, "leased_until": None, "turn": None}
    connection.execute(skipping.values(values))


def queue_left(connection: Connection, wanted: CardFilter) -> tuple[int, float]:
    """How many cards are open, and how many wrong claims are expected among them."""
    query = select(func.count(), func.coalesce(func.sum(review_card.c.doubt), 0.0)).select_from(review_card)
    query = query.where(*_conditions(wanted), review_card.c.first_by.is_(None))
    count, doubt = connection.execute(query).one()
    return count, doubt


def doubt_of_next(connection: Connection, wanted: CardFilter, cards: int) -> float:
    """How many wrong claims are expected on the cards that come first, those of the audit stream aside."""
    query = select(review_card.c.doubt).where(*_conditions(wanted), review_card.c.first_by.is_(None))
    query = query.where(review_card.c.stream_position.is_(None))
    first = query.order_by(review_card.c.skips, review_card.c.place).limit(cards).subquery()
    return connection.scalar(select(func.coalesce(func.sum(first.c.doubt), 0.0))) or 0.0


def finished_cards(connection: Connection, wanted: CardFilter) -> int:
    """How many cards nobody is asked about as the first any more."""
    is_done = or_(not_(review_card.c.is_open), review_card.c.first_by.is_not(None))
    query = select(func.count()).select_from(review_card).where(*_of_part(wanted), is_done)
    return connection.scalar(query) or 0


def _conditions(wanted: CardFilter) -> list[ColumnElement[bool]]:
    return [*_of_part(wanted), review_card.c.is_open]


def _of_part(wanted: CardFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [review_card.c.month == wanted.month]
    if wanted.outlet:
        conditions.append(review_card.c.outlet == wanted.outlet)
    if wanted.topic:
        conditions.append(review_card.c.topic == wanted.topic)
    if wanted.agencies:
        named = select(attribution.c.version_id).where(attribution.c.agency.in_(wanted.agencies))
        conditions.append(review_card.c.version_id.in_(named))
    return conditions


def _claim(
    connection: Connection,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    who: str,
    now: datetime,
    turn: str,
) -> ReviewCard | None:
    is_free = or_(review_card.c.leased_until.is_(None), review_card.c.leased_until <= now)
    first = select(review_card.c.item_id).where(*conditions, is_free)
    # Others who claim at this moment pass over the row instead of waiting for it (PostgreSQL).
    first = first.order_by(review_card.c.skips, *order).limit(1).with_for_update(skip_locked=True)
    return _lease(connection, review_card.c.item_id == first.scalar_subquery(), who, now, turn)


def _lease(
    connection: Connection, condition: ColumnElement[bool], who: str, now: datetime, turn: str
) -> ReviewCard | None:
    values = {"leased_by": who, "leased_until": now + LEASE, "turn": turn, "shown_at": now}
    taking = update(review_card).where(condition).values(values).returning(review_card)
    row = connection.execute(taking).one_or_none()
    return None if row is None else _card(row)


def _change(connection: Connection, item_ids: Collection[int], values: Mapping[str, Any]) -> None:
    for batch in batches(sorted(set(item_ids))):
        connection.execute(update(review_card).where(review_card.c.item_id.in_(batch)).values(values))


def _card(row: Row[Any]) -> ReviewCard:
    return ReviewCard(**row._mapping)
