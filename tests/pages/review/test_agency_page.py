"""An agency's page: each number opens to exactly its items, and what we did not see is no silence."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from core.coverage import SourceDay
from core.digits import latin_digits
from rasad.auditing.corrections import Wish, record_decisions
from rasad.wiring import Office
from review.desk import Desk
from storage.source_days import save_source_days
from tests.pages.review.at_work import MORNING, Browser, Clock, rows
from tests.pages.review.own_desk import GAS, own_desk

PAGE = f"/agency?key={quote(GAS)}"


@pytest.fixture
def at_work(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[tuple[Desk, Office, Clock]]:
    with own_desk(template, tmp_path / "home") as made:
        yield made


def number_of(page: str, pattern: str) -> int:
    found = re.search(pattern, page)
    assert found, pattern
    return int(latin_digits(found[1]))


def listed(browser: Browser, address: str) -> int:
    """How many items the pages behind an address list, page after page."""
    total, page = 0, browser.open(address).text
    while True:
        total += len(re.findall(r'<li><a href="/items/', page))
        more = re.search(r'href="(/agency\?[^"]*below=\d+)"', page)
        if not more:
            return total
        page = browser.open(more[1].replace("&amp;", "&")).text


def test_the_number_of_a_month_and_of_a_channel_is_the_length_of_its_list(
    at_work: tuple[Desk, Office, Clock],
) -> None:
    reader = Browser(at_work[0], "v.nima")
    page = reader.open(PAGE).text
    month = number_of(page, r"<b>([۰-۹٬]+)</b><span>مهر ۱۴۰۴</span>")
    press = number_of(page, r"channel=press\"[^>]*>[^<]*</a>: <b>([۰-۹٬]+)</b>")

    assert month > 0
    assert press > 0
    assert listed(reader, f"{PAGE}&month=1404-07") == month
    assert listed(reader, f"{PAGE}&channel=press") == press


def test_a_rejected_item_leaves_the_number_at_once(at_work: tuple[Desk, Office, Clock]) -> None:
    desk, office, _ = at_work
    reader = Browser(desk, "v.nima")
    pattern = r"<b>([۰-۹٬]+)</b><span>مهر ۱۴۰۴</span>"
    before = number_of(reader.open(PAGE).text, pattern)
    (row,) = rows(
        desk,
        "SELECT v.item_id AS id FROM attribution a JOIN item_version v ON v.id = a.version_id"
        " WHERE a.agency = 'gas@سمنان' AND a.role = 'actor' ORDER BY 1 LIMIT 1",
    )
    wish = Wish(
        where="x",
        item=str(row["id"]),
        aspect="agency",
        subject=GAS,
        decision="reject",
        value="",
        reason="نهاد دیگر",
    )
    record_decisions(office, [wish], decided_by="n.sahar", now=MORNING)

    assert number_of(reader.open(PAGE).text, pattern) == before - 1


def test_a_day_that_was_not_seen_ends_a_silence_and_is_told(at_work: tuple[Desk, Office, Clock]) -> None:
    desk, _, _ = at_work
    profile = next(iter(desk.methodology.profiles.values()))
    watched = [desk.methodology.outlets[one] for one in profile.watched_outlets]
    # Days of Aban without any item: seven seen, one not, ten seen; the nineteenth goes on.
    days = [
        SourceDay(
            source=source.id,
            day=date(2025, 10, 23) + timedelta(days=n),
            expected=1,
            fetched=int(n != 7),
            failed=int(n == 7),
            answered=n != 7,
            why="" if n != 7 else "server_error: 503",
        )
        for outlet in watched
        for source in outlet.sources
        for n in range(19)
    ]
    unseen = r"<p class=\"quiet small\">([۰-۹٬]+) روز از"
    before = number_of(Browser(desk, "v.nima").open(PAGE).text, unseen)
    with desk.begin() as connection:
        save_source_days(connection, days)
    page = Browser(desk, "v.nima").open(PAGE).text
    silences = page.split("سکوت در رسانه‌ها")[1].split("</ul>")[0]

    assert "<b>۱۰ روز</b>، ۹ آبان ۱۴۰۴ تا ۱۸ آبان ۱۴۰۴" in silences
    assert number_of(page, unseen) == before + 1


def test_an_officer_narrows_his_own_page_and_no_other(at_work: tuple[Desk, Office, Clock]) -> None:
    officer = Browser(at_work[0], "p.post")

    assert officer.open("/agency?month=1404-07").status_code == 200
    assert officer.open(f"{PAGE}&month=1404-07").status_code == 403
    assert officer.open("/agency?month=1404-99").status_code == 404
    assert officer.open("/agency?channel=telepathy").status_code == 404
