"""Hostile titles change nothing but their own cell, in every format."""

import csv
import re
import shutil
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reports.formats.data_files import csv_files
from reports.formats.docx import docx_bytes
from reports.formats.pdf import pdf_bytes
from reports.formats.xlsx import xlsx_bytes
from reports.outline.records import Outline
from tests.pages.reports.sample_files import outline_of, with_title
from tests.pages.reports.test_pdf import copied_text, pages

PLAIN = "خبر ساده"
TITLES = {
    "formula": "=HYPERLINK(1)",
    "plus": "+1+1",
    "at": "@SUM(A1)",
    "script": "<script>alert(1)</script>",
    "typst": '#let x = 1; *پر* $x$ @x #read("/etc/passwd") \\ = عنوان',
    "long": "واژه " * 400,
    "unbroken": "ب" * 2000,
}


def _cells(outline: Outline) -> dict[tuple[str, str], tuple[Any, str]]:
    book = load_workbook(BytesIO(xlsx_bytes(outline)))
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.data_type)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _lines(outline: Outline) -> dict[str, list[list[str]]]:
    return {
        name: list(csv.reader(StringIO(content.decode("utf-8-sig"))))
        for name, content in csv_files(outline).items()
    }


def _tags(outline: Outline) -> list[str]:
    with ZipFile(BytesIO(docx_bytes(outline))) as archive:
        return re.findall(r"<(/?[\w:]+)", archive.read("word/document.xml").decode())


@pytest.fixture(scope="module")
def plain() -> Outline:
    return outline_of(with_title(PLAIN))


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_a_workbook_differs_in_cells_of_this_title_alone_and_has_no_formula(
    plain: Outline, title: str
) -> None:
    before, after = _cells(plain), _cells(outline_of(with_title(title)))
    changed = {place for place in before if before[place] != after.get(place)}

    assert before.keys() == after.keys()
    assert changed
    assert all(PLAIN in str(before[place][0]) for place in changed)
    assert {kind for _, kind in after.values()} <= {"s", "n"}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_a_csv_differs_in_cells_of_this_title_alone_and_begins_no_formula(plain: Outline, title: str) -> None:
    before, after = _lines(plain), _lines(outline_of(with_title(title)))
    changed = [
        (old, new)
        for name in before
        for old_row, new_row in zip(before[name], after[name], strict=True)
        for old, new in zip(old_row, new_row, strict=True)
        if old != new
    ]

    assert changed
    assert all(PLAIN in old for old, _ in changed)
    assert not [new for _, new in changed if new.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_a_document_keeps_its_structure(plain: Outline, title: str) -> None:
    assert _tags(outline_of(with_title(title))) == _tags(plain)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("name", ["typst", "script"])
def test_a_pdf_prints_the_title_as_it_stands(name: str, tmp_path: Path) -> None:
    text = copied_text(pdf_bytes(outline_of(with_title(TITLES[name]))), tmp_path)

    assert {"typst": "etc/passwd", "script": "alert"}[name] in text
    assert "root:" not in text


@pytest.mark.parametrize("name", ["long", "unbroken"])
def test_two_thousand_letters_take_no_more_than_their_own_room(plain: Outline, name: str) -> None:
    assert pages(pdf_bytes(outline_of(with_title(TITLES[name])))) <= pages(pdf_bytes(plain)) + 1
