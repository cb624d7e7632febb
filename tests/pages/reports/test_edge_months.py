"""Months in which something is missing, in every format: each says so, and no gap becomes a zero."""

import json
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.formats.data_files import json_bytes
from reports.formats.html_pages import report_pages
from reports.formats.pdf import pdf_bytes
from reports.formats.report_file import ReportFile
from reports.formats.table import FILE_FORMATS, report_files
from reports.inputs import ReportInputs
from reports.month import month_report
from reports.outline import SECTION_BLOCKS
from reports.release import release_of
from reports.sections import SECTIONS
from tests.pages.reports.sample_files import (
    document_xml,
    month_of_equals,
    month_of_failed_sources,
    month_of_one_agency,
    month_without_data,
    outline_of,
    unfinished_month,
    workbook_texts,
)
from tests.pages.reports.test_pdf import copied_text

NUMBER = re.compile(r'href="(?:\.\./)?lists/([^"]+)\.html" data-count="(\d+)"')
EMPTY = "مطلبی از رسانه‌های زیر پوشش شمرده نشد"
UNSEEN = "سنجیده نشد"


def _files(inputs: ReportInputs) -> dict[str, ReportFile]:
    return {file.path: file for file in report_files(outline_of(inputs), FILE_FORMATS)}


EVERY_MONTH = [
    month_without_data,
    month_of_one_agency,
    month_of_failed_sources,
    month_of_equals,
    unfinished_month,
]


@pytest.mark.parametrize("month", EVERY_MONTH)
def test_every_format_is_written(month: Callable[[], ReportInputs]) -> None:
    files = _files(month())

    assert {"report.pdf", "report.xlsx", "report.docx", "report.json", "csv/items.csv"} <= files.keys()
    assert files["report.pdf"].content.startswith(b"%PDF-")
    assert load_workbook(BytesIO(files["report.xlsx"].content)).sheetnames[0] == "گزارش"


@pytest.mark.parametrize(("month", "words"), [(month_without_data, EMPTY), (month_of_failed_sources, UNSEEN)])
def test_sheets_documents_and_data_say_what_is_missing(month: Callable[[], ReportInputs], words: str) -> None:
    outline = outline_of(month())

    assert any(words in text for text in workbook_texts(outline))
    assert words in document_xml(outline)
    if words is UNSEEN:
        assert words in json_bytes(outline).decode()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize(("month", "words"), [(month_without_data, EMPTY), (month_of_failed_sources, UNSEEN)])
def test_the_pdf_says_what_is_missing(month: Callable[[], ReportInputs], words: str, tmp_path: Path) -> None:
    text = copied_text(pdf_bytes(outline_of(month())), tmp_path)

    assert words in " ".join(text.split())


@pytest.mark.parametrize("month", [month_without_data, month_of_failed_sources])
def test_nobody_gets_a_score_of_zero(month: Callable[[], ReportInputs]) -> None:
    league = json.loads(json_bytes(outline_of(month())))["tables"]["league"]
    place = league["columns"].index("امتیاز")
    scores = [row[place] for row in league["rows"]]

    assert scores
    assert not [score for score in scores if isinstance(score, dict) and "value" in score]


def test_a_month_of_one_agency_has_one_chapter_and_one_row() -> None:
    outline = outline_of(month_of_one_agency())
    league = json.loads(json_bytes(outline))["tables"]["league"]

    assert len(outline.agencies) == len(league["rows"]) == 1


def test_thirteen_equals_share_the_first_rank_in_the_order_of_their_names() -> None:
    outline = outline_of(month_of_equals())
    league = json.loads(json_bytes(outline))["tables"]["league"]
    ranks, names = (league["columns"].index(title) for title in ("رتبه", "دستگاه"))

    assert [row[ranks]["value"] for row in league["rows"]] == [1] * 13
    assert [row[names] for row in league["rows"]] == sorted(row[names] for row in league["rows"])


def test_the_public_is_told_of_all_who_share_the_first_rank() -> None:
    release = release_of(month_report(month_of_equals()))

    assert len(release.groups[0].rows) == 13
    assert "به‌طور مشترک در رتبهٔ نخست است" in release.sentences[3]


def test_an_unfinished_month_is_called_a_draft_and_the_night_that_broke_off_is_not_seen() -> None:
    outline = outline_of(unfinished_month())
    outlet_days = outline.lists["outlet-days"]

    assert any("پیش‌نویس" in notice for notice in outline.notices)
    assert len(outlet_days) == 15 * 6
    assert "دیده نشد" in str(outlet_days[14])


@pytest.mark.parametrize("month", EVERY_MONTH)
def test_every_number_of_a_month_with_gaps_equals_its_list(month: Callable[[], ReportInputs]) -> None:
    report = month_report(month())
    pages = dict(report_pages(report))
    links = [found for page in pages.values() for found in NUMBER.findall(page)]

    assert [found for found in links if report.lists[found[0]].size != int(found[1])] == []


def test_every_section_has_its_blocks() -> None:
    assert SECTION_BLOCKS.keys() == SECTIONS.keys()
