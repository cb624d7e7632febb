"""`rasad migrate`: brings the database to the schema of this version."""

import typer

from rasad.commands.options import HomeOption
from rasad.home import home_of
from storage.database import migrate as migrate_database


def migrate(home: HomeOption = None) -> None:
    """Make the database, or bring it to this version's schema; make a backup before an upgrade."""
    where = home_of(folder=home)
    where.folder.mkdir(parents=True, exist_ok=True)
    migrate_database(where.database_url)
    typer.echo("database: at this version's schema")
