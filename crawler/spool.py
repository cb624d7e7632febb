"""The hand-over from a crawl to the program: an append-only file of records that survives `kill -9`."""

import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

from pydantic import Discriminator, TypeAdapter

from core.coverage import Probe, SourceDay
from core.items import Item
from core.outcomes import Outcome
from core.pages import Page
from core.posts import ChannelLook, Post
from core.quarantine import QuarantinedPage
from core.redirects import Redirect
from core.source_states import SourceState

RECORDS = "records.jsonl"
PAGES = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A page was fetched; its body lies compressed beside the records under its hash."""

    address: str
    final_address: str
    source: str
    status: int
    fetched_at: datetime
    content_type: str
    content_hash: str
    size: int
    """Of the body as it came, in bytes."""
    type: Literal["page"] = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """An item that is new, or whose text differs from the one we hold."""

    item: Item
    type: Literal["item"] = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord:
    """A post stood on a channel's page, with these views; written at every look, new or not."""

    post: Post
    type: Literal["post"] = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRecord:
    """A channel was read; stands after the records of the posts that were seen."""

    look: ChannelLook
    type: Literal["look"] = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectRecord:
    """A link led to a piece that is known under another address."""

    redirect: Redirect
    type: Literal["redirect"] = "redirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineRecord:
    """A page came and could not be read; its page record stands before."""

    page: QuarantinedPage
    type: Literal["quarantine"] = "quarantine"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecord:
    """What became of one address (a link, or the source itself); `stored` here means handed over."""

    source: str
    address: str
    outcome: Outcome
    detail: str = ""
    type: Literal["outcome"] = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A source came to its end: what we could see of it today, and what to remember."""

    day: SourceDay
    state: SourceState
    outcome: Outcome
    seconds: float
    problems: tuple[str, ...] = ()
    type: Literal["source"] = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeRecord:
    """One look at an agency's own site."""

    probe: Probe
    type: Literal["probe"] = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRecord:
    """The crawl ended by itself; without it the crawl was killed or died."""

    at: datetime
    seconds: float
    pages: int
    peak_memory_mb: int
    type: Literal["end"] = "end"


SpoolRecord = (
    PageRecord
    | ItemRecord
    | PostRecord
    | LookRecord
    | RedirectRecord
    | QuarantineRecord
    | OutcomeRecord
    | SourceRecord
    | ProbeRecord
    | EndRecord
)


class SpoolWriter:
    """Appends whole lines; a page's body is on disk before its record is."""

    def __init__(self, folder: Path) -> None:
        self._pages = folder / PAGES
        self._pages.mkdir(parents=True, exist_ok=True)
        path = folder / RECORDS
        _cut_torn_line(path)
        self._file: BinaryIO = path.open("ab", buffering=0)

    def write(self, record: SpoolRecord) -> None:
        self._file.write(_adapter().dump_json(record) + b"\n")

    def write_page(self, page: Page) -> str:
        """Keep a page and say so; returns its hash."""
        content_hash = page.content_hash
        # Level 6 takes two and a half times as long to save a tenth.
        compressed = gzip.compress(page.body, compresslevel=3, mtime=0)
        path = f"{self._pages}/{content_hash}.gz"
        try:
            _write_new(path, compressed)
        except FileExistsError:
            # The same bytes again, or what a killed writer left of them: the file is whole at every moment.
            _write_new(f"{path}.part", compressed, os.O_TRUNC)
            Path(f"{path}.part").replace(path)
        self.write(_page_record(page, content_hash))
        return content_hash

    def close(self) -> None:
        self._file.close()


def read_spool(folder: Path, offset: int = 0) -> Iterator[tuple[SpoolRecord, int]]:
    """The records from an offset on, each with the offset after it; stops at a torn last line."""
    path = folder / RECORDS
    if not path.exists():
        return
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            if not line.endswith(b"\n"):
                return
            offset += len(line)
            yield _adapter().validate_json(line), offset


def read_page(folder: Path, record: PageRecord) -> Page:
    """The page of a record, with its body."""
    body = gzip.decompress((folder / PAGES / f"{record.content_hash}.gz").read_bytes())
    return Page(
        address=record.address,
        final_address=record.final_address,
        source=record.source,
        status=record.status,
        fetched_at=record.fetched_at,
        content_type=record.content_type,
        body=body,
    )


def _page_record(page: Page, content_hash: str) -> PageRecord:
    return PageRecord(
        address=page.address,
        final_address=page.final_address,
        source=page.source,
        status=page.status,
        fetched_at=page.fetched_at,
        content_type=page.content_type,
        content_hash=content_hash,
        size=len(page.body),
    )


def _write_new(path: str, content: bytes, mode: int = os.O_EXCL) -> None:
    """One open, one write: thousands of pages an hour feel every further call."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | mode, 0o644)
    try:
        written = os.write(file, content)
        while written < len(content):
            written += os.write(file, content[written:])
    finally:
        os.close(file)


def _cut_torn_line(path: Path) -> None:
    """Remove what a killed writer left of its last line, so that the next record starts a line."""
    if not path.exists():
        return
    content_end = path.read_bytes().rfind(b"\n") + 1
    os.truncate(path, content_end)


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Annotated[SpoolRecord, Discriminator("type")])
