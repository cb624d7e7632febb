"""Builds what the stages work with: the home, the methodology, the database and the page store."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from core.methodology import Methodology
from rasad.home import Home
from rasad.load_config import load_methodology
from rasad.reader import Reader
from storage.database import Database, migrate, open_database, schema_exists

Progress = Callable[[str, int, int | None], None]
"""Told the stage, how many inputs are done, and how many there are (None while unknown)."""


def no_progress(stage: str, done: int, of: int | None) -> None:
    """For callers with nobody watching."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """One installation at work."""

    home: Home
    methodology: Methodology
    database: Database

    @cached_property
    def reader(self) -> Reader:
        """Built when the first stage needs it, and once."""
        return Reader(self.methodology)


def open_office(home: Home) -> Office:
    """Load and check the methodology, and open the database; a new home gets an empty one.

    Raises ConfigError with every problem of config/, StorageError when the database is of another version.
    """
    methodology = load_methodology(home.config_folders)
    home.folder.mkdir(parents=True, exist_ok=True)
    if not schema_exists(home.database_url):
        migrate(home.database_url)
    return Office(home=home, methodology=methodology, database=open_database(home.database_url))
