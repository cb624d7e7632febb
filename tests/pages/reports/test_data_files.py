"""CSV and JSON: real values, the hash of the query on every line, and no formula."""

import csv
import json
from io import StringIO

import pytest

from reports.formats.data_files import csv_files, json_bytes
from tests.pages.reports.sample_files import outline_of, sample_outline, with_title
from tests.pages.reports.sample_month import sample_report


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert csv_files(sample_outline()) == csv_files(sample_outline())
    assert json_bytes(sample_outline()) == json_bytes(sample_outline())


def test_values_are_plain_numbers() -> None:
    second = _rows(csv_files(sample_outline())["league.csv"])[2]

    assert (second["دستگاه"], second["امتیاز"]) == ("شرکت آب و فاضلاب استان سمنان", "72.05")
    assert second["تغییر"] == "-4.7"


def test_every_line_says_which_query_it_answers() -> None:
    outline = sample_outline()
    said = {row["query"] for content in csv_files(outline).values() for row in _rows(content)}

    assert said == {outline.query_hash}
    assert json.loads(json_bytes(outline))["query_hash"] == outline.query_hash


def test_the_list_behind_every_number_is_in_the_json() -> None:
    data = json.loads(json_bytes(sample_outline()))
    numbers = [
        piece
        for table in data["tables"].values()
        for row in table["rows"]
        for piece in row
        if isinstance(piece, dict)
        and (piece.get("unit"), piece.get("page", "")[:6]) == ("count", "lists/")
        and piece["value"]
    ]
    counts = [(len(data["lists"][n["page"][6:-5]]), n["value"]) for n in numbers]

    assert counts
    assert all(length == value for length, value in counts)


@pytest.mark.parametrize("title", ["=1+1", "+98", "-2", "@x", " =1+1"])
def test_a_title_like_a_formula_is_quoted(title: str) -> None:
    titles = [row["title"] for row in _rows(csv_files(outline_of(with_title(title)))["items.csv"])]

    assert f"'{title}" in titles
    assert not [each for each in titles if each.lstrip().startswith(("=", "+", "-", "@"))]


def test_a_title_with_commas_and_quotes_stays_one_cell() -> None:
    title = 'گفت: "بیا, برو"؛ رفت'
    titles = [row["title"] for row in _rows(csv_files(outline_of(with_title(title)))["items.csv"])]

    assert title in titles


def test_the_card_of_every_agency_is_a_table_of_its_own() -> None:
    outline = sample_outline()
    rows = _rows(csv_files(outline)["scorecard.csv"])
    report = sample_report()
    expected = [
        (page.name, line.name, round(line.points, 6))
        for page in report.agencies
        for line in (*page.card.strengths, *page.card.weakest)
    ]

    assert expected
    assert [(r["دستگاه"], r["شاخص"], float(r["امتیاز"])) for r in rows] == expected
    assert {row["جایگاه"] for row in rows} <= {"نقاط قوت", "ضعیف‌ترین شاخص‌ها"}
    assert json.loads(json_bytes(outline))["tables"]["scorecard"]["rows"]
