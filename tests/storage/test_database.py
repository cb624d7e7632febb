"""A database is opened only when it is there and has the schema this code knows."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from core.errors import StorageError
from storage.database import (
    SCHEMA_REVISION,
    Database,
    migrate,
    open_database,
    schema_exists,
    schema_revision,
)
from storage.engine import connect
from storage.items import items_by_id
from storage.probes import probe
from storage.source_states import source_states
from storage.store_items import store_items
from tests.storage.samples import NOON, item, stored


def set_revision(url: str, revision: str) -> None:
    database = connect(url)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    database.close()


def test_a_database_that_is_not_there_is_not_opened(bare_url: str) -> None:
    assert not schema_exists(bare_url)
    with pytest.raises(StorageError, match="run `rasad migrate` to make one"):
        open_database(bare_url)


def test_asking_for_a_database_makes_none(tmp_path: Path) -> None:
    assert not schema_exists(f"sqlite:///{tmp_path}/home/rasad.db")
    assert not (tmp_path / "home").exists()


def test_migrating_makes_a_database(bare_url: str) -> None:
    migrate(bare_url)

    assert schema_exists(bare_url)
    database = open_database(bare_url)
    with database.read() as connection:
        assert schema_revision(connection) == SCHEMA_REVISION
    database.close()


def test_migrating_again_changes_nothing(bare_url: str) -> None:
    migrate(bare_url)
    database = open_database(bare_url)
    with database.begin() as connection:
        [one] = stored(connection, item())

    migrate(bare_url)

    with database.read() as connection:
        assert items_by_id(connection, [one.id]) == {one.id: one}
    database.close()


def test_an_older_schema_says_to_migrate(bare_url: str) -> None:
    migrate(bare_url)
    set_revision(bare_url, "0000")

    with pytest.raises(StorageError, match=r"has the older schema 0000.*run `rasad migrate`"):
        open_database(bare_url)


def test_a_newer_schema_is_left_alone(bare_url: str) -> None:
    migrate(bare_url)
    set_revision(bare_url, "9999")

    for use in (open_database, migrate):
        with pytest.raises(StorageError, match=f"has schema 9999, newer than {SCHEMA_REVISION} of this code"):
            use(bare_url)


@pytest.mark.parametrize(
    "url",
    [
        "rasad.db",
        "sqlite://",
        "mysql://localhost/rasad",
        "postgresql://localhost/rasad",
        "postgresql+psycopg://h",
    ],
)
def test_what_is_no_usable_address_is_said_with_an_example(url: str) -> None:
    with pytest.raises(StorageError, match="is not a database; write sqlite:///path/to/file or postgresql"):
        open_database(url)


def test_a_file_that_is_no_database_is_an_error_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "rasad.db"
    file.write_text("این یک پایگاه داده نیست" * 100)

    with pytest.raises(StorageError, match=r"rasad\.db cannot be used"):
        open_database(f"sqlite:///{file}")


def test_a_server_that_is_not_there_is_an_error_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be used") as caught:
        open_database(f"postgresql+psycopg://rasad:hidden@/rasad?host={tmp_path}")

    assert "hidden" not in str(caught.value)


def test_an_error_in_a_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.begin() as connection:
        [one] = stored(connection, item())
        raise RuntimeError

    with database.read() as connection:
        assert items_by_id(connection, [one.id]) == {}


def test_who_reads_cannot_write(database: Database) -> None:
    with pytest.raises((DBAPIError, StorageError)), database.read() as connection:
        store_items(connection, [item()])


def test_who_reads_sees_one_moment(database: Database) -> None:
    with database.read() as reader:
        before = source_states(reader)
        with database.begin() as writer:
            writer.execute(
                text("INSERT INTO source_state (source, failure_weight, state) VALUES ('a', 0, '')")
            )

        assert source_states(reader) == before == {}

    with database.read() as reader:
        assert source_states(reader).keys() == {"a"}


def test_after_reading_the_same_connection_can_write(database: Database) -> None:
    for _ in range(3):
        with database.read() as connection:
            source_states(connection)
        with database.begin() as connection:
            store_items(connection, [item()])


def test_instants_come_back_in_utc_whatever_their_zone(connection: Connection) -> None:
    in_tehran = NOON.astimezone(ZoneInfo("Asia/Tehran"))

    connection.execute(probe.insert().values(outlet="a", at=in_tehran, answered=True, why=""))

    at = connection.execute(probe.select()).one().at
    assert at == NOON
    assert str(at.tzinfo) == "UTC"


def test_an_instant_without_a_zone_is_refused(connection: Connection) -> None:
    with pytest.raises(Exception, match="has no time zone"):
        connection.execute(
            probe.insert().values(outlet="a", at=NOON.replace(tzinfo=None), answered=True, why="")
        )


def test_sqlite_waits_for_writers_and_keeps_references(sqlite_file: Path) -> None:
    database = open_database(f"sqlite:///{sqlite_file}")
    with database.read() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()

    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 30000}


def test_a_writer_that_cannot_write_is_told_why(database: Database) -> None:
    with (
        pytest.raises(StorageError, match="disk is full"),
        database.begin() as connection,
    ):
        raise OperationalError("INSERT", {}, Exception("disk is full"))

    with database.begin() as connection:
        store_items(connection, [item()])
