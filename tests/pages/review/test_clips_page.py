"""Clips by hand: what we had is no new item, what we missed becomes one, and both measure our recall."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.items import Origin
from review.desk import Desk
from storage.clip_entries import clip_entries
from storage.items import items_by_id
from tests.pages.review.at_work import Browser, decisions, rows
from tests.pages.review.own_desk import GAS, own_desk, token_of


@pytest.fixture
def desk(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[Desk]:
    with own_desk(template, tmp_path / "home") as (made, _, _):
        yield made


MISSED = {
    "outlet": "کویربان",
    "url": "",
    "title": "گاز به روستای چاه‌نو رسید",
    "text": "شرکت گاز استان سمنان روستای چاه‌نو را گازدار کرد.",
    "published": "۱۴۰۴/۰۷/۲۰",
    "agency": GAS,
}


def enter(desk: Desk, **changes: str) -> str:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/clips")
    return analyst.client.post("/clips", data={"token": token, **MISSED, **changes}).text


def held_item(desk: Desk) -> dict[str, str]:
    """An item of the archive about the gas company, as somebody would cut it out."""
    (row,) = rows(
        desk,
        "SELECT v.title, i.url, i.outlet, i.id FROM attribution a JOIN item_version v ON v.id = a.version_id"
        " JOIN item i ON i.id = v.item_id WHERE a.agency = 'gas@سمنان' AND a.role = 'actor'"
        " AND i.counted_at IS NOT NULL ORDER BY i.id LIMIT 1",
    )
    with desk.database.read() as connection:
        item = items_by_id(connection, [row["id"]])[row["id"]].item
    assert item.counted_at is not None
    from core.calendar import jalali_date_numbers, tehran_day

    return {
        "title": row["title"],
        "url": row["url"] or "",
        "outlet": desk.methodology.outlets[row["outlet"]].name,
        "published": jalali_date_numbers(tehran_day(item.counted_at)),
    }


def entries(desk: Desk) -> list[tuple[bool, bool]]:
    from datetime import date

    with desk.database.read() as connection:
        return [
            (one.was_held, one.was_attributed)
            for one in clip_entries(connection, date(2025, 1, 1), date(2026, 1, 1))
        ]


def test_a_missed_clip_is_a_new_item_about_the_agency_that_was_named(desk: Desk) -> None:
    said = enter(desk)
    (row,) = rows(desk, "SELECT id, origin FROM item WHERE origin = 'clip'")
    (decision,) = decisions(desk, row["id"])

    assert "جاافتاده بود" in said
    assert row["origin"] == Origin.CLIP
    assert (decision.subject, decision.value, decision.decided_by) == (GAS, "actor", "n.sahar")
    assert entries(desk) == [(False, False)]


def test_a_clip_we_have_is_found_by_its_address_or_by_its_title_and_stored_no_second_time(desk: Desk) -> None:
    before = len(rows(desk, "SELECT id FROM item"))
    item = held_item(desk)
    by_address = enter(desk, **item | {"title": "عنوان دیگری که روزنامه زد"})
    enter(desk, **item | {"url": "", "agency": "post@سمنان"})

    assert "این مطلب را داشتیم" in by_address
    assert len(rows(desk, "SELECT id FROM item")) == before
    assert sorted(entries(desk)) == [(True, False), (True, True)]


def test_recall_is_shown_with_its_interval_and_the_numbers_behind_it(desk: Desk) -> None:
    assert "سنجیده نشد؛ هنوز" in Browser(desk, "v.nima").open("/quality").text
    enter(desk)
    enter(desk, **held_item(desk))
    enter(desk, title="خبری که از دست رفت")
    page = Browser(desk, "v.nima").open("/quality").text

    assert "۱ از ۳" in page
    assert "۳۳٪" in page.replace("\u061c", "")
    assert "کم‌شمار" in page


def test_the_same_clip_sent_twice_is_one_clip(desk: Desk) -> None:
    enter(desk)
    enter(desk)

    assert entries(desk) == [(False, False)]
    assert len(rows(desk, "SELECT id FROM item WHERE origin = 'clip'")) == 1


def test_everything_that_is_missing_is_said_at_once_and_nothing_is_kept(desk: Desk) -> None:
    said = enter(desk, outlet="رسانهٔ خیالی", published="۱۴۹۹/۰۱/۰۱", agency="", title="", url="javascript:x")

    for problem in (
        "نمی‌شناسیم",
        "تاریخ انتشار را مانند",
        "دستگاه را از فهرست",
        "عنوان را بنویسید",
        "http://",
    ):
        assert problem in said
    assert entries(desk) == []
    assert rows(desk, "SELECT id FROM item WHERE origin = 'clip'") == []


def test_a_viewer_reads_and_enters_nothing(desk: Desk) -> None:
    viewer = Browser(desk, "v.nima")
    page = viewer.open("/clips").text
    answer = viewer.client.post("/clips", data={"token": viewer.field("token"), **MISSED})

    assert 'action="/clips"' not in page
    assert answer.status_code == 403
    assert Browser(desk, "p.post").open("/clips").status_code == 403
