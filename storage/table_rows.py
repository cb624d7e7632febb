"""Rows of whole tables, in the order of their keys: for backups, exports and the way to another database."""

import base64
import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, MetaData, Table, func, insert, null, select, text

from storage.batches import BATCH
from storage.schema import metadata

DERIVED = frozenset({"item_search"})
"""Made again from the others by the review application; written differently on each kind of database."""

type Values = dict[str, Any]


def kept_tables() -> list[Table]:
    """Every table that is not derived, those that others refer to first."""
    return [table for table in metadata.sorted_tables if table.name not in DERIVED]


def tables_found(connection: Connection) -> list[Table]:
    """The same as they stand in a database, of whatever revision."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: not name.startswith(("item_words", "alembic_version")))
    return [table for table in found.sorted_tables if table.name not in DERIVED]


def rows_of(connection: Connection, table: Table) -> Generator[Values]:
    """Every row by its key; memory holds a batch of them."""
    # By the bytes of its texts: two databases must give the same order, whatever their collation is.
    order = [
        func.convert_to(column, "UTF8") if _is_text(column) and _is_postgresql(connection) else column
        for column in table.primary_key.columns
    ]
    query = select(table).order_by(*order).execution_options(yield_per=BATCH)
    with connection.execute(query) as rows:
        for row in rows:
            yield dict(row._mapping)


def count_rows(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def add_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert rows as they are, keys included; how many."""
    json_columns = [column.name for column in table.columns if isinstance(column.type, JSON)]
    count = 0
    for batch in batched(rows, BATCH):
        # None in a JSON column would be kept as JSON's null, and it stands for no value.
        with_null = any(row[name] is None for row in batch for name in json_columns)
        if with_null:
            for row in batch:
                values = {key: null() if value is None else value for key, value in row.items()}
                connection.execute(insert(table).values(values))
        else:
            connection.execute(insert(table), [dict(row) for row in batch])
        count += len(batch)
    return count


def continue_numbering(connection: Connection, tables: Sequence[Table]) -> None:
    """After rows came in with their keys, PostgreSQL's sequences go on behind them; SQLite does so itself."""
    if not _is_postgresql(connection):
        return
    for table in tables:
        for column in table.primary_key.columns:
            sequence = connection.scalar(
                text("SELECT pg_get_serial_sequence(:table, :column)"),
                {"table": f'"{table.name}"', "column": column.name},
            )
            highest = connection.scalar(select(func.max(column))) if sequence else None
            if highest is not None:
                connection.execute(select(func.setval(sequence, highest)))


def as_json_line(row: Mapping[str, Any]) -> bytes:
    """A row as one line of JSON; instants in UTC, bytes in base 64."""
    return json.dumps(
        {key: _plain(value) for key, value in row.items()},
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    ).encode()


def from_json_line(line: bytes, table: Table) -> Values:
    """The row again, with the types of the table's columns."""
    given: Mapping[str, Any] = json.loads(line)
    return {key: _typed(value, table.columns[key].type.python_type) for key, value in given.items()}


def same_value(one: Any, other: Any) -> bool:
    """Whether two databases hold the same; a driver may give whole floats as integers, never otherwise."""
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and float(one) == float(other)
    return bool(one == other)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _typed(value: Any, python_type: type) -> Any:
    if value is None:
        return None
    if python_type is datetime:
        return datetime.fromisoformat(value)
    if python_type is date:
        return date.fromisoformat(value)
    return base64.b64decode(value) if python_type is bytes else value


def _is_text(column: Any) -> bool:
    return not isinstance(column.type, DateTime) and column.type.python_type is str


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
