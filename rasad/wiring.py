"""Builds what the stages work with: the home, the methodology, the database and the page store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from core.methodology import Methodology
from nlp.learning.learned import NOTHING_LEARNED
from rasad.collecting.reader import Reader
from rasad.home import Home
from rasad.learning.lessons import decided_items, with_counters
from rasad.learning.models import CURRENT, load_learned
from rasad.load_config import load_methodology
from storage.corrections import newest_correction
from storage.database import Database, migrate, open_database, schema_exists

Progress = Callable[[str, int, int | None], None]
"""Told the stage, how many inputs are done, and how many there are (None while unknown)."""


_SHIPPED = "shipped"


def no_progress(stage: str, done: int, of: int | None) -> None:
    """For callers with nobody watching."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """One installation at work."""

    home: Home
    methodology: Methodology
    database: Database
    _kept: dict[str, Reader] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Readers once built: the shipped one, and the newest with what was taught since."""

    @property
    def shipped_reader(self) -> Reader:
        """As the program came, with the installation's names and words; built once."""
        if _SHIPPED not in self._kept:
            self._kept[_SHIPPED] = Reader(self.methodology)
        return self._kept[_SHIPPED]

    @property
    def reader(self) -> Reader:
        """With everything people taught until this moment: models in force, and counters of every correction.

        Made anew only when there are other models or a new correction. Asking costs a query, so a stage
        asks once.
        """
        current = self.home.models / CURRENT
        with self.database.read() as connection:
            newest = newest_correction(connection)
        state = f"{newest} {sha256(current.read_bytes()).hexdigest() if current.exists() else ''}"
        if state not in self._kept:
            shipped = self.shipped_reader
            learned = load_learned(self.home.models) if current.exists() else NOTHING_LEARNED
            share = self.methodology.settings.audit_share
            decided = decided_items(self.database, shipped.text_of, audit_share=share) if newest else []
            made = with_counters(shipped, learned, decided)
            self._kept.clear()
            self._kept.update({_SHIPPED: shipped, state: made})
        return self._kept[state]


def open_office(home: Home) -> Office:
    """Load and check the methodology, and open the database; a new home gets an empty one.

    Raises ConfigError with every problem of config/, StorageError when the database is of another version.
    """
    methodology = load_methodology(home.config_folders)
    home.folder.mkdir(parents=True, exist_ok=True)
    if not schema_exists(home.database_url):
        migrate(home.database_url)
    return Office(home=home, methodology=methodology, database=open_database(home.database_url))
