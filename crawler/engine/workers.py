"""Extraction outside the reactor: processes with a time limit, ended and started anew when they hang."""

import asyncio
import gc
import pickle
import resource
import traceback
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from socket import socket, socketpair
from typing import Self

from core.outlets import Selectors
from crawler.extracted import Extracted

START_SECONDS = 60.0
MOST_MEMORY = 3 * 1024**3
SIZE_BYTES = 4
"""Before each answer stands how long it is."""
MOST_AT_ONCE = 1024 * 1024
"""Bytes of a page or an answer that are taken from a socket at once."""
PAGES_WAITING = 4
"""Pages given to a process before it has answered the first: on one core each change between two costs more
than it takes to read a line."""
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
        self._workers = [_Worker() for _ in range(count)]
        self._room = asyncio.Semaphore(count * PAGES_WAITING)

    @property
    def have_started(self) -> bool:
        return any(worker.has_started for worker in self._workers)

    async def extract(self, task: Task) -> Extracted:
        """Read one page; raises ExtractionError."""
        async with self._room:
            worker = min(self._workers, key=lambda each: each.waiting)
            return await worker.read(task, self._seconds)

    def close(self) -> None:
        for worker in self._workers:
            worker.stop()


class _Worker:
    """One process after another, and the pages that wait for their answers."""

    def __init__(self) -> None:
        self.waiting = 0
        self._starting = asyncio.Lock()
        self._process: _Process | None = None

    async def read(self, task: Task, seconds: float) -> Extracted:
        self.waiting += 1
        try:
            answer = None
            while answer is None:
                answer = await self._ask(await self._running(), task, seconds)
        finally:
            self.waiting -= 1
        if isinstance(answer, _Failure):
            raise ExtractionError(answer.said, answer.trace)
        assert isinstance(answer, Extracted)
        return answer

    @property
    def has_started(self) -> bool:
        return self._process is not None

    def stop(self) -> None:
        if self._process is not None:
            self._process.end()

    async def _ask(self, process: "_Process", task: Task, seconds: float) -> object:
        """What a process answers; None when it ended over a page before this one."""
        try:
            process.writer.write(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
            # Answers come in the order of the questions, and a lock is given in the order it is asked for.
            async with process.turn:
                if process.is_over:
                    return None
                async with asyncio.timeout(seconds):
                    return await _heard(process.reader)
        except BaseException as error:
            # Also when the crawl is over: what this process says next would answer another page.
            process.end()
            if isinstance(error, TimeoutError):
                raise ExtractionError(f"reading the page took longer than {seconds:.0f} s") from error
            if isinstance(error, EOFError | OSError):
                raise ExtractionError("the process that read the page died (memory limit)") from error
            raise

    async def _running(self) -> "_Process":
        async with self._starting:
            if self._process is None or self._process.is_over:
                self._process = await _Process.start()
            return self._process


class _Process:
    """A process that reads pages, and our end of the socket to it."""

    def __init__(
        self, process: BaseProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._process = process
        self.reader, self.writer = reader, writer
        self.turn = asyncio.Lock()
        self.is_over = False

    @classmethod
    async def start(cls) -> Self:
        ours, theirs = socketpair()
        process = get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        started = cls(process, *await asyncio.open_unix_connection(sock=ours, limit=MOST_AT_ONCE))
        try:
            async with asyncio.timeout(START_SECONDS):
                await _heard(started.reader)
        except BaseException as error:
            started.end()
            if isinstance(error, TimeoutError | EOFError | OSError):
                said = f"the extraction process did not start in {START_SECONDS:.0f} s"
                raise ExtractionError(said) from error
            raise
        return started

    def end(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.writer.transport.abort()
            self._process.kill()
            self._process.join()


async def _heard(reader: asyncio.StreamReader) -> object:
    """The next answer of a process; raises EOFError when it has died."""
    size = int.from_bytes(await reader.readexactly(SIZE_BYTES))
    return pickle.loads(await reader.readexactly(size))  # noqa: S301 (our own process wrote it)


def _say(theirs: socket, answer: object) -> None:
    told = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    theirs.sendall(len(told).to_bytes(SIZE_BYTES) + told)


def _serve(theirs: socket) -> None:
    """The life of an extraction process: it ends when the crawl closes its end of the socket, or dies."""
    from crawler.extractors import extract

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    gc.freeze()
    tasks = theirs.makefile("rb", MOST_AT_ONCE)
    _say(theirs, "ready")
    while True:
        try:
            task: Task = pickle.load(tasks)  # noqa: S301 (the crawl wrote it)
        except EOFError:
            return
        try:
            answer: object = extract(
                task.body,
                task.address,
                selectors=task.selectors,
                now=task.now,
                content_type=task.content_type,
            )
        except Exception as error:
            # Whatever a hostile page does to a parser, it is that page's outcome and nobody else's.
            trace = "".join(traceback.format_exception(error))
            answer = _Failure(f"{type(error).__name__}: {error}"[:300], trace[-MOST_TRACE:])
        _say(theirs, answer)
