"""`rasad migrate-database`: moves an installation from SQLite to PostgreSQL, every row compared."""

from typing import Annotated

import typer

from core.errors import InputError
from rasad.commands.options import HomeOption
from rasad.home import home_of
from rasad.lock import only_scheduler
from rasad.logs import set_up_logs
from storage.database import open_database
from storage.engine import parse_url, shown, sqlite_file
from storage.snapshots import copy_database


def migrate_database(
    target: Annotated[str, typer.Argument(help="postgresql+psycopg://user@host/name, an empty database.")],
    home: HomeOption = None,
) -> None:
    """Copy every row into an empty PostgreSQL database and compare them all; the SQLite file stays."""
    set_up_logs()
    where = home_of(folder=home)
    if sqlite_file(where.database_url) is None:
        raise InputError(f"{shown(where.database_url)} is no SQLite database; unset RASAD_DATABASE_URL")
    if sqlite_file(target) is not None:
        raise InputError(f"{shown(parse_url(target))} is not on PostgreSQL; name postgresql+psycopg://…")
    with only_scheduler(where.folder):
        source = open_database(where.database_url)
        counts = copy_database(source, target)
        source.close()
    typer.echo(f"{sum(counts.values())} rows of {len(counts)} tables copied, and each compared")
    typer.echo(f"now set RASAD_DATABASE_URL to {shown(target)} (with its password) for every service")
