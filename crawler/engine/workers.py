"""Extraction outside the reactor: processes with a time limit, ended and started anew when they hang."""

import asyncio
import gc
import multiprocessing
import resource
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from core.outlets import Selectors
from crawler.extracted import Extracted

START_SECONDS = 60.0
MOST_MEMORY = 3 * 1024**3
MOST_TRACE = 4000
"""The last calls of a long traceback tell where it happened."""


@dataclass(frozen=True, slots=True)
class Task:
    """One page to read."""

    body: bytes
    address: str
    content_type: str
    selectors: Selectors
    now: datetime


class ExtractionError(Exception):
    """A page could not be read: it took too long, or reading it failed."""

    def __init__(self, said: str, trace: str | None = None) -> None:
        super().__init__(said)
        self.trace = trace


@dataclass(frozen=True, slots=True)
class _Failure:
    """What a process tells of an extractor that raised."""

    said: str
    trace: str


class ExtractionWorkers:
    """A few processes that read pages; they start with the first page."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = [_Worker() for _ in range(count)]
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="extraction")

    async def extract(self, task: Task) -> Extracted:
        """Read one page; raises ExtractionError."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.read, task)

    def read(self, task: Task) -> Extracted:
        """The same for callers without a loop; as many may wait at once as there are processes."""
        worker = self._idle.get()
        try:
            return worker.read(task, self._seconds)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.stop()


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, task: Task, seconds: float) -> Extracted:
        pipe = self._started()
        try:
            pipe.send(task)
            if not pipe.poll(seconds):
                raise ExtractionError(f"reading the page took longer than {seconds:.0f} s")
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise ExtractionError("the process that read the page died (memory limit)") from error
        except ExtractionError:
            self.stop()
            raise
        if isinstance(answer, _Failure):
            raise ExtractionError(answer.said, answer.trace)
        assert isinstance(answer, Extracted)
        return answer

    def stop(self) -> None:
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None

    def _started(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        if not ours.poll(START_SECONDS):
            raise ExtractionError(f"the extraction process did not start in {START_SECONDS:.0f} s")
        ours.recv()
        return ours


def _serve(pipe: Connection) -> None:
    """The life of an extraction process: it ends when the crawl closes its end of the pipe, or dies."""
    from crawler.extractors import extract

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    gc.freeze()
    pipe.send("ready")
    while True:
        try:
            task: Task = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(
                extract(
                    task.body,
                    task.address,
                    selectors=task.selectors,
                    now=task.now,
                    content_type=task.content_type,
                )
            )
        except Exception as error:
            # Whatever a hostile page does to a parser, it is that page's outcome and nobody else's.
            trace = "".join(traceback.format_exception(error))
            pipe.send(_Failure(f"{type(error).__name__}: {error}"[:300], trace[-MOST_TRACE:]))
