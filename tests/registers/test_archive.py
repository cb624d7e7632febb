"""An archive's lines become items, or problems with their numbers."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import InputError
from core.items import Origin
from core.methodology import Methodology
from core.moments import Precision
from rasad.collecting.archive import read_archive
from rasad.home import SHIPPED_CONFIG
from rasad.load_config import load_methodology

NOW = datetime(2025, 10, 22, 20, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def methodology() -> Methodology:
    return load_methodology([SHIPPED_CONFIG])


def _line(**fields: object) -> bytes:
    record = {"id": "a1", "url": None, "outlet": "روزنامه دشت آرام", "title": "عنوان", **fields}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _archive(folder: Path, *lines: bytes, name: str = "archive.jsonl") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(b"".join(lines)) if name.endswith(".gz") else b"".join(lines))
    return path


def test_a_line_becomes_an_item_of_an_archive(tmp_path: Path, methodology: Methodology) -> None:
    path = _archive(tmp_path, _line(lead="لید", published="1404-07-03T09:30:00+03:30"))

    (line,) = read_archive(path, methodology, NOW)

    assert line.item is not None
    assert (line.item.title, line.item.lead, line.item.body) == ("عنوان", "لید", None)
    assert (line.item.key, line.item.outlet, line.item.origin) == ("a1", "روزنامه دشت آرام", Origin.IMPORT)
    assert line.item.published is not None
    assert line.item.published.at == datetime(2025, 9, 25, 6, 0, tzinfo=UTC)


def test_a_jalali_day_in_words_is_a_day(tmp_path: Path, methodology: Methodology) -> None:
    (line,) = read_archive(_archive(tmp_path, _line(published="۳ مهر ۱۴۰۴")), methodology, NOW)

    assert line.item is not None
    assert line.item.published is not None
    assert line.item.published.precision is Precision.DAY


def test_an_unreadable_date_is_said_and_the_item_kept(tmp_path: Path, methodology: Methodology) -> None:
    (line,) = read_archive(_archive(tmp_path, _line(published="بهار")), methodology, NOW)

    assert line.item is not None
    assert line.item.published is None
    assert "بهار" in line.doubt


def test_an_item_with_an_address_is_known_by_it(tmp_path: Path, methodology: Methodology) -> None:
    first, second = read_archive(
        _archive(
            tmp_path,
            _line(url="http://www.example.ir/news/7/?utm_source=x", id="p"),
            _line(url="https://example.ir/news/7", id="q"),
        ),
        methodology,
        NOW,
    )

    assert first.item is not None
    assert second.item is not None
    assert first.item.key == second.item.key


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{not json}\n", "not a JSON object"),
        (b"[1, 2]\n", "list"),
        (b"\xff\xfe\n", "UTF-8"),
        (_line(title=None), "none of title, lead and body"),
        (_line(title="  "), "none of title, lead and body"),
        (_line(title=12), "title"),
        (_line(id=None), "neither id nor url"),
        (_line(outlet=None), "no outlet"),
        (b"[" * 100_000 + b"\n", "JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_kept(
    tmp_path: Path, methodology: Methodology, line: bytes, said: str
) -> None:
    bad, good = read_archive(_archive(tmp_path, line, _line()), methodology, NOW)

    assert bad.item is None
    assert said in bad.problem
    assert (bad.number, good.number) == (1, 2)
    assert good.item is not None


def test_blank_lines_count_in_the_numbering_only(tmp_path: Path, methodology: Methodology) -> None:
    (line,) = read_archive(_archive(tmp_path, b"\n", b"  \n", _line()), methodology, NOW)

    assert line.number == 3


def test_a_gzipped_archive_that_breaks_off_keeps_what_came_before(
    tmp_path: Path, methodology: Methodology
) -> None:
    lines = [_line(id=f"n{n}", title=f"عنوان {n} {n * 7919}") for n in range(2000)]
    path = _archive(tmp_path, *lines, name="archive.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-2000])

    *kept, last = read_archive(path, methodology, NOW)

    assert len(kept) > 100
    assert all(line.item for line in kept)
    assert "breaks off" in last.problem


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, methodology: Methodology) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        list(read_archive(tmp_path / "absent.jsonl", methodology, NOW))
