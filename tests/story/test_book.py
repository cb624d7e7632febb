"""`rasad book`: what agencies handed in for a data call, merged; who sent nothing is named."""

from datetime import datetime
from pathlib import Path
from struct import pack
from zipfile import ZipFile
from zlib import compress, crc32

import docx
import pytest

from core.errors import InputError
from rasad.reporting.book import write_book
from rasad.wiring import Office
from reports.book import NO_REPORT, NO_TEXT
from tests.story.test_hand_in import hand_in, office, rasad, table

NOW = "2025-11-24T08:00+03:30"
CALL = "ف-۱۲"
CALL_HEADS = ("number", "kind", "meeting", "title", "owner", "decided", "due", "progress", "proof")
REPORT_HEADS = ("شماره", "دستگاه", "نوع", "عنوان", "تاریخ", "فایل", "فراخوان", "تاریخ دریافت")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    config = tmp_path / "home" / "config"
    config.mkdir(parents=True)
    (config / "settings.yaml").write_text("profiles: [semnan-sample]\n", encoding="utf-8")
    rasad(tmp_path / "home", "user", "add", "roya")
    return tmp_path / "home"


def _called(home: Path) -> None:
    """Three agencies are called; gas answers with a document, post with a scan, water with nothing."""
    rows = [
        (
            CALL,
            "data-call",
            "شورا",
            "کتاب خدمات هفتهٔ دولت",
            owner,
            "1404-08-01",
            "1404-08-15",
            "not-started",
            "",
        )
        for owner in ("gas@سمنان", "post@سمنان", "water-wastewater@سمنان")
    ]
    hand_in(home, "resolution", table(home, CALL_HEADS, *rows, name="calls.csv"))
    document = docx.Document()
    for words in ("گازرسانی به هشت روستا پایان یافت.", "می‌توان گفت =1+1 #strong[برابر] است."):
        document.add_paragraph(words)
    document.save(str(home.parent / "gas.docx"))
    (home.parent / "post.pdf").write_bytes(b"%PDF-1.4 scanned")
    hand_in(
        home,
        "record",
        table(
            home,
            REPORT_HEADS,
            ("۱", "gas@سمنان", "گزارش عملکرد", "کارنامهٔ گاز", "1404-08-10", "gas.docx", CALL, "1404-08-12"),
            ("۲", "post@سمنان", "گزارش عملکرد", "کارنامهٔ پست", "1404-08-10", "post.pdf", CALL, "1404-08-20"),
            ("۳", "gas@سمنان", "گزارش عملکرد", "گزارشی دیگر", "1404-08-10", "gas.docx", "ف-۹۹", "1404-08-12"),
            name="reports.csv",
        ),
    )


def _text(path: Path) -> str:
    document = docx.Document(str(path))
    body = document.element.body
    return "\n".join(
        t.text or "" for t in body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    )


def _book(home: Path, folder: Path) -> str:
    rasad(home, "book", CALL, "--output", str(folder), "--now", NOW)
    return _text(folder / "book.docx")


def test_the_text_of_a_report_stands_in_the_chapter_of_its_agency(home: Path, tmp_path: Path) -> None:
    _called(home)
    told = _book(home, tmp_path / "book")

    assert "گازرسانی به هشت روستا پایان یافت." in told
    assert "=1+1 #strong[برابر]" in told
    assert (tmp_path / "book" / "book.pdf").read_bytes().startswith(b"%PDF-")


def test_who_sent_nothing_and_who_was_late_is_said(home: Path, tmp_path: Path) -> None:
    _called(home)
    told = _book(home, tmp_path / "book")

    assert "از ۳ دستگاهِ فراخوانده، ۲ دستگاه گزارش فرستاد." in told
    assert told.count(NO_REPORT) == 1
    assert "۲۰ آبان ۱۴۰۴، پس از مهلت" in told
    assert "۱۲ آبان ۱۴۰۴، پس از مهلت" not in told


def test_a_file_that_cannot_be_read_is_named_with_that(home: Path, tmp_path: Path) -> None:
    _called(home)
    told = _book(home, tmp_path / "book")

    assert NO_TEXT in told
    assert "post.pdf" in told


def test_a_report_for_another_call_is_left_out(home: Path, tmp_path: Path) -> None:
    _called(home)

    assert "گزارشی دیگر" not in _book(home, tmp_path / "book")


def test_the_same_call_gives_the_same_bytes(home: Path, tmp_path: Path) -> None:
    _called(home)
    for name in ("first", "second"):
        _book(home, tmp_path / name)

    for name in ("book.pdf", "book.docx"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_a_call_that_was_never_made_is_refused(home: Path, tmp_path: Path) -> None:
    _called(home)
    one: Office = office(home)

    with pytest.raises(InputError, match="has no data call 'ف-۱۳'"):
        write_book(one, one.methodology.profiles["semnan-sample"], "ف-۱۳", datetime.fromisoformat(NOW))


def _with_photos(home: Path, **photos: bytes) -> None:
    """One call to gas, answered with these files."""
    call = (CALL, "data-call", "شورا", "کتاب", "gas@سمنان", "1404-08-01", "1404-08-15", "not-started", "")
    hand_in(home, "resolution", table(home, CALL_HEADS, call, name="calls.csv"))
    for name, content in photos.items():
        (home.parent / f"{name}.png").write_bytes(content)
    named = ";".join(f"{name}.png" for name in photos)
    answer = ("۱", "gas@سمنان", "گزارش عملکرد", "کارنامه", "1404-08-10", "1404-08-12", named)
    heads = ("شماره", "دستگاه", "نوع", "عنوان", "تاریخ", "تاریخ دریافت", "photo")
    hand_in(home, "record", table(home, heads, answer, name="reports.csv"))


def _png(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A picture of even grey, with as many rows of it as are asked for."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", crc32(kind + content))

    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = compress((b"\0" + b"\x80" * width) * (height if rows is None else rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _shown(folder: Path) -> tuple[int, int]:
    """Pictures in the document and in the PDF."""
    with ZipFile(folder / "book.docx") as parts:
        in_docx = sum(name.startswith("word/media/") for name in parts.namelist())
    return in_docx, (folder / "book.pdf").read_bytes().count(b"/Subtype/Image")


def test_photographs_are_printed_and_not_named_again(home: Path, tmp_path: Path) -> None:
    _with_photos(home, pool=_png(120, 80), bridge=_png(40, 300))
    told = _book(home, tmp_path / "book")

    assert _shown(tmp_path / "book") == (2, 2)
    assert "bridge.png" in told
    assert "پیوست: " not in told
    assert NO_TEXT not in told


def test_what_is_no_picture_stays_named_and_stops_nothing(home: Path, tmp_path: Path) -> None:
    _with_photos(
        home,
        good=_png(60, 60),
        cut=_png(60, 60)[:40],
        huge=_png(60_000, 60_000, rows=1),
    )
    told = _book(home, tmp_path / "book")

    assert _shown(tmp_path / "book") == (1, 1)
    assert all(name in told for name in ("cut.png", "huge.png"))


def test_a_picture_broken_behind_a_good_head_stays_named(home: Path, tmp_path: Path) -> None:
    whole = _png(60, 60)
    _with_photos(home, good=_png(50, 50), broken=whole[:50] + b"\0\0\0\0" + whole[54:])
    told = _book(home, tmp_path / "book")

    assert _shown(tmp_path / "book") == (1, 1)
    assert "broken.png" in told
