"""Kept pages come out of a WARC archive as they went in."""

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from core.outcomes import Outcome
from core.pages import Fetch, page_hash
from storage.warc import PageArchive

NOON = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
BODY = "<html><p>چشمه‌ی روستا لایروبی شد.</p></html>".encode()


@dataclass(frozen=True)
class Record:
    """One record as the library reads it."""

    kind: str
    fields: dict[str, str]
    block: bytes


def fetch(number: int = 1, *, via: str | None = None, body: bytes = BODY) -> Fetch:
    final = f"https://koomesh.example/{number}"
    return Fetch(
        source="koomesh-feed",
        address=via or final,
        final_address=final,
        status=200,
        fetched_at=NOON + timedelta(minutes=number),
        outcome=Outcome.STORED,
        content_hash=page_hash(body),
    )


def archive(*pages: tuple[Fetch, bytes], content_type: str = "text/html") -> bytes:
    file = BytesIO()
    pages_archive = PageArchive(file, software="Rasad", made_at=NOON, description="آزمون")
    for one, body in pages:
        pages_archive.add(one, body, content_type)
    return file.getvalue()


def records(content: bytes) -> list[Record]:
    read = ArchiveIterator(BytesIO(content), check_digests="raise")
    return [Record(r.rec_type, dict(r.rec_headers.headers), r.content_stream().read()) for r in read]


def test_a_page_comes_back_byte_for_byte_with_its_address_and_time() -> None:
    info, page = records(archive((fetch(), BODY)))

    assert (info.kind, page.kind) == ("warcinfo", "resource")
    assert "آزمون" in info.block.decode()
    assert page.block == BODY
    assert page.fields["WARC-Target-URI"] == "https://koomesh.example/1"
    assert page.fields["WARC-Date"] == "2025-10-07T12:01:00.000000Z"


def test_bytes_fetched_again_are_named_and_not_repeated() -> None:
    _, first, again = records(archive((fetch(1), BODY), (fetch(2), BODY)))

    assert (again.kind, again.block) == ("revisit", b"")
    assert again.fields["WARC-Refers-To"] == first.fields["WARC-Record-ID"]
    assert again.fields["WARC-Payload-Digest"] == first.fields["WARC-Payload-Digest"]


def test_the_link_that_led_to_a_page_is_told_beside_it() -> None:
    _, page, metadata = records(archive((fetch(via="https://s.example/چشمه"), BODY)))

    assert metadata.fields["WARC-Concurrent-To"] == page.fields["WARC-Record-ID"]
    assert metadata.block.decode() == "via: https://s.example/چشمه\r\n"


def test_every_record_can_be_unpacked_on_its_own() -> None:
    content = archive((fetch(), BODY))
    start = content.rindex(b"\x1f\x8b\x08\x00")

    assert start > 0
    assert gzip.decompress(content[start:]).startswith(b"WARC/1.1\r\n")


def test_the_same_pages_get_the_same_names() -> None:
    one, other = (records(archive((fetch(), BODY))) for _ in range(2))

    assert [r.fields["WARC-Record-ID"] for r in one] == [r.fields["WARC-Record-ID"] for r in other]


def test_what_a_server_wrote_begins_no_field_of_its_own() -> None:
    _, page = records(archive((fetch(), BODY), content_type="text/html\r\nX-Own: 1"))

    assert "X-Own" not in page.fields
    assert page.fields["Content-Type"] == "text/html X-Own: 1"
