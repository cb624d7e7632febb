"""Keeps what is derived up to date beside the requests: the queue of cards, and the words of new texts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event, Thread

import structlog

from review.desk import Desk
from review.looking.folding import FOLDING, indexed_words
from review.queue.queue_fill import fill_queue
from storage.claim_rows import newest_reading
from storage.corrections import newest_correction
from storage.item_search import index_words, versions_not_indexed

log = structlog.get_logger()

LOOK_EVERY_SECONDS = 30.0
FILL_EVERY = 20
"""Looks between two fillings when only decisions are new: they close their cards by themselves."""
_BATCH = 200


class Keeper:
    """One thread; what fails is logged and tried again at the next look."""

    def __init__(self, desk: Callable[[], Desk]) -> None:
        self._desk = desk
        self._stop = Event()
        self._thread = Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        filled, looks = (-1, -1), 0
        while not self._stop.is_set():
            try:
                filled, looks = self._look(filled, looks)
                index_new_texts(self._desk(), self._stop)
            except Exception:
                log.exception("the queue or the index could not be brought up to date")
            self._stop.wait(LOOK_EVERY_SECONDS)

    def _look(self, filled: tuple[int, int], looks: int) -> tuple[tuple[int, int], int]:
        desk = self._desk()
        with desk.database.read() as connection:
            now = (newest_reading(connection), newest_correction(connection))
        is_due = now[0] != filled[0] or (now[1] != filled[1] and looks >= FILL_EVERY)
        if not is_due:
            return filled, looks + 1
        cards = fill_queue(desk, desk.now())
        log.info("queue filled", cards=cards)
        return now, 0


def index_new_texts(desk: Desk, stop: Event | None = None) -> int:
    """Put the words of texts into the search that are not there yet, in small transactions; how many."""
    done, after = 0, 0
    while not (stop and stop.is_set()):
        with desk.database.read() as connection:
            texts = versions_not_indexed(connection, FOLDING, _BATCH, after=after)
        if not texts:
            return done
        words = [
            (
                one.version_id,
                indexed_words("\n".join(filter(None, (one.item.title, one.item.lead, one.item.body)))),
            )
            for one in texts
        ]
        with desk.begin() as connection:
            index_words(connection, FOLDING, words)
        done, after = done + len(words), texts[-1].version_id
    return done


@asynccontextmanager
async def kept(desk: Callable[[], Desk]) -> AsyncIterator[None]:
    """The keeper at work for as long as the application serves; it asks each time for the desk of now."""
    keeper = Keeper(desk)
    keeper.start()
    try:
        yield
    finally:
        await asyncio.to_thread(keeper.stop)
