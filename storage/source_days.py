"""Source days: how much of each day of each source we could see."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    bindparam,
    select,
    update,
)

from core.coverage import SourceDay
from storage.locks import hold
from storage.metadata import FreeText, metadata
from storage.upserts import insert_or_replace

source_day = Table(
    "source_day",
    metadata,
    Column("day", Date, nullable=False),
    Column("source", String, nullable=False),
    Column("expected", Integer, nullable=False),
    Column("fetched", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("answered", Boolean),
    Column("why", FreeText, nullable=False),
    # Null on days nobody counted.
    Column("no_text", Integer),
    Column("new_items", Integer),
    Column("suspect", FreeText),
    PrimaryKeyConstraint("day", "source"),
)


def save_source_days(connection: Connection, days: Sequence[SourceDay]) -> None:
    """Join what a look at sources saw with what earlier looks of the same days saw."""
    if not days:
        return
    hold(connection, "source days")
    seen = [day.day for day in days]
    merged = {(day.source, day.day): day for day in source_days_between(connection, min(seen), max(seen))}
    for day in days:
        earlier = merged.get((day.source, day.day))
        merged[day.source, day.day] = _merged(earlier, day) if earlier else day
    changed = sorted({(day.source, day.day) for day in days})
    insert_or_replace(connection, source_day, [asdict(merged[key]) for key in changed], key=["day", "source"])


def save_signs(connection: Connection, days: Sequence[SourceDay]) -> None:
    """Note on days that are known what came of them: the new items, and what is suspect."""
    if not days:
        return
    statement = update(source_day).where(
        source_day.c.source == bindparam("of_source"), source_day.c.day == bindparam("of_day")
    )
    rows = [
        {"of_source": day.source, "of_day": day.day, "new_items": day.new_items, "suspect": day.suspect}
        for day in days
    ]
    connection.execute(statement, rows)


def source_days_between(
    connection: Connection, first: date, last: date, sources: Collection[str] | None = None
) -> list[SourceDay]:
    """The days from first to last, both included, of these sources or of all, by day and source."""
    query = select(source_day).where(source_day.c.day.between(first, last))
    if sources is not None:
        query = query.where(source_day.c.source.in_(sources))
    rows = connection.execute(query.order_by(source_day.c.day, source_day.c.source))
    return [SourceDay(**row._mapping) for row in rows]


def _merged(earlier: SourceDay, later: SourceDay) -> SourceDay:
    """Two looks at one day: what was answered once stays answered.

    A later look at no fewer links says how the day now stands. One that saw fewer (nothing had changed,
    the list had moved on, nobody answered) proves nothing of the others, so their failures stay.
    """
    answered = [look.answered for look in (earlier, later) if look.answered is not None]
    stands = (later,) if later.answered and later.expected >= earlier.expected else (earlier, later)
    return SourceDay(
        source=earlier.source,
        day=earlier.day,
        expected=max(look.expected for look in stands),
        fetched=max(look.fetched for look in stands),
        failed=max(look.failed for look in stands),
        no_text=_most([look.no_text for look in stands]),
        new_items=_most([earlier.new_items, later.new_items]),
        suspect=later.suspect or earlier.suspect,
        answered=any(answered) if answered else None,
        why=_why(earlier, later),
    )


def _most(counts: Sequence[int | None]) -> int | None:
    return max((count for count in counts if count is not None), default=None)


def _why(earlier: SourceDay, later: SourceDay) -> str:
    """The words of the last look that answered; where none did, of the last that has any."""
    answering = [look for look in (later, earlier) if look.answered]
    return answering[0].why if answering else later.why or earlier.why
