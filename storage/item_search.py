"""Item search: which items hold certain words, among those of an agency, an outlet, a topic, a time.

The words of a text are indexed in a folded form by its version id: FTS5 on SQLite, a tsvector on
PostgreSQL. The index is derived: it can be emptied and filled again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    and_,
    column,
    delete,
    exists,
    func,
    insert,
    literal_column,
    not_,
    select,
    text,
)
from sqlalchemy import table as named_table
from sqlalchemy.dialects.postgresql import TSVECTOR

from core.items import StoredItem
from storage.attributions import attribution
from storage.awaiting import versions_not_done
from storage.items import IS_CURRENT, item, item_version
from storage.metadata import metadata
from storage.readings import reading
from storage.takedowns import is_taken_down

item_search = Table(
    "item_search",
    metadata,
    Column("version_id", ForeignKey("item_version.id"), primary_key=True, autoincrement=False),
    # The folding that made the words; another one begins again.
    Column("made_by", String, nullable=False),
    # SQLite keeps them in the FTS5 table `item_words` instead.
    Column("words", Text().with_variant(TSVECTOR(), "postgresql")),
    Index(None, "words", postgresql_using="gin"),
)

_WORDS = named_table("item_words", column("rowid", Integer), column("words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemQuery:
    """What somebody looks for; an empty field asks for all."""

    words: tuple[str, ...] = ()
    """Folded; all of them must stand in the text, the last one may be the beginning of a word."""
    outlet: str = ""
    topic: str = ""
    agencies: tuple[str, ...] = ()
    role: str = ""
    start: datetime | None = None
    end: datetime | None = None


def versions_not_indexed(connection: Connection, made_by: str, limit: int, *, after: int) -> list[StoredItem]:
    """Current texts whose words are not in the index, in the order they were stored."""

    def done(version_ids: Sequence[int]) -> set[int]:
        query = select(item_search.c.version_id).where(
            item_search.c.version_id.in_(version_ids), item_search.c.made_by == made_by
        )
        return set(connection.scalars(query))

    return versions_not_done(connection, done, limit, after=after)


def index_words(connection: Connection, made_by: str, words: Sequence[tuple[int, str]]) -> None:
    """Put the words of versions into the index; words of another folding are all removed first."""
    if not words:
        return
    other = select(item_search.c.version_id).where(item_search.c.made_by != made_by).limit(1)
    if connection.scalar(other) is not None:
        _empty(connection)
    rows = [{"version_id": version_id, "made_by": made_by} for version_id, _ in words]
    if connection.dialect.name == "postgresql":
        vectors = [row | {"text": said} for row, (_, said) in zip(rows, words, strict=True)]
        statement = text(
            "INSERT INTO item_search (version_id, made_by, words) "
            "VALUES (:version_id, :made_by, to_tsvector('simple', :text))"
        )
        connection.execute(statement, vectors)
        return
    connection.execute(insert(item_search), rows)
    in_fts = text("INSERT INTO item_words (rowid, words) VALUES (:version_id, :words)")
    connection.execute(in_fts, [{"version_id": version_id, "words": said} for version_id, said in words])


def found_items(connection: Connection, wanted: ItemQuery, limit: int, *, below: int = 0) -> list[int]:
    """The ids of the versions found, those stored last first; `below` goes on after an earlier answer."""
    query = _matching(connection, wanted, select(item_version.c.id))
    if below:
        query = query.where(_version_id(connection, wanted) < below)
    query = query.order_by(_version_id(connection, wanted).desc()).limit(limit)
    return list(connection.scalars(query))


def count_found(connection: Connection, wanted: ItemQuery, most: int) -> int:
    """How many are found; counting stops at `most`."""
    found = _matching(connection, wanted, select(item_version.c.id))
    # In the same order as above: without one, SQLite asks the full-text index once for each item.
    some = found.order_by(_version_id(connection, wanted).desc()).limit(most).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _matching(connection: Connection, wanted: ItemQuery, query: Select[Any]) -> Select[Any]:
    query = _with_words(connection, wanted, query) if wanted.words else query.select_from(item_version)
    query = query.join(item, IS_CURRENT).where(*_conditions(wanted))
    # Finding a text by its words would tell that they stand in it.
    return query.where(not_(is_taken_down(item_version.c.item_id))) if wanted.words else query


def _with_words(connection: Connection, wanted: ItemQuery, query: Select[Any]) -> Select[Any]:
    """The quotes keep every word a word: nothing that is typed becomes an operator."""
    if connection.dialect.name == "postgresql":
        asked = " & ".join(f"'{word}'" for word in wanted.words) + ":*"
        matches = item_search.c.words.op("@@")(func.to_tsquery(literal_column("'simple'"), asked))
        joined = query.select_from(item_search)
        return joined.join(item_version, item_version.c.id == item_search.c.version_id).where(matches)
    asked = " ".join(f'"{word}"' for word in wanted.words) + "*"
    joined = query.select_from(_WORDS).join(item_version, item_version.c.id == _WORDS.c.rowid)
    return joined.where(literal_column("item_words").op("MATCH")(asked))


def _version_id(connection: Connection, wanted: ItemQuery) -> ColumnElement[int]:
    """FTS5 gives its rows in the order of this column without sorting them."""
    if wanted.words and connection.dialect.name != "postgresql":
        return _WORDS.c.rowid
    return item_version.c.id


def _conditions(wanted: ItemQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.outlet:
        conditions.append(item.c.outlet == wanted.outlet)
    if wanted.start is not None:
        conditions.append(item.c.counted_at >= wanted.start)
    if wanted.end is not None:
        conditions.append(item.c.counted_at < wanted.end)
    if wanted.topic:
        about = and_(
            reading.c.version_id == item_version.c.id, reading.c.is_newest, reading.c.topic == wanted.topic
        )
        conditions.append(exists().where(about))
    if wanted.agencies or wanted.role:
        conditions.append(item_version.c.id.in_(_claimed(wanted)))
    return conditions


def _claimed(wanted: ItemQuery) -> Select[Any]:
    newest = and_(
        reading.c.version_id == attribution.c.version_id,
        reading.c.made_by == attribution.c.made_by,
        reading.c.is_newest,
    )
    query = select(attribution.c.version_id).join(reading, newest)
    if wanted.agencies:
        query = query.where(attribution.c.agency.in_(wanted.agencies))
    return query.where(attribution.c.role == wanted.role) if wanted.role else query


def _empty(connection: Connection) -> None:
    connection.execute(delete(item_search))
    if connection.dialect.name != "postgresql":
        connection.execute(text("INSERT INTO item_words (item_words) VALUES ('delete-all')"))
