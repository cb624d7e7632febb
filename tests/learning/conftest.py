"""An installation with a few invented items, and people who decide about them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.items import Item, Origin
from core.methodology import Methodology
from core.users import UserRole
from rasad.auditing.corrections import Wish, record_decisions
from rasad.home import Home
from rasad.load_config import load_methodology
from rasad.run_stage import StageReport
from rasad.understanding.attribute import attribute_new_versions
from rasad.wiring import Office
from storage.database import migrate, open_database
from storage.store_items import store_items
from storage.users import ensure_user

NOON = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
ANALYST = "n.sabeti"


@pytest.fixture(scope="session")
def methodology(checkout: Path) -> Methodology:
    return load_methodology([checkout / "config"])


class Desk:
    """One office and one analyst; every act is a minute later than the one before."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.now = NOON

    def items(self, *bodies: str) -> list[int]:
        """Store items; their ids."""
        with self.office.database.begin() as connection:
            kept = store_items(connection, [_item(body) for body in bodies])
        return [stored.id for stored, _ in kept]

    def attribute(self, workers: int = 1) -> StageReport:
        self.now += timedelta(minutes=1)
        return attribute_new_versions(self.office, self.now, workers=workers)

    def decide(
        self,
        item: int,
        subject: str,
        decision: str,
        value: str = "",
        *,
        words: str = "",
        reason: str = "",
    ) -> None:
        self.now += timedelta(minutes=1)
        wish = Wish(
            where="desk",
            item=str(item),
            aspect="agency" if "@" in subject else subject,
            subject=subject,
            decision=decision,
            value=value,
            reason=reason,
            surface=words,
        )
        record_decisions(self.office, [wish], decided_by=ANALYST, now=self.now)

    def claims(self, body: str) -> dict[str, tuple[str, float]]:
        """Role and confidence by agency, as a new item of these words would get them."""
        found = self.office.reader.understand(_item(body)).attributions
        return {str(claim.agency): (claim.role.value, claim.confidence) for claim in found}


type MakeDesk = Callable[[Path], Desk]


@pytest.fixture
def make_desk(methodology: Methodology) -> Iterator[MakeDesk]:
    made: list[Office] = []

    def make(folder: Path) -> Desk:
        home = Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")
        migrate(home.database_url)
        checked = load_methodology(home.config_folders) if home.config.is_dir() else methodology
        office = Office(home=home, methodology=checked, database=open_database(home.database_url))
        made.append(office)
        with office.database.begin() as connection:
            ensure_user(connection, ANALYST, display_name=ANALYST, role=UserRole.ANALYST)
        return Desk(office)

    yield make
    for office in made:
        office.database.close()


@pytest.fixture
def desk(make_desk: MakeDesk, tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def _item(body: str) -> Item:
    return Item(
        key=body,
        outlet="روزنامه دشت آرام",
        url=None,
        title=None,
        lead=None,
        body=body,
        first_seen=NOON,
        origin=Origin.IMPORT,
    )
