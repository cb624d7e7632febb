"""The PDF: tagged, the same twice, and read by another program as it was written."""

import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from core.errors import InputError
from reports.formats.pdf import pdf_bytes
from reports.formats.pdf_reading_order import in_reading_order
from tests.pages.reports.sample_files import outline_of, sample_outline, sample_pdf, with_title

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
MARKS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))


def copied_text(pdf: bytes, folder: Path) -> str:
    """What a reader gets who copies the text, without the marks of direction."""
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    return text.translate(MARKS)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type/Page/", pdf))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf_bytes(sample_outline()) == sample_pdf()


def test_the_file_is_tagged_and_says_its_language_and_the_time_of_the_data() -> None:
    pdf = sample_pdf()

    assert b"/Marked true" in pdf
    assert b"/Lang(fa)" in pdf
    assert b"20251022223000" in pdf


def test_every_agency_has_its_pages() -> None:
    assert pages(sample_pdf()) > len(sample_outline().agencies)


@needs_poppler
def test_copied_text_keeps_half_spaces_ligatures_and_marks(tmp_path: Path) -> None:
    text = copied_text(pdf_bytes(outline_of(with_title("می‌توان از رسانه‌ای دربارهٔ فاضلاب پرسید"))), tmp_path)

    for words in ("می‌توان", "رسانه‌ای", "دربارهٔ", "فاضلاب", "دستگاه‌ها", "سنجه‌ها"):
        assert words in text


@needs_poppler
def test_numbers_are_not_turned_around(tmp_path: Path) -> None:
    text = copied_text(sample_pdf(), tmp_path)

    for number in ("۱٬۲۹۰", "۸۱٫۳", "۱۴۰۴", "۷۹"):
        assert number in text
    assert "۰۹۲٬۱" not in text


@needs_poppler
@pytest.mark.parametrize(
    "title",
    ["= سرفصل", "+۱", "@admin", "<script>alert(1)</script>", "#pagebreak() *x* $y$ ] [", "\\ `کد` <a> @b"],
)
def test_a_title_is_never_markup(title: str, tmp_path: Path) -> None:
    pdf = pdf_bytes(outline_of(with_title(title)))
    text = copied_text(pdf, tmp_path)
    usual = pages(pdf_bytes(outline_of(with_title("عنوانی ساده"))))

    assert pages(pdf) == usual
    for part in re.findall(r"[A-Za-z]{3,}", title):
        assert part in text


@pytest.mark.parametrize("title", ["ب" * 2000, "واژهٔ بلند " * 200])
def test_a_title_of_2000_letters_stays_on_the_page(title: str) -> None:
    usual = pages(pdf_bytes(outline_of(with_title("عنوانی ساده"))))

    assert pages(pdf_bytes(outline_of(with_title(title)))) <= usual + 1


def test_typst_still_writes_the_letters_of_a_sign_in_the_order_of_speech(tmp_path: Path) -> None:
    """When this fails, typst has changed: see whether pdf_reading_order is still needed."""
    source = tmp_path / "word.typ"
    source.write_text('#set text(font: "Vazirmatn", dir: rtl, lang: "fa")\nمی‌توان', encoding="utf-8")
    fonts = Path(__file__).parents[3] / "reports" / "fonts"
    pdf = typst.compile(source, font_paths=[fonts], ignore_system_fonts=True, format="pdf")
    packed = re.findall(rb"/FlateDecode[^>]*>>\nstream\n(.*?)endstream", pdf, re.DOTALL)
    texts = b"".join(zlib.decompressobj().decompress(each) for each in packed)

    assert b"<200C062A>" in texts
    assert in_reading_order(pdf) != pdf


def test_a_file_that_is_no_such_pdf_is_refused() -> None:
    with pytest.raises(InputError, match="cross-reference"):
        in_reading_order(b"%PDF-1.7\nnothing\n%%EOF")


def test_a_clock_that_runs_gives_a_file_too() -> None:
    # Typst refuses parts of a second, and every clock but that of a test has them.
    outline = sample_outline()
    query = replace(outline.query, as_of="2025-11-22T22:30:00.001234+00:00")

    assert b"20251122223000" in pdf_bytes(replace(outline, query=query))
