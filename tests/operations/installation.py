"""What an installation holds, put in and asked for by the tests of its operation."""

from pathlib import Path

from sqlalchemy import select, update

from core.outcomes import Outcome
from core.pages import Fetch, PageFacts
from core.scores import Score
from rasad.wiring import Office
from storage.database import Database
from storage.fetches import save_fetches, save_page_facts
from storage.items import item_version
from storage.observations import observation_item
from storage.pages import page_path
from storage.rounds import rounds_of
from storage.scores import scores_of
from storage.table_rows import kept_tables, rows_of
from tests.storage.page_files import keep_page
from tests.story.round_office import MEHR

PAGES = [f"<html><body>صفحهٔ شمارهٔ {n} از خبرگزاری آزمون</body></html>".encode() for n in range(6)]
COUNTED, NOT_COUNTED = PAGES[:3], PAGES[3:]


def with_pages(office: Office) -> None:
    """Six raw pages of the month; the first three are those of items that were counted."""
    hashes = [keep_page(office.home.pages, body) for body in PAGES]
    fetches = [
        Fetch(
            source="bahar-feed",
            address=f"https://bahar.example/page/{n}",
            final_address=f"https://bahar.example/page/{n}",
            status=200,
            fetched_at=MEHR.start,
            outcome=Outcome.STORED,
            content_hash=content_hash,
            detail="",
        )
        for n, content_hash in enumerate(hashes)
    ]
    facts = [
        PageFacts(content_hash=h, size=len(b), content_type="text/html")
        for h, b in zip(hashes, PAGES, strict=True)
    ]
    with office.database.begin() as connection:
        save_page_facts(connection, facts)
        save_fetches(connection, fetches)
        query = select(observation_item.c.version_id).distinct().order_by(observation_item.c.version_id)
        for version_id, content_hash in zip(
            connection.scalars(query).all(), hashes[: len(COUNTED)], strict=False
        ):
            of_it = update(item_version).where(item_version.c.id == version_id)
            connection.execute(of_it.values(page_hash=content_hash))


def scores(database: Database) -> list[Score]:
    """Every score of every round."""
    with database.read() as connection:
        return [one for made in rounds_of(connection, "kavir") for one in scores_of(connection, made.id)]


def everything(database: Database) -> dict[str, list[dict[str, object]]]:
    """Every row of every table."""
    with database.read() as connection:
        return {table.name: list(rows_of(connection, table)) for table in kept_tables()}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def is_on_disk(office: Office, content_hash: str) -> bool:
    return page_path(office.home.pages, content_hash).is_file()
