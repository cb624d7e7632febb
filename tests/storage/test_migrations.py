"""The migrations give exactly the tables the code speaks of, and go back to nothing."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Constraint, Index, MetaData, Table, inspect, text

from core.errors import StorageError
from storage.database import SCHEMA_REVISION, Database, migrate, open_database, schema_exists
from storage.engine import connect
from storage.migrations import settings
from storage.schema import APPEND_ONLY, TABLES, metadata

FULL_TEXT_TABLES = "item_words"
"""SQLite's own full-text index and the tables below it: no table of the code (storage/item_search.py)."""


def constraint_names(tables: MetaData) -> set[str]:
    of_tables: list[list[Constraint | Index]] = [
        [*table.constraints, *table.indexes] for table in tables.tables.values()
    ]
    return {str(one.name) for named in of_tables for one in named if one.name}


def is_full_text(name: str | None) -> bool:
    return str(name).startswith(FULL_TEXT_TABLES)


def test_the_newest_migration_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory.from_config(settings()).get_current_head() == SCHEMA_REVISION


def test_the_migrations_give_exactly_the_tables_of_the_code(database: Database) -> None:
    with database.read() as connection:
        options = {"compare_type": True, "include_name": lambda name, kind, parents: not is_full_text(name)}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_the_migrations_name_every_constraint_as_the_code_does(database: Database) -> None:
    found = MetaData()
    found.reflect(database.engine, only=lambda name, metadata: not is_full_text(name))
    found.remove(found.tables["alembic_version"])

    assert constraint_names(found) == constraint_names(metadata)


def test_the_way_down_leaves_nothing_and_the_way_up_is_open_again(bare_url: str) -> None:
    migrate(bare_url)
    migrate(bare_url, to="base")

    database = connect(bare_url)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    database.close()
    assert not schema_exists(bare_url)

    migrate(bare_url)
    open_database(bare_url).close()


def test_a_migration_that_fails_leaves_nothing_half_done(bare_url: str) -> None:
    # The last step stumbles over a table that is already there.
    migrate(bare_url)
    migrate(bare_url, to="base")
    database = connect(bare_url)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE job_run (job TEXT)"))

    with pytest.raises(StorageError, match="job_run"):
        migrate(bare_url)

    tables = inspect(database.engine).get_table_names()
    database.close()

    assert sorted(tables) == ["alembic_version", "job_run"]


def test_the_steps_can_be_written_as_sql_without_a_database() -> None:
    written = StringIO()
    config = settings()
    config.output_buffer = written

    command.upgrade(config, "head", sql=True)

    for table in TABLES:
        assert f"CREATE TABLE {table.name} (" in written.getvalue().replace('"', "")
    for table in APPEND_ONLY:
        assert f"CREATE TRIGGER {table.name}_append_only" in written.getvalue()


def test_every_table_of_every_module_is_in_the_schema(checkout: Path) -> None:
    calls = [
        node
        for module in (checkout / "storage").glob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == Table.__name__
    ]

    assert {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)} == {
        table.name for table in TABLES
    }
