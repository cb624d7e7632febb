"""A large office for measuring the review application: the newsroom's texts, many times, in one month."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from core.attributions import Understanding
from core.calendar import JalaliMonth
from core.items import Item, Origin, StoredItem
from core.moments import Moment, Precision
from core.stories import Relation, StoryMember
from core.users import UserRole
from newsroom.archive import write_archive
from newsroom.overlay import PROFILE
from rasad.home import Home
from rasad.operating.accounts import add_user
from rasad.wiring import Office, open_office
from storage.claims import save_understandings
from storage.store_items import store_items
from storage.stories import save_story_members

MONTH = JalaliMonth(1404, 7)
NOW = datetime(2025, 11, 10, 6, tzinfo=UTC)
PASSWORD = "sanjesh-۱۴۰۴"
MEMBERS_OF_A_STORY = 2
_BATCH = 1000


def large_office(folder: Path, items: int, people: Sequence[str], database_url: str | None = None) -> Office:
    """Items with claims of every confidence, half of them reprints, and accounts with one password."""
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "settings.yaml").write_text(f"profiles: [{PROFILE}]\n", encoding="utf-8")
    url = database_url or f"sqlite:///{folder / 'rasad.sqlite'}"
    office = open_office(Home(folder=folder, database_url=url))
    texts = _texts(office, folder / "archive.jsonl")
    random = Random(7)
    for start in range(0, items, _BATCH):
        made = list(_copies(texts, range(start, min(start + _BATCH, items)), random))
        with office.database.begin() as connection:
            stored = [kept for kept, _ in store_items(connection, [item for item, _ in made])]
            understood = [(one, said) for one, (_, said) in zip(stored, made, strict=True)]
            save_understandings(connection, "speed-1", understood)
            save_story_members(connection, list(_stories(stored)))
    for name in people:
        add_user(
            office,
            name,
            display_name=name,
            role=UserRole.ANALYST,
            agency=None,
            password=PASSWORD,
            now=NOW,
        )
    return office


def _texts(office: Office, archive: Path) -> list[tuple[Item, Understanding]]:
    """Each text of the newsroom with what the machine says of it."""
    write_archive(archive)
    reader = office.shipped_reader
    found = []
    for line in archive.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        item = Item(
            key=record.get("id") or record["url"],
            outlet=record["outlet"],
            url=record.get("url"),
            title=record.get("title"),
            lead=record.get("lead"),
            body=record.get("body"),
            first_seen=NOW,
            origin=Origin.IMPORT,
        )
        found.append((item, reader.understand(item)))
    return found


def _copies(
    texts: Sequence[tuple[Item, Understanding]], numbers: range, random: Random
) -> Iterator[tuple[Item, Understanding]]:
    for number in numbers:
        item, said = texts[(number // MEMBERS_OF_A_STORY) % len(texts)]
        at = MONTH.start + timedelta(seconds=random.randrange(29 * 24 * 3600))
        claims = tuple(
            replace(claim, confidence=round(random.uniform(0.4, 0.999), 3)) for claim in said.attributions
        )
        published = Moment(at=at, precision=Precision.MINUTE, rule="speed")
        yield (
            replace(item, key=f"{number}", url=f"https://speed.example/{number}", published=published),
            replace(said, attributions=claims, made_by="speed-1"),
        )


def _stories(stored: Sequence[StoredItem]) -> Iterator[StoryMember]:
    for start in range(0, len(stored), MEMBERS_OF_A_STORY):
        first = stored[start]
        for one in stored[start : start + MEMBERS_OF_A_STORY]:
            relation = Relation.ORIGINAL if one is first else Relation.EXACT
            yield StoryMember(story_id=first.id, item_id=one.id, relation=relation, similarity=1.0)
