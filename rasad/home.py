"""Where an installation keeps what is its own: database, pages, models, reports, its overlay of config/."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SHIPPED_CONFIG = CHECKOUT / "config"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The folders of one installation; an upgrade of the program never touches them."""

    folder: Path
    database_url: str

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def pages(self) -> Path:
        return self.folder / "pages"

    @property
    def spools(self) -> Path:
        return self.folder / "spools"

    @property
    def models(self) -> Path:
        return self.folder / "models"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def config_folders(self) -> list[Path]:
        """The shipped methodology first, then what this office adds or replaces."""
        return [SHIPPED_CONFIG, *([self.config] if self.config.is_dir() else [])]


def home_of(environment: Mapping[str, str] = os.environ, folder: Path | None = None) -> Home:
    """The installation that `folder`, else RASAD_HOME, names; `home/` in the checkout when none does.

    RASAD_DATABASE_URL puts the database elsewhere, for example
    `postgresql+psycopg://rasad@localhost/rasad`.
    """
    chosen = (folder or Path(environment.get("RASAD_HOME") or CHECKOUT / "home")).expanduser().resolve()
    url = environment.get("RASAD_DATABASE_URL") or f"sqlite:///{chosen / 'rasad.sqlite'}"
    return Home(folder=chosen, database_url=url)
