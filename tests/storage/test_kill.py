"""A writer killed at its work leaves whole batches, and running it again loses and doubles nothing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.attributions import attribution
from storage.database import Database, migrate, open_database
from storage.items import item, item_version
from storage.readings import reading
from storage.stage_outcomes import stage_outcome, versions_awaiting

BATCH = 20
BATCHES = 20

# The writer tells when a batch is written and not yet committed, and goes on when it may: there it is
# killed, so the batch may be lost or kept, but only as a whole.
WRITER = """
import sys
from core.outcomes import Outcome, StageOutcome
from storage.claims import save_understandings
from storage.database import open_database
from storage.stage_outcomes import record_outcomes, versions_awaiting
from storage.store_items import store_items
from tests.storage.samples import CITY, NOON, WATER, attribution, item, understanding

url, batch_size, batches = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
database = open_database(url)

def written():
    print("written", flush=True)

for start in range(0, batch_size * batches, batch_size):
    with database.begin() as connection:
        store_items(connection, [item(f"k{n}") for n in range(start, start + batch_size)])
        written()
    sys.stdin.readline()
said = understanding(attribution(WATER), attribution(CITY))
while True:
    with database.begin() as connection:
        batch = versions_awaiting(connection, "attribute", "rules-1", batch_size)
        if not batch:
            break
        save_understandings(connection, "rules-1", [(one, said) for one in batch])
        ends = [StageOutcome(input=str(one.version_id), outcome=Outcome.ATTRIBUTED) for one in batch]
        record_outcomes(connection, "attribute", "rules-1", ends, at=NOON)
        written()
    sys.stdin.readline()
database.close()
"""


def write(url: str, checkout: Path, *, kill_at: int | None = None) -> None:
    command = [sys.executable, "-c", WRITER, url, str(BATCH), str(BATCHES)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=checkout, stdin=pipe, stdout=pipe, bufsize=0) as writer:
        assert writer.stdin and writer.stdout
        for batch, _ in enumerate(writer.stdout, start=1):
            if batch == kill_at:
                writer.send_signal(signal.SIGKILL)
                break
            writer.stdin.write(b"go on\n")
        writer.wait()
    assert writer.returncode == (0 if kill_at is None else -signal.SIGKILL)


def row_counts(database: Database) -> dict[str, int]:
    tables = (item, item_version, reading, attribution, stage_outcome)
    with database.read() as connection:
        counts = {t.name: connection.scalar(select(func.count()).select_from(t)) for t in tables}
    return {name: count or 0 for name, count in counts.items()}


def counts_after(stored: int, read: int) -> dict[str, int]:
    return {
        "item": stored * BATCH,
        "item_version": stored * BATCH,
        "reading": read * BATCH,
        "attribution": 2 * read * BATCH,
        "stage_outcome": read * BATCH,
    }


@pytest.mark.parametrize("kill_at", [1, 13, 27])
def test_a_killed_writer_leaves_whole_batches_and_running_it_again_ends_as_if_it_had_not_been_killed(
    bare_url: str, checkout: Path, kill_at: int
) -> None:
    migrate(bare_url)

    write(bare_url, checkout, kill_at=kill_at)

    database = open_database(bare_url)
    possible = [counts_after(min(n, BATCHES), max(0, n - BATCHES)) for n in (kill_at - 1, kill_at)]
    assert row_counts(database) in possible

    write(bare_url, checkout)

    assert row_counts(database) == counts_after(BATCHES, BATCHES)
    with database.read() as connection:
        assert versions_awaiting(connection, "attribute", "rules-1", 1) == []
    database.close()
