"""A page is read: on the spot where a template's selectors find its text, else in a process of its own."""

from crawler.engine.workers import ExtractionWorkers, Task
from crawler.extracted import Extracted
from crawler.extractors import extract_by_rules

MOST_ON_THE_SPOT = 128 * 1024
"""Bytes. Selectors take a millisecond for a usual page, and a quarter of a second for the worst that fits."""


async def read_page(workers: ExtractionWorkers, task: Task) -> Extracted:
    """The parts of a page; raises ExtractionError."""
    if len(task.body) <= MOST_ON_THE_SPOT:
        on_the_spot = _read_on_the_spot(task)
        if on_the_spot is not None:
            return on_the_spot
    return await workers.extract(task)


def _read_on_the_spot(task: Task) -> Extracted | None:
    try:
        return extract_by_rules(
            task.body,
            task.address,
            selectors=task.selectors,
            now=task.now,
            content_type=task.content_type,
        )
    except Exception:
        # The process meets the same fault and tells where it happened.
        return None
