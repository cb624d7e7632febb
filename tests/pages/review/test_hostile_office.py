"""Hostile input to what people hand in, clips and learning: refused with a clear word, nothing kept."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from review.desk import Desk
from review.records.uploads import LARGEST_FILE
from tests.pages.review.at_work import Browser, rows
from tests.pages.review.own_desk import GAS, PDF, PNG, filled_record, own_desk, token_of, workbook

SCRIPT = "<script>alert(1)</script>"
REORDERED = "گزارش \u202efdp.exe\u202c پایان"


@pytest.fixture
def desk(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[Desk]:
    with own_desk(template, tmp_path / "home") as (made, _, _):
        yield made


@pytest.fixture
def analyst(desk: Desk) -> Browser:
    return Browser(desk, "n.sahar")


def send(browser: Browser, files: Any = None, **changes: str) -> Response:
    token = token_of(browser, "/records/record/new")
    return browser.client.post("/records/record/new", data=filled_record(token, **changes), files=files)


def send_table(browser: Browser, name: str, content: bytes) -> Response:
    token = token_of(browser, "/records/record/table")
    return browser.client.post(
        "/records/record/table", data={"token": token}, files={"table": (name, content)}
    )


def kept(desk: Desk) -> int:
    return len(rows(desk, "SELECT id FROM record"))


def stored_files(desk: Desk) -> list[Path]:
    home = desk.reports_folder.parent
    return [path for path in (home / "evidence").rglob("*") if path.is_file()]


def test_a_script_in_every_field_is_shown_and_never_run(analyst: Browser) -> None:
    send(analyst, title=SCRIPT, number=SCRIPT, level=SCRIPT)
    listed = analyst.open("/records").text

    assert SCRIPT not in listed
    assert "&lt;script&gt;" in listed


def test_signs_that_turn_the_reading_around_are_not_shown(analyst: Browser) -> None:
    send(analyst, files={"photo": (f"{REORDERED}.png", PNG)}, title=REORDERED)
    listed = analyst.open("/records").text

    assert "fdp.exe" in listed
    assert "\u202e" not in listed


def test_a_text_of_a_megabyte_is_refused_with_a_word(desk: Desk, analyst: Browser) -> None:
    long, endless = send(analyst, title="گ" * 6_000), send(analyst, title="گ" * 1_000_000)

    assert (long.status_code, endless.status_code) == (400, 400)
    assert "کوتاه‌ترش کنید" in long.text
    assert "این فرم پذیرفته نشد" in endless.text
    assert kept(desk) == 0


@pytest.mark.parametrize(
    "path",
    [
        "/records/record/new",
        "/records/record/table",
        "/records/record/1/verdict",
        "/records/record/1/object",
        "/records/record/1/answer",
        "/clips",
        "/learning/decide",
        "/learning/run",
    ],
)
def test_a_form_without_the_token_or_from_elsewhere_does_nothing(
    desk: Desk, analyst: Browser, path: str
) -> None:
    sent = filled_record("forged") | {
        "verdict": "accepted",
        "note": "یادداشت",
        "proposal": "x",
        "act": "accept",
    }
    forged = analyst.client.post(path, data=sent)
    token = token_of(analyst, "/records/record/new")
    foreign = analyst.client.post(
        path, data={**sent, "token": token}, headers={"sec-fetch-site": "same-site"}
    )

    assert (forged.status_code, foreign.status_code) == (403, 403)
    assert kept(desk) == 0
    assert rows(desk, "SELECT job FROM job_run") == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.png", b"<html><script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("paper.pdf", PNG),
        ("run.exe", b"MZ" + bytes(60)),
        ("empty.pdf", b""),
        (
            "macro.docx",
            workbook({"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""}),
        ),
        ("bare.docx", workbook({"word/document.xml": b""})),
        ("bomb.docx", workbook({"[Content_Types].xml": b"", "word/document.xml": bytes(120_000_000)})),
    ],
)
def test_a_file_that_is_not_what_it_says_or_is_of_no_use_is_refused(
    desk: Desk, analyst: Browser, name: str, content: bytes
) -> None:
    answer = send(analyst, files={"file": (name, content, "application/pdf")})

    assert answer.status_code == 400
    assert "چیزی ثبت نشد" in answer.text
    assert kept(desk) == 0
    assert stored_files(desk) == []


def test_a_file_that_is_too_large_is_refused_before_and_after_it_came(desk: Desk, analyst: Browser) -> None:
    large = send(analyst, files={"file": ("a.pdf", PDF + bytes(LARGEST_FILE))})
    huge = send(analyst, files={"file": ("a.pdf", PDF + bytes(2 * LARGEST_FILE))})

    assert large.status_code == 400
    assert "بزرگ‌تر از ۱۰ مگابایت" in large.text
    assert huge.status_code == 413
    assert kept(desk) == 0


@pytest.mark.parametrize("name", ["../../../etc/passwd.pdf", "..\\..\\rasad.sqlite.pdf", "/etc/cron.d/x.pdf"])
def test_the_path_in_a_files_name_is_of_no_account(desk: Desk, analyst: Browser, name: str) -> None:
    send(analyst, files={"file": (name, PDF)})
    (stored,) = stored_files(desk)
    (evidence,) = rows(desk, "SELECT evidence FROM record")

    assert stored.parent.parent.name == "evidence"
    assert ".." not in evidence["evidence"]
    assert "/etc" not in evidence["evidence"]


def test_a_table_cannot_name_files_of_the_server(desk: Desk, analyst: Browser) -> None:
    lines = f"number,agency,kind,title,day,file\n1,{GAS},banner,بنر,1404-08-01,../rasad.sqlite\n"
    for place in ("../rasad.sqlite", "/etc/hostname", "rasad.sqlite"):
        answer = send_table(analyst, "t.csv", lines.replace("../rasad.sqlite", place).encode())

        assert answer.status_code == 400
        assert "همراه جدول فرستاده نشده است" in answer.text
    assert kept(desk) == 0


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_opened(analyst: Browser) -> None:
    bomb = workbook(
        {"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(60_000_000)}
    )
    answer = send_table(analyst, "t.xlsx", bomb)

    assert len(bomb) < 100_000
    assert answer.status_code == 400
    assert "پس از بازشدن بیش از اندازه بزرگ است" in answer.text


def test_a_workbook_with_a_cell_far_away_is_read_in_no_time(analyst: Browser) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["number", "agency", "kind", "title", "day", "link"])
    sheet.cell(row=1_000_000, column=16_000, value="x")
    content = io.BytesIO()
    book.save(content)
    answer = send_table(analyst, "t.xlsx", content.getvalue())

    assert answer.status_code == 400
    assert "جدول" in answer.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.xlsx", b"no workbook"),
        ("t.xlsx", PNG),
        ("t.csv", b"\x00\xff\xfe\x00"),
        ("t.exe", b"MZ"),
        ("t.csv", b""),
    ],
)
def test_what_is_no_table_is_refused(desk: Desk, analyst: Browser, name: str, content: bytes) -> None:
    assert send_table(analyst, name, content).status_code == 400
    assert kept(desk) == 0


@pytest.mark.parametrize(
    "path",
    [
        "/records/record/999999",
        "/records/record/-1",
        "/records/record/1%20OR%201=1",
        "/records/record/99999999999999999999",
        "/records/record/new?after=999999",
        "/evidence/..%2f..%2frasad.sqlite",
        "/evidence/" + "A" * 64,
        "/learning/proposals/..%2f..",
        "/records/record/۱",
    ],
)
def test_ids_that_are_none_lead_nowhere(analyst: Browser, path: str) -> None:
    assert analyst.open(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "of=users",
        "of=record&place=-5",
        "of=record&period=1404-99",
        "of=record&place=99999999999999999999",
        "of=record&agency=" + "x" * 5000,
        "of=resolution&kind=<script>&state=late",
    ],
)
def test_an_address_that_makes_no_sense_is_no_fault_of_ours(analyst: Browser, query: str) -> None:
    assert analyst.open(f"/records?{query}").status_code in (200, 403)


def test_a_formula_and_a_null_in_a_field_stay_text(desk: Desk, analyst: Browser) -> None:
    send(analyst, title="=HYPERLINK(1)\x00")
    (row,) = rows(desk, "SELECT title FROM record")

    assert row["title"] == "=HYPERLINK(1)"


def test_a_clip_with_a_script_and_a_turned_text_is_shown_as_text(desk: Desk, analyst: Browser) -> None:
    token = token_of(analyst, "/clips")
    clip = {
        "token": token,
        "outlet": "کویربان",
        "title": SCRIPT + REORDERED,
        "text": SCRIPT * 1000,
        "published": "۱۴۰۴/۰۷/۲۰",
        "agency": GAS,
    }
    analyst.client.post("/clips", data=clip)
    (row,) = rows(desk, "SELECT id FROM item WHERE origin = 'clip'")

    for path in ("/clips", f"/items/{row['id']}"):
        page = analyst.open(path).text
        assert SCRIPT not in page
        assert "\u202e" not in page


def test_a_clip_of_a_megabyte_is_refused(desk: Desk, analyst: Browser) -> None:
    token = token_of(analyst, "/clips")
    answer = analyst.client.post("/clips", data={"token": token, "title": "ب", "text": "ب" * 1_000_000})

    assert answer.status_code in (413, 422)
    assert rows(desk, "SELECT id FROM clip_entry") == []
