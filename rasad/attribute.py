"""The attribute stage: texts this method has not read become claims with evidence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import batched
from time import perf_counter

from core.attributions import Understanding
from core.items import StoredItem
from core.methodology import Methodology
from core.outcomes import Outcome, StageOutcome
from rasad.reader import Reader
from rasad.run_stage import Done, StageReport, run_inputs
from rasad.wiring import Office, Progress, no_progress
from storage.claims import save_understandings
from storage.stage_outcomes import record_outcomes, versions_awaiting

STAGE = "attribute"
BATCH = 500
"""Texts in one transaction: a kill costs at most one batch of work, and nothing that was stored."""

type Read = Done[StoredItem, Understanding]
type ReadBatch = Callable[[Sequence[StoredItem]], list[Read]]


def attribute_new_versions(
    office: Office, now: datetime, progress: Progress = no_progress, *, workers: int = 1
) -> StageReport:
    """Read every current text that this method has not read; `workers` processes share the reading."""
    started = perf_counter()
    outcomes: Counter[Outcome] = Counter()
    reader = office.reader
    with _shared_among(workers, reader, office.methodology) as read_batch:
        after = 0
        while batch := _awaiting(office, reader.made_by, after=after, limit=BATCH * workers):
            done = read_batch(batch)
            _save(office, reader.made_by, done, now)
            outcomes.update(one.outcome for one in done)
            after = batch[-1].version_id
            progress(STAGE, outcomes.total(), None)
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _read_batch(reader: Reader, batch: Sequence[StoredItem]) -> list[Read]:
    def read(stored: StoredItem) -> tuple[Understanding, Outcome]:
        understanding = reader.understand(stored.item)
        return understanding, Outcome.ATTRIBUTED if understanding.attributions else Outcome.NOTHING_FOUND

    return list(run_inputs(STAGE, batch, read, name_of=lambda stored: str(stored.version_id)))


def _awaiting(office: Office, made_by: str, *, after: int, limit: int) -> list[StoredItem]:
    with office.database.read() as connection:
        return versions_awaiting(connection, STAGE, made_by, limit, after=after)


def _save(office: Office, made_by: str, done: Sequence[Read], now: datetime) -> None:
    understood = [(one.input, one.result) for one in done if one.result is not None]
    ends = [
        StageOutcome(input=str(one.input.version_id), outcome=one.outcome, detail=one.detail) for one in done
    ]
    with office.database.begin() as connection:
        save_understandings(connection, made_by, understood)
        record_outcomes(connection, STAGE, made_by, ends, at=now)


@contextmanager
def _shared_among(workers: int, reader: Reader, methodology: Methodology) -> Iterator[ReadBatch]:
    """A way to read a batch: in this process, or split over worker processes with the same methodology."""
    if workers == 1:
        yield partial(_read_batch, reader)
        return
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(methodology,)) as pool:

        def read_batch(batch: Sequence[StoredItem]) -> list[Read]:
            parts = pool.map(_read_in_worker, batched(batch, -(-len(batch) // workers)))
            return [one for part in parts for one in part]

        yield read_batch


_worker_reader: Reader | None = None


def _start_worker(methodology: Methodology) -> None:
    global _worker_reader  # noqa: PLW0603 - a worker process has no other place to keep what it loaded once
    _worker_reader = Reader(methodology)


def _read_in_worker(batch: Sequence[StoredItem]) -> list[Read]:
    if _worker_reader is None:
        raise RuntimeError("the worker was not started with _start_worker")
    return _read_batch(_worker_reader, batch)
