"""The DOCX: every paragraph and run reads from the right, and titles stay text."""

import re
from io import BytesIO
from xml.sax.saxutils import escape

import docx
import pytest

from reports.formats.docx import docx_bytes
from tests.pages.reports.sample_files import document_xml, outline_of, sample_outline, with_title


def test_the_same_report_gives_the_same_bytes() -> None:
    assert docx_bytes(sample_outline()) == docx_bytes(sample_outline())


def test_every_paragraph_run_table_and_the_page_read_from_the_right() -> None:
    xml = document_xml(sample_outline())

    assert xml.count("<w:p>") == xml.count("<w:bidi/></w:pPr>")
    assert xml.count("<w:r>") == xml.count("<w:rtl/>")
    assert xml.count("<w:tbl>") == xml.count("<w:bidiVisual/>")
    assert "<w:bidi/><w:docGrid" in xml
    assert "w:jc" not in xml


def test_another_program_reads_headings_and_tables() -> None:
    document = docx.Document(BytesIO(docx_bytes(sample_outline())))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]

    assert headings[:3] == ["کیفیت داده‌ها", "ماه در سه جمله", "جدول امتیازها"]
    assert "اداره کل آموزش و پرورش استان سمنان" in headings
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["راه", "مطالب"]


def test_every_style_that_is_used_is_there() -> None:
    document = docx.Document(BytesIO(docx_bytes(sample_outline())))
    used = set(re.findall(r'<w:pStyle w:val="([^"]+)"', document_xml(sample_outline())))

    assert used <= {style.style_id for style in document.styles}


@pytest.mark.parametrize("title", ["=1+1", "<script>x</script>", "<w:p/>&amp;", "ب" * 100])
def test_a_title_is_text(title: str) -> None:
    assert escape(title) in document_xml(outline_of(with_title(title)))
