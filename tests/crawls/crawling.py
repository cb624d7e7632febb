"""A real crawl in its own process, for tests: a batch in, the records of its spool out."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.items import Item
from core.outcomes import Outcome
from core.outlets import Selectors, Source
from crawler.batch import Batch, BatchSource, Limits, write_batch
from crawler.spool import (
    EndRecord,
    ItemRecord,
    OutcomeRecord,
    ProbeRecord,
    SourceRecord,
    SpoolRecord,
    read_spool,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]

FAST = Limits(
    request_seconds=2.0, extraction_seconds=20.0, seconds=60.0, pause_seconds=6.0, extraction_processes=1
)


@dataclass(frozen=True)
class Crawled:
    """What a crawl left in its spool."""

    records: tuple[SpoolRecord, ...]

    @property
    def items(self) -> list[Item]:
        return [record.item for record in self.records if isinstance(record, ItemRecord)]

    @property
    def ends(self) -> list[OutcomeRecord]:
        return [record for record in self.records if isinstance(record, OutcomeRecord)]

    @property
    def outcomes(self) -> dict[str, Outcome]:
        return {end.address: end.outcome for end in self.ends}

    @property
    def sources(self) -> dict[str, SourceRecord]:
        return {record.day.source: record for record in self.records if isinstance(record, SourceRecord)}

    @property
    def probes(self) -> list[ProbeRecord]:
        return [record for record in self.records if isinstance(record, ProbeRecord)]

    @property
    def end(self) -> EndRecord | None:
        return next((record for record in self.records if isinstance(record, EndRecord)), None)


def source(
    address: str,
    *,
    name: str = "source",
    kind: str = "feed",
    outlet: str = "outlet",
    selectors: Selectors | None = None,
    text_in_feed: bool = False,
    delay_seconds: float = 0.0,
) -> Source:
    return Source(
        id=name,
        outlet=outlet,
        kind=kind,
        address=address,
        delay_seconds=delay_seconds,
        selectors=selectors or Selectors(),
        text_in_feed=text_in_feed,
    )


def crawl(
    tmp_path: Path,
    sources: Sequence[Source | BatchSource],
    *,
    allowed: Sequence[str] = (),
    known: Mapping[str, Mapping[str, str]] | None = None,
    recent: Mapping[str, Mapping[str, str]] | None = None,
    limits: Limits = FAST,
    now: datetime = NOW,
) -> Crawled:
    """Crawl the sources as the program does, and read what was handed over."""
    folder = tmp_path / f"spool{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    work = tuple(
        each if isinstance(each, BatchSource) else BatchSource(source=each, outlet_name="رسانه")
        for each in sources
    )
    batch = Batch(
        now=now,
        sources=work,
        spool=folder,
        known=known or {},
        recent=recent or {},
        limits=limits,
        allowed_private=tuple(allowed),
    )
    path = folder / "batch.json"
    write_batch(batch, path)
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", "crawler", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Crawled(tuple(record for record, _ in read_spool(folder)))


def again(record: SourceRecord, of: Source, *, is_probed: bool = False) -> BatchSource:
    """The same source the next night, with the state the last crawl handed back."""
    return BatchSource(source=of, outlet_name="رسانه", state=record.state, is_probed=is_probed)
