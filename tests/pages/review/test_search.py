"""Search and export: what is looked for is found, as it counts after corrections, and taken away safely."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from core.items import Item, Origin
from review.desk import Desk
from review.queue.keeper import index_new_texts
from storage.store_items import store_items
from tests.pages.review.at_work import MORNING, Browser, rows


def found(browser: Browser) -> set[int]:
    """The items of the page."""
    return {int(part.split('"')[0]) for part in browser.page.split('<a href="/items/')[1:]}


def add(desk: Desk, title: str, body: str = "متن") -> int:
    """One more item, with its words in the index."""
    item = Item(
        key=title[:40],
        outlet="kavirban",
        url=None,
        title=title,
        lead=None,
        body=body,
        first_seen=MORNING,
        origin=Origin.CRAWL,
    )
    with desk.begin() as connection:
        [(stored, _)] = store_items(connection, [item])
    index_new_texts(desk)
    return stored.id


@pytest.mark.parametrize("typed", ["شهرداري", "شهرداری", "  شهرداري  ", "شهردار"])
def test_spelling_and_beginnings_of_words_are_forgiven(desk: Desk, typed: str) -> None:
    viewer = Browser(desk, "v.nima")
    viewer.open(f"/search?q={typed}")

    assert len(found(viewer)) > 5


def test_all_words_must_stand_in_the_text(desk: Desk) -> None:
    item = add(desk, "گشایش نمایشگاه فرش دست‌بافت", "در گرمسار گشوده شد")
    viewer = Browser(desk, "v.nima")
    viewer.open("/search?q=نمایشگاه دستبافت گرمسار")

    assert found(viewer) == {item}


def test_both_days_of_a_stretch_belong_to_it(desk: Desk) -> None:
    viewer = Browser(desk, "v.nima")
    viewer.open("/search?since=۱۴۰۴/۷/۱&until=1404-07-01")
    first = found(viewer)
    expected = rows(
        desk,
        "SELECT id FROM item"
        " WHERE counted_at >= '2025-09-22 20:30:00' AND counted_at < '2025-09-23 20:30:00'",
    )

    assert first
    assert first == {row["id"] for row in expected}


def test_agency_and_role_narrow_the_list(desk: Desk) -> None:
    viewer = Browser(desk, "v.nima")
    viewer.open("/search?agency=post@سمنان&role=mentioned")
    expected = rows(
        desk,
        "SELECT v.item_id AS id FROM attribution a JOIN item_version v ON v.id = a.version_id"
        " WHERE a.agency = 'post@سمنان' AND a.role = 'mentioned'",
    )

    assert found(viewer) == {row["id"] for row in expected}


def test_what_people_decided_is_what_the_list_says(desk: Desk, analyst: Browser) -> None:
    analyst.act("irrelevant")
    decided = rows(desk, "SELECT item_id FROM correction")[0]["item_id"]
    [text] = rows(desk, "SELECT title FROM item_version WHERE item_id = :id", id=decided)
    analyst.open(f"/search?q={text['title']}")
    part = analyst.page.split(f'href="/items/{decided}"')[1].split("</li>")[0]

    assert "با تصمیم کارشناس" in part
    assert "کنشگر" not in part


@pytest.mark.parametrize(
    "query",
    ["q=؟!", "since=دیروز", "until=1404-13-01", "since=۱۴۰۴/۷/۳۱", "role=boss"],
)
def test_what_cannot_be_looked_for_is_said(desk: Desk, query: str) -> None:
    answer = Browser(desk, "v.nima").open(f"/search?{query}")

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "q=AND OR NOT",
        'q="گاز',
        "q=گاز*",
        "q=(گاز",
        "q=گاز' --",
        "q=%00",
        "q=" + "آ" * 5000,
        "q=آب&below=-5",
        "q=آب&below=99999999999999999999",
        "agency=x&outlet=y&about=z",
    ],
)
def test_nothing_typed_makes_the_search_stumble(desk: Desk, query: str) -> None:
    assert Browser(desk, "v.nima").open(f"/search?{query}").status_code < 500


def test_a_long_answer_goes_on_and_no_item_is_twice(desk: Desk) -> None:
    viewer = Browser(desk, "v.nima")
    viewer.open("/search?q=سمنان")
    first = found(viewer)
    more = viewer.page.split('<p><a href="')[-1].split('"')[0].replace("&amp;", "&")
    viewer.open(more)

    assert len(first) == 30
    assert found(viewer)
    assert not first & found(viewer)


def test_the_csv_holds_every_item_found_and_no_formula(desk: Desk) -> None:
    item = add(desk, "=cmd|'/c calc'!A1 نمایشگاه یاقوت")
    viewer = Browser(desk, "v.nima")
    answer = viewer.open("/search/items.csv?q=یاقوت")
    [head, row] = csv.reader(StringIO(answer.text.removeprefix("\ufeff")))

    assert answer.headers["content-disposition"] == 'attachment; filename="items.csv"'
    assert head[0] == "شماره"
    assert row[0] == str(item)
    assert row[3].startswith("'=cmd")


def test_the_workbook_holds_the_same_items_as_the_csv(desk: Desk) -> None:
    viewer = Browser(desk, "v.nima")
    lines = list(csv.reader(StringIO(viewer.open("/search/items.csv?q=شهرداری").text)))
    sheet = load_workbook(BytesIO(viewer.open("/search/items.xlsx?q=شهرداری").content)).active
    assert sheet is not None
    cells = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]

    assert [row[0] for row in cells] == [row[0].removeprefix("\ufeff") for row in lines]
    assert len(cells) > 10


def test_an_export_stands_on_the_trail(desk: Desk) -> None:
    Browser(desk, "v.nima").open("/search/items.csv?q=آب")
    [entry] = rows(desk, "SELECT who, subject FROM audit WHERE action = 'export'")

    assert entry["who"] == "v.nima"
    assert "q=" in entry["subject"]


def test_hostile_text_stays_text_everywhere(desk: Desk) -> None:
    item = add(
        desk,
        "<script>alert(1)</script> \u202eیاقوت‌سرخ\u202c <img src=x onerror=alert(2)>",
        "{{ 7*7 }} " + "کلمه " * 200_000,
    )
    viewer = Browser(desk, "v.nima")
    for path in ("/search?q=یاقوت‌سرخ", f"/items/{item}"):
        viewer.open(path)

        assert "&lt;script&gt;" in viewer.page
        assert "<script>alert" not in viewer.page
        assert "<img src=x" not in viewer.page
        assert "\u202e" not in viewer.page
        assert "49" not in viewer.page.split("7*7")[0][-5:]
