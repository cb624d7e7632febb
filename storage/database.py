"""The database of an installation: opened only when its schema is the one this code knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from core.errors import StorageError
from storage.engine import Database, connect, shown, sqlite_file
from storage.locks import hold

__all__ = [
    "SCHEMA_REVISION",
    "Connection",
    "Database",
    "migrate",
    "open_database",
    "schema_exists",
    "schema_revision",
]

SCHEMA_REVISION = "0015"
"""The newest migration; four digits, so that older and newer can be told apart."""


def open_database(url: str) -> Database:
    """The database at `url`; raises StorageError when it is absent or not of this code's schema."""
    if not schema_exists(url):
        raise StorageError(f"there is no database of Rasad at {shown(url)}; run `rasad migrate` to make one")
    with _briefly(url) as database, database.read() as connection:
        _check_revision(schema_revision(connection), shown(url))
    return connect(url)


def schema_exists(url: str) -> bool:
    """Whether there is a database of ours at `url`, of whatever revision."""
    file = sqlite_file(url)
    if file and not file.is_file():
        return False
    with _briefly(url) as database, database.read() as connection:
        return schema_revision(connection) is not None


def schema_revision(connection: Connection) -> str | None:
    """The migration the database stands at; None when it has no schema of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def migrate(url: str, *, to: str = SCHEMA_REVISION) -> None:
    """Bring the database to a revision (`base` empties it) in one transaction; an absent one is made."""
    # Alembic takes a third of a second to import, and opening a database does not need it.
    from storage.migrations import run_migrations

    if file := sqlite_file(url):
        file.parent.mkdir(parents=True, exist_ok=True)
    with _briefly(url) as database, database.begin() as connection:
        hold(connection, "migrate")
        found = schema_revision(connection) or ""
        if found > SCHEMA_REVISION:
            raise _newer(found, shown(url))
        run_migrations(connection, to, down=to == "base" or to < found)


@contextmanager
def _briefly(url: str) -> Iterator[Database]:
    database = connect(url)
    try:
        yield database
    except DatabaseError as error:
        raise StorageError(
            f"the database {shown(url)} cannot be used: {error.orig}; see that it is a database of Rasad"
        ) from error
    finally:
        database.close()


def _check_revision(found: str | None, where: str) -> None:
    if found is not None and found > SCHEMA_REVISION:
        raise _newer(found, where)
    if found != SCHEMA_REVISION:
        raise StorageError(
            f"the database {where} has the older schema {found}, this code needs {SCHEMA_REVISION}; "
            "run `rasad migrate`"
        )


def _newer(found: str, where: str) -> StorageError:
    return StorageError(
        f"the database {where} has schema {found}, newer than {SCHEMA_REVISION} of this code; "
        "use the newer Rasad, or the backup made before the upgrade"
    )
