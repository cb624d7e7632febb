"""Each due time of a job is run by one process, and a run that died can be taken over."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Connection

from core.job_runs import JobRun
from storage.database import Database
from storage.job_runs import claim_job_run, finish_job_run, last_job_runs, retake_job_run
from tests.storage.samples import DAY, NOON


def test_a_due_time_is_claimed_once(connection: Connection) -> None:
    claims = [claim_job_run(connection, "nightly", NOON, NOON) for _ in range(2)]

    assert claims == [True, False]
    assert claim_job_run(connection, "nightly", NOON + DAY, NOON)
    assert claim_job_run(connection, "monthly", NOON, NOON)


def test_of_many_at_once_one_gets_the_run(database: Database) -> None:
    together = Barrier(4)

    def claim(_: int) -> bool:
        together.wait()
        with database.begin() as connection:
            return claim_job_run(connection, "nightly", NOON, NOON)

    with ThreadPoolExecutor(4) as pool:
        claims = list(pool.map(claim, range(4)))

    assert sorted(claims) == [False, False, False, True]


def test_the_last_run_of_each_job_is_known_with_its_end(connection: Connection) -> None:
    for due in (NOON + DAY, NOON):
        claim_job_run(connection, "nightly", due, NOON)
    claim_job_run(connection, "monthly", NOON, NOON)

    finish_job_run(connection, "nightly", NOON + DAY, now=NOON + 2 * DAY, outcome="done")

    assert last_job_runs(connection) == {
        "monthly": JobRun(job="monthly", due=NOON, claimed_at=NOON),
        "nightly": JobRun(
            job="nightly", due=NOON + DAY, claimed_at=NOON, finished_at=NOON + 2 * DAY, outcome="done"
        ),
    }


def test_a_run_that_died_is_taken_over_by_one(connection: Connection) -> None:
    claim_job_run(connection, "nightly", NOON, NOON)
    dead = last_job_runs(connection)["nightly"]

    taken = [retake_job_run(connection, dead, NOON + DAY) for _ in range(2)]

    assert taken == [True, False]
    assert last_job_runs(connection)["nightly"].claimed_at == NOON + DAY


def test_a_finished_run_is_not_taken_over(connection: Connection) -> None:
    claim_job_run(connection, "nightly", NOON, NOON)
    dead = last_job_runs(connection)["nightly"]
    finish_job_run(connection, "nightly", NOON, now=NOON, outcome="done")

    assert not retake_job_run(connection, dead, NOON + DAY)
