"""The workbook as another program opens it: numbers, directions, charts, and text that stays text."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reports.formats.xlsx import xlsx_bytes
from reports.persian import COUNT_FORMAT, DECIMAL_FORMAT, SHARE_FORMAT
from tests.pages.reports.sample_files import (
    outline_of,
    sample_outline,
    sample_workbook,
    with_title,
    workbook,
    workbook_texts,
)


def _charts(title: str) -> int:
    sheet = sample_workbook()[title]
    assert isinstance(sheet, Worksheet)
    return len(sheet._charts)  # type: ignore[attr-defined]  # openpyxl reads them and gives them no other name


def test_the_same_report_gives_the_same_bytes() -> None:
    assert xlsx_bytes(sample_outline()) == xlsx_bytes(sample_outline())


def test_every_sheet_reads_from_the_right() -> None:
    assert all(sheet.sheet_view.rightToLeft for sheet in sample_workbook())


def test_numbers_are_numbers_with_persian_digits_by_format() -> None:
    sheet = sample_workbook()["جدول امتیازها"]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, sheet[2], strict=True))

    assert first["امتیاز"].value == 81.34
    assert first["امتیاز"].number_format == DECIMAL_FORMAT
    assert (first["مطالب"].value, first["مطالب"].number_format) == (3, COUNT_FORMAT)
    assert (first["پوشش داده"].value, first["پوشش داده"].number_format) == (0.95, SHARE_FORMAT)


def test_a_fall_is_a_negative_number() -> None:
    sheet = sample_workbook()["جدول امتیازها"]
    changes = [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)]

    assert -4.7 in changes
    assert 7.1 in changes


def test_a_count_opens_the_page_of_its_items() -> None:
    cell = sample_workbook()["جدول امتیازها"]["G2"]

    assert cell.hyperlink is not None
    assert str(cell.hyperlink.target).startswith("lists/press_items-education")


def test_shares_and_trends_have_native_charts() -> None:
    assert _charts("جدول امتیازها") == 3
    assert _charts("روند امتیاز") == 1
    assert _charts("موضوع‌ها") == 1


def test_every_counted_item_has_its_row() -> None:
    assert sample_workbook()["مطالب"].max_row == 1 + len(sample_outline().items)


@pytest.mark.parametrize("title", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "#N/A", '=HYPERLINK("x")'])
def test_a_title_like_a_formula_stays_text(title: str) -> None:
    book = workbook(outline_of(with_title(title)))
    cells = [c for row in book["مطالب"].iter_rows() for c in row if c.value == title]

    assert [cell.data_type for cell in cells] == ["s"]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type in "fe"]


def test_a_title_changes_nothing_but_its_own_cells() -> None:
    plain = workbook_texts(outline_of(with_title("عنوانی ساده")))
    long = workbook_texts(outline_of(with_title("=" + "ب" * 1999)))
    changed = {a for a, b in zip(plain, long, strict=True) if a != b}

    assert all("عنوانی ساده" in text for text in changed)


def test_letters_that_no_cell_may_hold_are_left_out() -> None:
    assert "الفب" in workbook_texts(outline_of(with_title("الف\x00\x0bب")))
