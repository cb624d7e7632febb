"""Files for a spreadsheet: what an outlet wrote stays text."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from review.looking.spreadsheets import BOM, csv_lines, xlsx_bytes

HEAD = ("شماره", "عنوان")
FORMULAS = ["=1+1", "+98", "-2", "@SUM(A1)", "\t=1", "\r=1", ' =HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    file = "".join(csv_lines(HEAD, [(7, text)]))
    [_, row] = list(csv.reader(StringIO(file.removeprefix(BOM))))

    assert row[0] == "7"
    assert row[1].startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    sheet = load_workbook(BytesIO(xlsx_bytes("مطالب", HEAD, [(7, text)]))).active

    assert sheet is not None
    assert sheet["B2"].data_type == "s"
    assert sheet["A2"].value == 7


def test_control_characters_and_endless_titles_do_not_stop_a_workbook() -> None:
    sheet = load_workbook(BytesIO(xlsx_bytes("مطالب", HEAD, [(7, "آب\x00\x0b\u202e" + "ب" * 90_000)]))).active

    assert sheet is not None
    assert len(str(sheet["B2"].value)) <= 32_767
    assert str(sheet["B2"].value).startswith("آبب")


def test_a_workbook_reads_from_right_to_left() -> None:
    sheet = load_workbook(BytesIO(xlsx_bytes("مطالب", HEAD, []))).active

    assert sheet is not None
    assert sheet.sheet_view.rightToLeft


def test_persian_in_a_csv_is_known_as_such_by_spreadsheets() -> None:
    assert "".join(csv_lines(HEAD, [])).startswith(BOM + "شماره,عنوان")
