"""Review cards: the queue of items people are asked about, each given to one person at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import lru_cache
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
from sqlalchemy.sql.dml import ReturningUpdate

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
    kind = _Kind.STREAM if of_stream else _Kind.QUEUE
    return _lease(connection, _claiming(kind, _asked(wanted)), who, now, turn, **_values(wanted))


def claim_second_card(
    connection: Connection, who: str, wanted: CardFilter, now: datetime, *, turn: str
) -> ReviewCard | None:
    """Take the first free card on which a colleague has decided and a second opinion is wanted."""
    return _lease(connection, _claiming(_Kind.SECOND, _asked(wanted)), who, now, turn, **_values(wanted))


def lease_card(
    connection: Connection, item_id: int, who: str, now: datetime, *, turn: str
) -> ReviewCard | None:
    """Take this very card, unless somebody else holds it."""
    return _lease(connection, _LEASING, who, now, turn, item=item_id)


def take_turn(
    connection: Connection, item_id: int, who: str, turn: str, *, next_turn: str
) -> ReviewCard | None:
    """The card of a decision that arrives, for the one showing it was made on, and only once.

    None when the card was not his any more, or when this very decision was here before.
    """
    asked = {"item": item_id, "of_turn": turn, "of_who": who, "next_turn": next_turn}
    row = connection.execute(_TAKING, asked).one_or_none()
    return None if row is None else _card(row)


def belongs_to(connection: Connection, card: ReviewCard, wanted: CardFilter) -> bool:
    """Whether a card is in that part of the queue and open."""
    query = select(review_card.c.item_id).where(review_card.c.item_id == card.item_id, *_conditions(wanted))
    return connection.execute(query, _values(wanted)).one_or_none() is not None


def release_others(connection: Connection, who: str, item_id: int | None) -> None:
    """Give back every card somebody holds but one."""
    giving = update(review_card).where(review_card.c.leased_by == who)
    if item_id is not None:
        giving = giving.where(review_card.c.item_id != item_id)
    connection.execute(giving.values(leased_by=None, leased_until=None, turn=None))


def close_card(connection: Connection, item_ids: Collection[int]) -> None:
    """Nothing is left to decide on these."""
    for batch in batches(sorted(set(item_ids))):
        connection.execute(_CLOSING, {"items": batch})


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
    count, doubt = connection.execute(query, _values(wanted)).one()
    return count, doubt


def doubt_of_next(connection: Connection, wanted: CardFilter, cards: int) -> float:
    """How many wrong claims are expected on the cards that come first, those of the audit stream aside."""
    query = select(review_card.c.doubt).where(*_conditions(wanted), review_card.c.first_by.is_(None))
    query = query.where(review_card.c.stream_position.is_(None))
    first = query.order_by(review_card.c.skips, review_card.c.place).limit(cards).subquery()
    return connection.scalar(select(func.coalesce(func.sum(first.c.doubt), 0.0)), _values(wanted)) or 0.0


def finished_cards(connection: Connection, wanted: CardFilter) -> int:
    """How many cards nobody is asked about as the first any more."""
    is_done = or_(not_(review_card.c.is_open), review_card.c.first_by.is_not(None))
    query = select(func.count()).select_from(review_card).where(*_of_part(_asked(wanted)), is_done)
    return connection.scalar(query, _values(wanted)) or 0


def _asked(wanted: CardFilter) -> frozenset[str]:
    """Which fields of a filter ask for something: statements are built once for each set of them."""
    return frozenset(field for field, value in _values(wanted).items() if value)


def _values(wanted: CardFilter) -> dict[str, Any]:
    return {f"of_{field}": value for field, value in asdict(wanted).items() if value}


def _conditions(wanted: CardFilter) -> list[ColumnElement[bool]]:
    return [*_of_part(_asked(wanted)), review_card.c.is_open]


def _of_part(asked: frozenset[str]) -> list[ColumnElement[bool]]:
    named = select(attribution.c.version_id).where(
        attribution.c.agency.in_(bindparam("of_agencies", expanding=True))
    )
    conditions = {
        "of_month": review_card.c.month == bindparam("of_month"),
        "of_outlet": review_card.c.outlet == bindparam("of_outlet"),
        "of_topic": review_card.c.topic == bindparam("of_topic"),
        "of_agencies": review_card.c.version_id.in_(named),
    }
    return [condition for field, condition in conditions.items() if field in asked]


class _Kind(Enum):
    """The three queues in one."""

    QUEUE = auto()
    STREAM = auto()
    SECOND = auto()


# Statements that every key asks are built once: building them takes longer than the database needs.
_GIVING = (
    update(review_card)
    .values(
        leased_by=bindparam("who"),
        leased_until=bindparam("until", type_=UtcDateTime()),
        turn=bindparam("next_turn"),
        shown_at=bindparam("now", type_=UtcDateTime()),
    )
    .returning(review_card)
)
_IS_FREE = or_(
    review_card.c.leased_until.is_(None), review_card.c.leased_until <= bindparam("now", type_=UtcDateTime())
)
_LEASING = _GIVING.where(
    review_card.c.item_id == bindparam("item"), or_(_IS_FREE, review_card.c.leased_by == bindparam("who"))
)
_TAKING = (
    update(review_card)
    .where(
        review_card.c.item_id == bindparam("item"),
        review_card.c.turn == bindparam("of_turn"),
        review_card.c.leased_by == bindparam("of_who"),
        review_card.c.is_open,
    )
    .values(turn=bindparam("next_turn"))
    .returning(review_card)
)
_CLOSING = (
    update(review_card)
    .where(review_card.c.item_id.in_(bindparam("items", expanding=True)))
    .values(is_open=False, leased_by=None, leased_until=None, turn=None)
)


@lru_cache
def _claiming(kind: _Kind, asked: frozenset[str]) -> ReturningUpdate[Any]:
    """Takes the first free card of a queue."""
    position = review_card.c.stream_position
    of_kind: dict[_Kind, list[ColumnElement[bool]]] = {
        _Kind.QUEUE: [review_card.c.first_by.is_(None), position.is_(None)],
        _Kind.STREAM: [review_card.c.first_by.is_(None), position.is_not(None)],
        _Kind.SECOND: [review_card.c.first_by.is_not(None), review_card.c.first_by != bindparam("who")],
    }
    order: dict[_Kind, list[ColumnElement[Any]]] = {
        _Kind.QUEUE: [review_card.c.place, review_card.c.item_id],
        _Kind.STREAM: [position],
        _Kind.SECOND: [review_card.c.item_id],
    }
    first = select(review_card.c.item_id).where(
        *_of_part(asked), review_card.c.is_open, *of_kind[kind], _IS_FREE
    )
    # Others who claim at this moment pass over the row instead of waiting for it (PostgreSQL).
    first = first.order_by(review_card.c.skips, *order[kind]).limit(1).with_for_update(skip_locked=True)
    return _GIVING.where(review_card.c.item_id == first.scalar_subquery())


def _lease(
    connection: Connection,
    giving: ReturningUpdate[Any],
    who: str,
    now: datetime,
    turn: str,
    **values: Any,
) -> ReviewCard | None:
    asked = {"who": who, "until": now + LEASE, "next_turn": turn, "now": now, **values}
    row = connection.execute(giving, asked).one_or_none()
    return None if row is None else _card(row)


def _change(connection: Connection, item_ids: Collection[int], values: Mapping[str, Any]) -> None:
    for batch in batches(sorted(set(item_ids))):
        connection.execute(update(review_card).where(review_card.c.item_id.in_(batch)).values(values))


def _card(row: Row[Any]) -> ReviewCard:
    return ReviewCard(**row._mapping)
