"""From every earlier schema, with rows in every table, the way up keeps each row as it was."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Float, LargeBinary, Numeric, Table

from storage.database import migrate, open_database
from storage.engine import connect
from storage.migrations import settings
from storage.table_rows import add_rows, continue_numbering, rows_of, tables_found

BEGINNING = datetime(2025, 10, 7, 6, 30, tzinfo=UTC)
REVISIONS = sorted(script.revision for script in ScriptDirectory.from_config(settings()).walk_revisions())
MANY = 100_000


def _value(column: Column[Any], number: int) -> Any:
    """Something of the column's kind that differs from row to row."""
    match column.type:
        case JSON():
            return []
        case Boolean():
            return bool(number % 2)
        case DateTime():
            return BEGINNING + timedelta(minutes=number)
        case Date():
            return date(2025, 1, 1) + timedelta(days=number)
        case LargeBinary():
            return f"بایت {number}".encode()
        case Float() | Numeric():
            return number / 7
        case kind if kind.python_type is int:
            return number
    # Months are asked for in a form of their own wherever they stand.
    return f"{1300 + number}-07" if column.name == "month" else f"{number}ـ{column.name}"[: _room(column)]


def _room(column: Column[Any]) -> int:
    return getattr(column.type, "length", None) or 60


def _row(table: Table, number: int) -> dict[str, Any]:
    row = {column.name: _value(column, number) for column in table.columns}
    for constraint in table.foreign_key_constraints:
        for key in constraint.elements:
            row[key.parent.name] = _value(key.column, number)
    return row


def _fill(connection: Connection, *, rows: int, items: int) -> dict[str, list[dict[str, Any]]]:
    """Rows in every table; what they are, as the database gives them back."""
    tables = tables_found(connection)
    for table in tables:
        count = items if table.name in ("item", "item_version") else rows
        add_rows(connection, table, (_row(table, number) for number in range(1, count + 1)))
    continue_numbering(connection, tables)
    return {table.name: list(rows_of(connection, table)) for table in tables}


def _upgraded(url: str, revision: str, *, rows: int, items: int) -> None:
    migrate(url, to=revision)
    database = connect(url)
    with database.begin() as connection:
        before = _fill(connection, rows=rows, items=items)
    database.close()

    migrate(url)

    opened = open_database(url)
    with opened.read() as connection:
        after = {table.name: list(rows_of(connection, table)) for table in tables_found(connection)}
    opened.close()
    assert {name: len(found) for name, found in after.items() if name in before} == {
        name: len(found) for name, found in before.items()
    }
    for name, found in before.items():
        kept = [{key: row[key] for key in found[0] if key in row} for row in after[name]]
        assert kept == [{key: row[key] for key in kept[0]} for row in found], name


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_upgrade_keeps_every_row_of_every_table(bare_url: str, revision: str) -> None:
    _upgraded(bare_url, revision, rows=3, items=5)


@pytest.mark.long
@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_upgrade_keeps_a_hundred_thousand_items(revision: str, tmp_path: Path) -> None:
    _upgraded(f"sqlite:///{tmp_path / 'rasad.db'}", revision, rows=50, items=MANY)
