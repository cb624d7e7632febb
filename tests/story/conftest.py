"""A newsroom that answers, installations that watch it, and what an installation holds in the end."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.calendar import JalaliMonth
from newsroom.server import Newsroom, free_base_port
from rasad.demo import make_home
from rasad.home import Home

FIRST_PORT = 24000
SECONDS_ENOUGH = 120

# Without the numbers and times that differ from run to run.
HELD = {
    "items": """SELECT outlet, key, text_hash, title, number
        FROM item JOIN item_version v ON v.item_id = item.id ORDER BY 1, 2, 3""",
    "claims": """SELECT outlet, key, text_hash, agency, role, confidence, reason, evidence
        FROM attribution a JOIN item_version v ON a.version_id = v.id JOIN item ON item.id = v.item_id
        ORDER BY 1, 2, 3, 4""",
    "readings": """SELECT outlet, key, text_hash, topic, service_reflection
        FROM reading r JOIN item_version v ON r.version_id = v.id JOIN item ON item.id = v.item_id
        ORDER BY 1, 2, 3""",
    "stories": """SELECT min(o.outlet || ' ' || o.key), i.outlet, i.key
        FROM story_member m JOIN item i ON i.id = m.item_id
        JOIN story_member n ON n.story_id = m.story_id JOIN item o ON o.id = n.item_id
        GROUP BY i.id ORDER BY 1, 2, 3""",
    "days": "SELECT source, day, answered FROM source_day ORDER BY 1, 2",
}


class Street:
    """The newsroom with a clock the test sets, and `rasad` run on installations as a user runs it."""

    def __init__(self, base_port: int) -> None:
        self.base_port = base_port
        self.now = JalaliMonth(1404, 8).start

    def home(self, folder: Path) -> Home:
        """A new installation that watches the newsroom."""
        home = Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")
        make_home(home, self.base_port)
        return home

    def start(self, home: Home, *words: str) -> subprocess.Popen[bytes]:
        """`rasad WORDS` at the newsroom's time, in a process of its own."""
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "rasad",
                *words,
                "--home",
                str(home.folder),
                "--now",
                self.now.isoformat(),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "RASAD_DATABASE_URL": ""},
        )

    def run(self, home: Home, *words: str) -> str:
        """The same, to its end; what it printed."""
        with self.start(home, *words) as process:
            out, err = process.communicate(timeout=SECONDS_ENOUGH)
        assert process.returncode == 0, err.decode()
        return out.decode()

    def holdings(self, home: Home) -> dict[str, list[tuple[object, ...]]]:
        """Everything an installation holds, in an order of its own."""
        connection = sqlite3.connect(home.folder / "rasad.sqlite")
        try:
            return {name: connection.execute(query).fetchall() for name, query in HELD.items()}
        finally:
            connection.close()


@pytest.fixture(scope="module")
def street(worker_id: str) -> Iterator[Street]:
    # Two test processes look for free ports at the same moment, so each begins elsewhere.
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1
    made = Street(free_base_port(FIRST_PORT + 2000 * number))
    with Newsroom(made.base_port, lambda: made.now):
        yield made
