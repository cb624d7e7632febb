"""Codings: how two analysts coded the same text, appended when their cards were finished."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    and_,
    insert,
    select,
)

from core.codings import Code, CodedTwice, Coding
from core.corrections import Aspect
from storage.metadata import UtcDateTime, metadata
from storage.review_acts import review_act

coding = Table(
    "coding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id"), nullable=False, index=True),
    Column("version_id", ForeignKey("item_version.id"), nullable=False),
    # The month of the item: its agreement stands beside the scores of that month.
    Column("month", String(7), nullable=False, index=True),
    Column("coder", String, nullable=False),
    # Also the `at` of the act that finished the card.
    Column("coded_at", UtcDateTime, nullable=False),
    Column("is_second", Boolean, nullable=False),
    Column("share", Float, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("codebook", String),
)


_KEPT = [column.name for column in coding.c if column.name not in ("id", "codes")]


def append_coding(connection: Connection, one: Coding) -> None:
    """Keep how somebody coded a text."""
    row = {name: getattr(one, name) for name in _KEPT}
    connection.execute(insert(coding).values(row | {"codes": _to_json(one.codes)}))


def coded_twice(connection: Connection, *, month: str = "", item_id: int | None = None) -> list[CodedTwice]:
    """The texts that two analysts coded, in the order the second ones finished.

    A coding whose card was taken back is none. Of the first analyst's, the last before the second's counts.
    """
    wanted = [coding.c.month == month] if month else []
    wanted += [coding.c.item_id == item_id] if item_id is not None else []
    of_act = and_(review_act.c.who == coding.c.coder, review_act.c.at == coding.c.coded_at)
    query = select(coding).join(review_act, of_act).where(review_act.c.taken_back_at.is_(None), *wanted)
    return list(_pairs(map(_coding, connection.execute(query.order_by(coding.c.id)))))


def was_coded_second(connection: Connection, version_id: int) -> bool:
    """Whether a second analyst has coded this text."""
    query = select(coding.c.id).where(coding.c.version_id == version_id, coding.c.is_second).limit(1)
    return connection.scalar(query) is not None


def months_with_codings(connection: Connection) -> list[str]:
    """Months of which items were coded twice, the newest first."""
    query = select(coding.c.month).where(coding.c.is_second).distinct()
    return list(connection.scalars(query.order_by(coding.c.month.desc())))


def _pairs(codings: Iterable[Coding]) -> Iterable[CodedTwice]:
    first: dict[int, Coding] = {}
    pairs: dict[int, CodedTwice] = {}
    for one in codings:
        before = first.get(one.version_id)
        if not one.is_second:
            first[one.version_id] = one
        elif before is not None and before.coder != one.coder:
            pairs[one.version_id] = CodedTwice(first=before, second=one)
    return pairs.values()


def _to_json(codes: Mapping[Code, str]) -> list[list[str]]:
    return [[aspect.value, subject, value] for (aspect, subject), value in codes.items()]


def _coding(row: Row[Any]) -> Coding:
    codes = {(Aspect(aspect), subject): value for aspect, subject, value in row.codes}
    return Coding(**{**row._mapping, "codes": codes})
