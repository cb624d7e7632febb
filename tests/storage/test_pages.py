"""Raw pages are kept whole or not at all, and never given out when damaged."""

import gzip
from pathlib import Path

import pytest

from core.errors import StorageError
from core.pages import page_hash
from storage.pages import adopt_page, has_page, is_page_whole, page_path, read_page
from tests.storage.page_files import keep_page

BODY = "<html><p>مخزن آب روستا به بهره‌برداری رسید.</p></html>".encode()
ANOTHER = gzip.compress("<p>جاده‌ای دیگر</p>".encode(), mtime=0)


def test_a_page_comes_back_byte_for_byte(tmp_path: Path) -> None:
    content_hash = keep_page(tmp_path, BODY)

    assert content_hash == page_hash(BODY)
    assert read_page(tmp_path, content_hash) == BODY


def test_a_page_lies_under_its_hash_and_nothing_else_is_left(tmp_path: Path) -> None:
    content_hash = keep_page(tmp_path, BODY)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [tmp_path / content_hash[:2] / f"{content_hash[2:]}.gz"]


def test_a_page_kept_again_is_left_as_it_is(tmp_path: Path) -> None:
    path = page_path(tmp_path, keep_page(tmp_path, BODY))
    before = path.stat().st_mtime_ns

    keep_page(tmp_path, BODY)

    assert path.stat().st_mtime_ns == before


def test_a_spooled_page_is_taken_over_as_it_is_compressed(tmp_path: Path) -> None:
    spooled = tmp_path / "spooled.gz"
    spooled.write_bytes(gzip.compress(BODY, compresslevel=1, mtime=0))

    adopt_page(tmp_path / "pages", spooled, page_hash(BODY))
    adopt_page(tmp_path / "pages", spooled, page_hash(BODY))

    assert page_path(tmp_path / "pages", page_hash(BODY)).read_bytes() == spooled.read_bytes()
    assert read_page(tmp_path / "pages", page_hash(BODY)) == BODY


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ANOTHER, id="another page"),
        pytest.param(b"no gzip", id="no gzip"),
        pytest.param(gzip.compress(BODY, mtime=0)[:-9], id="cut short"),
        pytest.param(b"", id="empty"),
        pytest.param(None, id="gone"),
    ],
)
def test_a_spooled_page_that_is_another_damaged_or_gone_is_seen(
    tmp_path: Path, content: bytes | None
) -> None:
    spooled = tmp_path / "spooled.gz"
    if content is not None:
        spooled.write_bytes(content)

    assert not is_page_whole(spooled, page_hash(BODY))


def test_a_spooled_page_with_all_its_bytes_is_whole(tmp_path: Path) -> None:
    spooled = tmp_path / "spooled.gz"
    spooled.write_bytes(gzip.compress(BODY, compresslevel=1, mtime=0))

    assert is_page_whole(spooled, page_hash(BODY))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ANOTHER, id="another page"),
        pytest.param(b"no gzip", id="no gzip"),
        pytest.param(b"", id="empty"),
    ],
)
def test_a_page_damaged_on_the_disk_is_never_given_out(tmp_path: Path, content: bytes) -> None:
    content_hash = keep_page(tmp_path, BODY)
    page_path(tmp_path, content_hash).write_bytes(content)

    with pytest.raises(StorageError, match="restore it from a backup"):
        read_page(tmp_path, content_hash)


def test_a_page_that_is_not_kept_says_so(tmp_path: Path) -> None:
    assert not has_page(tmp_path, page_hash(BODY))
    with pytest.raises(StorageError, match="not kept"):
        read_page(tmp_path, page_hash(BODY))


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "ab" * 31 + "/x"])
def test_what_is_no_hash_names_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError, match="is not a page's hash"):
        read_page(tmp_path, name)


def test_a_folder_that_cannot_be_written_leaves_no_part_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full(_: int) -> None:
        raise OSError("no space left")

    def another_file_system(_path: Path, _target: Path) -> None:
        raise OSError("cross-device link")

    monkeypatch.setattr("os.fsync", disk_full)
    monkeypatch.setattr(Path, "hardlink_to", another_file_system)
    with pytest.raises(OSError, match="no space left"):
        keep_page(tmp_path, BODY)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
