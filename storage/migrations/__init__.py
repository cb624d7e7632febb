"""Migrations: how the schema came to be what it is, one numbered step after another."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def run_migrations(connection: Connection, to: str, *, down: bool = False) -> None:
    """Take the steps from where the database stands up, or down, to a revision."""
    (command.downgrade if down else command.upgrade)(settings(connection), to)


def settings(connection: Connection | None = None) -> Config:
    """What Alembic is told: where the steps are, and the connection to take them on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
