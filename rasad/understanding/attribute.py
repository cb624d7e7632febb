"""The attribute stage: texts this method has not read become claims with evidence.

A text that an earlier method has read is read again, and written only where a claim changes: the others keep
their claims and the name of the method that made them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import batched
from time import perf_counter

from core.attributions import Claims, Understanding
from core.items import StoredItem
from core.methodology import Methodology
from core.outcomes import Outcome, StageOutcome
from nlp.learning.changes import is_changed
from nlp.learning.learned import Learned
from rasad.collecting.reader import Reader
from rasad.run_stage import Done, StageReport, run_inputs
from rasad.wiring import Office, Progress, no_progress
from storage.claims import current_claims, save_understandings
from storage.stage_outcomes import (
    forget_failures,
    forget_other_versions,
    record_outcomes,
    versions_awaiting,
)

STAGE = "attribute"
BATCH = 500
"""Texts in one transaction: a kill costs at most one batch of work, and nothing that was stored."""

type Read = Done[StoredItem, Understanding]
type ReadBatch = Callable[[Sequence[StoredItem]], list[Read]]


def attribute_new_versions(
    office: Office, now: datetime, progress: Progress = no_progress, *, workers: int = 1
) -> StageReport:
    """Read every current text that this method has not read; `workers` processes share the reading.

    What failed by a fault of ours is tried again at each run.
    """
    started = perf_counter()
    outcomes: Counter[Outcome] = Counter()
    reader = office.reader
    with office.database.begin() as connection:
        forget_failures(connection, STAGE, reader.method)
    with _shared_among(workers, reader, office.methodology) as read_batch:
        after = 0
        while batch := _awaiting(office, reader.method, after=after, limit=BATCH * workers):
            done = _marked(office, read_batch(batch))
            _save(office, reader, done, now)
            outcomes.update(one.outcome for one in done)
            after = batch[-1].version_id
            progress(STAGE, outcomes.total(), None)
    with office.database.begin() as connection:
        forget_other_versions(connection, STAGE, reader.method)
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _read_batch(reader: Reader, batch: Sequence[StoredItem]) -> list[Read]:
    def read(stored: StoredItem) -> tuple[Understanding, Outcome]:
        understanding = reader.understand(stored.item)
        return understanding, Outcome.ATTRIBUTED if understanding.attributions else Outcome.NOTHING_FOUND

    return list(run_inputs(STAGE, batch, read, name_of=lambda stored: str(stored.version_id)))


def _marked(office: Office, done: Sequence[Read]) -> list[Read]:
    """The same, with those marked as unchanged whose stored claims say already what was read now."""
    with office.database.read() as connection:
        stored = current_claims(connection, [one.input.id for one in done])
    return [_unchanged(one, stored.get(one.input.id)) for one in done]


def _unchanged(one: Read, stored: Claims | None) -> Read:
    read_before = stored is not None and stored.version_id == one.input.version_id
    if (
        one.result is None
        or stored is None
        or not read_before
        or is_changed(stored.understanding, one.result)
    ):
        return one
    return Done(input=one.input, result=None, outcome=Outcome.UNCHANGED)


def _awaiting(office: Office, method: str, *, after: int, limit: int) -> list[StoredItem]:
    with office.database.read() as connection:
        return versions_awaiting(connection, STAGE, method, limit, after=after)


def _save(office: Office, reader: Reader, done: Sequence[Read], now: datetime) -> None:
    understood = [(one.input, one.result) for one in done if one.result is not None]
    ends = [
        StageOutcome(input=str(one.input.version_id), outcome=one.outcome, detail=one.detail) for one in done
    ]
    with office.database.begin() as connection:
        save_understandings(connection, reader.made_by, understood)
        record_outcomes(connection, STAGE, reader.method, ends, at=now)


@contextmanager
def _shared_among(workers: int, reader: Reader, methodology: Methodology) -> Iterator[ReadBatch]:
    """A way to read a batch: in this process, or split over worker processes with the same methodology."""
    if workers == 1:
        yield partial(_read_batch, reader)
        return
    given = (methodology, reader.understander.learned)
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=given) as pool:

        def read_batch(batch: Sequence[StoredItem]) -> list[Read]:
            parts = pool.map(_read_in_worker, batched(batch, -(-len(batch) // workers)))
            return [one for part in parts for one in part]

        yield read_batch


_worker_reader: Reader | None = None


def _start_worker(methodology: Methodology, learned: Learned) -> None:
    global _worker_reader  # noqa: PLW0603 - a worker process has no other place to keep what it loaded once
    _worker_reader = Reader(methodology, learned)


def _read_in_worker(batch: Sequence[StoredItem]) -> list[Read]:
    if _worker_reader is None:
        raise RuntimeError("the worker was not started with _start_worker")
    return _read_batch(_worker_reader, batch)
