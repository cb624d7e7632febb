"""Inserts that meet an existing row: skip it, or put the new values in its place."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

type Row = Mapping[str, Any]


def insert_or_skip(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert the rows that break no unique key and say how many they were."""
    values = [dict(row) for row in rows]
    if not values:
        return 0
    return connection.execute(_skipping(connection.dialect.name, table), values).rowcount


def insert_or_replace(
    connection: Connection, table: Table, rows: Iterable[Row], *, key: Sequence[str]
) -> None:
    """Insert the rows; where `key` exists, the other values of the row take the place of the old ones."""
    values = [dict(row) for row in rows]
    if not values:
        return
    statement = _insert(connection.dialect.name, table)
    changed = {name: statement.excluded[name] for name in values[0] if name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed), values)


@cache
def _skipping(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return _insert(dialect, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def _insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    if dialect == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
