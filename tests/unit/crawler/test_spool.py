"""The spool: what is written is read back, and a torn end costs nothing but itself."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.coverage import Probe, SourceDay
from core.errors import InputError
from core.items import Item, Origin
from core.moments import Moment, Precision
from core.outcomes import Outcome
from core.outlets import Selectors, Source
from core.pages import Page
from core.source_states import SourceState
from crawler.batch import Batch, BatchSource, Limits, read_batch, write_batch
from crawler.spool import (
    RECORDS,
    EndRecord,
    ItemRecord,
    OutcomeRecord,
    PageRecord,
    ProbeRecord,
    SourceRecord,
    SpoolWriter,
    read_page,
    read_spool,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def an_item(number: int = 1) -> Item:
    return Item(
        key=f"https://a.example/{number}",
        outlet="o",
        url=f"https://a.example/{number}",
        title="می‌شود",
        lead=None,
        body="بند یک\nبند دو",
        first_seen=NOW,
        origin=Origin.CRAWL,
        published=Moment(at=NOW, precision=Precision.MINUTE, rule="iso"),
        tags=("راه",),
    )


def a_page(body: bytes = b"<p>a</p>") -> Page:
    return Page(
        address="https://a.example/1",
        final_address="https://a.example/1",
        source="s",
        status=200,
        fetched_at=NOW,
        content_type="text/html",
        body=body,
    )


def every_record() -> list[ItemRecord | OutcomeRecord | SourceRecord | ProbeRecord | EndRecord]:
    day = SourceDay(source="s", day=date(2026, 11, 21), expected=2, fetched=1, failed=1, answered=True)
    return [
        ItemRecord(item=an_item()),
        OutcomeRecord(source="s", address="https://a.example/1", outcome=Outcome.STORED),
        SourceRecord(day=day, state=SourceState(etag='"x"'), outcome=Outcome.STORED, seconds=1.5),
        ProbeRecord(probe=Probe(outlet="o", at=NOW, answered=False, newest_item_at=None, why="timed out")),
        EndRecord(at=NOW, seconds=2.0, pages=3, peak_memory_mb=90),
    ]


def test_every_kind_of_record_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    writer = SpoolWriter(tmp_path)
    for record in every_record():
        writer.write(record)
    writer.close()

    assert [record for record, _ in read_spool(tmp_path)] == every_record()


def test_reading_goes_on_from_an_offset(tmp_path: Path) -> None:
    writer = SpoolWriter(tmp_path)
    for record in every_record():
        writer.write(record)
    writer.close()
    offsets = [offset for _, offset in read_spool(tmp_path)]

    assert [record for record, _ in read_spool(tmp_path, offsets[2])] == every_record()[3:]
    assert list(read_spool(tmp_path, offsets[-1])) == []


def test_a_torn_last_line_is_left_for_later_and_cut_by_the_next_writer(tmp_path: Path) -> None:
    writer = SpoolWriter(tmp_path)
    writer.write(every_record()[0])
    writer.close()
    with (tmp_path / RECORDS).open("ab") as file:
        file.write(b'{"type":"item","ite')
    torn = len(list(read_spool(tmp_path)))
    again = SpoolWriter(tmp_path)
    again.write(every_record()[1])
    again.close()

    assert torn == 1
    assert [record for record, _ in read_spool(tmp_path)] == every_record()[:2]


def test_a_page_lies_beside_the_records_under_its_hash_and_twice_the_same_is_one_file(tmp_path: Path) -> None:
    writer = SpoolWriter(tmp_path)
    writer.write_page(a_page())
    writer.write_page(a_page())
    writer.close()
    records = [record for record, _ in read_spool(tmp_path) if isinstance(record, PageRecord)]

    assert [read_page(tmp_path, record) for record in records] == [a_page(), a_page()]
    assert records[0].size == len(a_page().body)
    assert len(list((tmp_path / "pages").iterdir())) == 1


def test_an_empty_spool_has_no_records(tmp_path: Path) -> None:
    assert list(read_spool(tmp_path)) == []


def test_a_batch_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    source = Source(
        id="s",
        outlet="o",
        kind="listing",
        address="https://a.example",
        every=timedelta(hours=3),
        selectors=Selectors(links="a"),
        expect_a_day=(1, 9),
    )
    state = SourceState(last_success=NOW, body_hash="ab")
    batch = Batch(
        now=NOW,
        sources=(BatchSource(source=source, outlet_name="رسانه", state=state, is_probed=True),),
        spool=tmp_path,
        known={"o": {"https://a.example/1": "hash"}},
        limits=Limits(pages_per_source=7),
        allowed_private=("127.0.0.1:80",),
    )
    write_batch(batch, tmp_path / "batch.json")

    assert read_batch(tmp_path / "batch.json") == batch


def test_a_broken_batch_says_which_file_it_is(tmp_path: Path) -> None:
    (tmp_path / "batch.json").write_text("{}")

    with pytest.raises(InputError, match=r"batch\.json"):
        read_batch(tmp_path / "batch.json")
