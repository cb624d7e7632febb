"""A spool that was left behind: a power cut may have taken the bytes of a page that its record names."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from core.outcomes import Outcome
from core.pages import Page
from crawler.spool import PAGES, SpoolWriter
from rasad.collecting.spool import take_in
from rasad.home import Home
from rasad.wiring import Office, open_office
from storage.fetches import fetch
from storage.kept_pages import facts_of_pages
from storage.pages import has_page, read_page

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
WHOLE, LOST = b"<p>whole</p>", b"<p>lost</p>"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(Home(folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'rasad.sqlite'}"))


def a_spool(folder: Path) -> tuple[Path, str, str]:
    """A spool with two pages, and their hashes."""
    spool = folder / "spools" / "20261120T200000-one"
    spool.mkdir(parents=True)
    writer = SpoolWriter(spool)
    hashes = [writer.write_page(a_page(body)) for body in (WHOLE, LOST)]
    writer.close()
    return spool, hashes[0], hashes[1]


def a_page(body: bytes) -> Page:
    address = f"http://ava.example/{len(body)}"
    return Page(
        address=address,
        final_address=address,
        source="ava/feed",
        status=200,
        fetched_at=NOW,
        content_type="text/html",
        body=body,
    )


@pytest.mark.parametrize("remains", [b"", b"\0" * 40, None])
def test_a_page_whose_bytes_are_lost_is_our_fault_and_stops_nothing(
    office: Office, tmp_path: Path, remains: bytes | None
) -> None:
    spool, whole, lost = a_spool(tmp_path)
    file = spool / PAGES / f"{lost}.gz"
    file.unlink() if remains is None else file.write_bytes(remains)

    take_in(office, spool, NOW, was_left_behind=True)

    assert read_page(office.home.pages, whole) == WHOLE
    assert not has_page(office.home.pages, lost)
    with office.database.read() as connection:
        assert set(facts_of_pages(connection, [whole, lost])) == {whole}
        ends = [
            connection.scalars(select(fetch.c.outcome).where(fetch.c.address.endswith(end))).all()
            for end in (f"/{len(WHOLE)}", f"/{len(LOST)}")
        ]
    assert ends == [[Outcome.STORED], [Outcome.OUR_FAULT]]


def test_a_page_that_was_written_twice_is_one_file(office: Office, tmp_path: Path) -> None:
    spool = tmp_path / "spools" / "20261120T200000-two"
    spool.mkdir(parents=True)
    writer = SpoolWriter(spool)
    hashes = {writer.write_page(a_page(WHOLE)) for _ in range(2)}
    writer.close()

    take_in(office, spool, NOW)

    assert {file.stem for file in (spool / PAGES).iterdir()} == hashes
    assert [read_page(office.home.pages, one) for one in hashes] == [WHOLE]
