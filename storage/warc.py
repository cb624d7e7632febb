"""Kept pages as a WARC/1.1 archive, each record gzipped on its own, by the warcio library."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from core.pages import Fetch

FIELDS = "application/warc-fields"


class PageArchive:
    """Takes pages as they were fetched; bytes fetched again are named, not repeated.

    A crawl keeps a page's bytes and not the server's headers, so pages are `resource` records: a `response`
    would need headers of our own making.
    """

    def __init__(self, file: BinaryIO, *, software: str, made_at: datetime, description: str) -> None:
        self._writer = WARCWriter(file, gzip=True, warc_version="1.1")
        self._first: dict[str, _First] = {}
        """By content hash: the record that has the bytes."""
        info = {"software": software, "format": "WARC File Format 1.1", "description": description}
        self._write(
            "",
            "warcinfo",
            "".join(f"{name}: {_one_line(value)}\r\n" for name, value in info.items()).encode(),
            {"WARC-Record-ID": _id(f"{description} {_date(made_at)}"), "WARC-Date": _date(made_at)},
            content_type=FIELDS,
        )

    def add(self, fetch: Fetch, body: bytes, content_type: str) -> None:
        """A page; where a redirect led to it, a metadata record says from which link."""
        about = _id(f"{fetch.source} {fetch.address} {_date(fetch.fetched_at)}")
        address, date = _one_line(fetch.final_address), _date(fetch.fetched_at)
        common = {"WARC-Record-ID": about, "WARC-Date": date}
        name = fetch.content_hash or ""
        if name in self._first:
            self._write_revisit(address, self._first[name], common)
        else:
            kind = _one_line(content_type) or "text/html"
            digest = self._write(address, "resource", body, common, content_type=kind)
            self._first[name] = _First(about, address, date, digest)
        if fetch.address != fetch.final_address:
            via = f"via: {_one_line(fetch.address)}\r\n".encode()
            headers = {"WARC-Record-ID": _id(f"metadata of {about}"), "WARC-Date": date}
            concurrent = {"WARC-Concurrent-To": about}
            self._write(address, "metadata", via, headers | concurrent, content_type=FIELDS)

    def _write_revisit(self, address: str, first: "_First", common: dict[str, str]) -> None:
        record = self._writer.create_revisit_record(
            address,
            first.digest,
            first.address,
            first.date,
            warc_headers_dict={**common, "WARC-Refers-To": first.id},
        )
        self._writer.write_record(record)

    def _write(
        self, address: str, kind: str, block: bytes, headers: dict[str, str], *, content_type: str
    ) -> str:
        """Write one record; the digest of its payload."""
        record = self._writer.create_warc_record(
            address,
            kind,
            payload=BytesIO(block),
            length=len(block),
            warc_content_type=content_type,
            warc_headers_dict=headers,
        )
        self._writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Payload-Digest") or "")


@dataclass(frozen=True, slots=True)
class _First:
    """The record that has some bytes, as those that name it must say."""

    id: str
    address: str
    date: str
    digest: str


def _id(name: str) -> str:
    """The same page gives the same id, so that two exports can be compared."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"


def _date(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _one_line(text: str) -> str:
    """What strangers wrote must not begin a header field of its own."""
    return " ".join(text.split())
