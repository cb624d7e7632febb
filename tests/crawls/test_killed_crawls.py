"""`kill -9` at random points of a crawl of many sources: restarted, it ends as an undisturbed one does."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest

from quality.crawl_office import make_office, start_crawl
from quality.crawl_site import CrawlSite, Plan, serving
from rasad.home import Home
from storage.pages import has_page

NIGHT = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")
PLAN = Plan(links_a_source=2, page_bytes=1_500, lost_every=10, hosts=HOSTS)
KINDS = ("feed", "listing")
LONGEST_SECONDS = 900

# Without the numbers and times that differ from run to run. What was stored before a kill may be met again
# unchanged after it, which is no other end: we hold it.
HELD = {
    "items": """SELECT outlet, key, text_hash, title, number, origin, published_at
        FROM item JOIN item_version v ON v.item_id = item.id ORDER BY 1, 2, 3""",
    "outcomes": """SELECT DISTINCT input,
        CASE WHEN outcome IN ('stored', 'unchanged') THEN 'held' ELSE outcome END
        FROM stage_outcome WHERE stage = 'crawl' ORDER BY 1, 2""",
    "coverage": """SELECT source, day, expected, fetched, failed, no_text, answered, why, new_items
        FROM source_day ORDER BY 1, 2""",
    "states": "SELECT source, etag, body_hash, failure_weight, next_due, state FROM source_state ORDER BY 1",
}


@pytest.fixture
def site() -> Iterator[CrawlSite]:
    with serving(PLAN) as site:
        yield site


@pytest.mark.parametrize(
    ("sources", "kills"), [(100, 4), pytest.param(2_000, 30, marks=pytest.mark.long)], ids=["100", "2000"]
)
def test_a_killed_crawl_restarted_ends_as_an_undisturbed_one(
    site: CrawlSite, tmp_path: Path, sources: int, kills: int
) -> None:
    calm = make_office(tmp_path / "calm", site, sources, kinds=KINDS)
    killed = make_office(tmp_path / "killed", site, sources, kinds=KINDS)
    crawl_to_the_end(calm, NIGHT)
    chance = random.Random(sources)
    bodies = 3 * sources // kills
    hits = sum(
        kill_after(killed, site, bodies=chance.randint(0, bodies), seconds=chance.uniform(0.0, 0.15))
        for _ in range(kills)
    )
    crawl_to_the_end(killed, NIGHT)

    expected, held = holdings(calm), holdings(killed)
    assert hits >= kills / 2
    assert {name: len(rows) for name, rows in held.items()} == {
        name: len(rows) for name, rows in expected.items()
    }
    assert held == expected
    assert len(held["items"]) == sources * PLAN.links_a_source - sources // PLAN.lost_every
    assert lost_pages(killed) == []
    assert list(killed.spools.glob("*")) == []


def test_the_second_night_asks_for_no_unchanged_list_twice_and_stores_nothing_twice(
    site: CrawlSite, tmp_path: Path
) -> None:
    home = make_office(tmp_path / "home", site, 100, kinds=KINDS)
    crawl_to_the_end(home, NIGHT)
    first, bodies = holdings(home), site.bodies_sent()
    crawl_to_the_end(home, NIGHT + timedelta(days=1))
    second, bodies_again = holdings(home), site.bodies_sent() - bodies

    assert max(bodies.values()) == 1
    assert len(bodies) == 300
    assert bodies_again == {}
    assert second["items"] == first["items"]


def crawl_to_the_end(home: Home, now: datetime) -> float:
    """`rasad crawl` undisturbed; how many seconds it took."""
    started = monotonic()
    with start_crawl(home, now) as process:
        _, err = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 0, err.decode()
    return monotonic() - started


def kill_after(home: Home, site: CrawlSite, *, bodies: int, seconds: float) -> bool:
    """Kill a crawl so long after the site has sent it so many bodies; whether there still was work.

    With no bodies the kill comes while the program starts or takes in what the last crawl left behind.
    """
    enough = site.bodies_sent().total() + bodies
    with start_crawl(home, NIGHT) as process:
        while process.poll() is None and site.bodies_sent().total() < enough:
            sleep(0.02)
        sleep(seconds)
        is_at_work = process.poll() is None
        process.kill()
        process.communicate()
    return is_at_work


def holdings(home: Home) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(home.folder / "rasad.sqlite")
    try:
        return {name: connection.execute(query).fetchall() for name, query in HELD.items()}
    finally:
        connection.close()


def lost_pages(home: Home) -> list[str]:
    """Pages that the database names and the store has not."""
    connection = sqlite3.connect(home.folder / "rasad.sqlite")
    try:
        hashes = [row[0] for row in connection.execute("SELECT content_hash FROM page")]
    finally:
        connection.close()
    return [content_hash for content_hash in hashes if not has_page(home.pages, content_hash)]
