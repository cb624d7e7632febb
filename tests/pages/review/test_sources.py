"""The health of sources: a failing one stands first, with its cause in words."""

from datetime import date, timedelta

from core.coverage import Probe, SourceDay
from core.source_states import SourceState
from review.desk import Desk
from storage.probes import save_probes
from storage.source_days import save_source_days
from storage.source_states import save_source_states
from tests.pages.review.at_work import MORNING, Browser

TODAY = date(2025, 11, 10)


def seen(desk: Desk, source: str, answers: list[bool], why: str = "") -> None:
    """The last days of a source, up to today."""
    first = TODAY - timedelta(days=len(answers) - 1)
    days = [
        SourceDay(
            source=source,
            day=first + timedelta(days=number),
            expected=1,
            fetched=int(answered),
            failed=int(not answered),
            answered=answered,
            why="" if answered else why,
        )
        for number, answered in enumerate(answers)
    ]
    with desk.begin() as connection:
        save_source_days(connection, days)
        state = SourceState(last_attempt=MORNING, last_success=MORNING if answers[-1] else None)
        save_source_states(connection, {source: state})


def two_sources(desk: Desk) -> tuple[str, str]:
    outlets = desk.methodology.outlets
    return outlets["kavirban"].sources[0].id, outlets["sayeban"].sources[0].id


def test_a_source_that_does_not_answer_stands_first_with_its_cause(desk: Desk) -> None:
    well, failing = two_sources(desk)
    seen(desk, well, [True] * 5)
    seen(desk, failing, [True, False, False, False], why="server_error: 503")
    page = Browser(desk, "v.nima").open("/sources").text
    lines = page.split("<tr")[2:]

    assert "سایه‌بان" in lines[0]
    assert "خطای کارساز" in lines[0]
    assert 'class="silent"' in lines[0]
    assert "کویربان" in lines[1]
    assert 'class="silent"' not in lines[1]
    assert "۱ از ۲ منبع" in page


def test_a_day_nobody_asked_is_neither_seen_nor_failed(desk: Desk) -> None:
    well, _ = two_sources(desk)
    seen(desk, well, [True, False, True])
    page = Browser(desk, "v.nima").open("/sources").text
    days = page.split('class="days">')[1].split("</td>")[0]

    assert (days.count("●"), days.count("✕"), days.count("·")) == (2, 1, 11)


def test_before_the_first_crawl_the_page_says_so(desk: Desk) -> None:
    assert "هنوز هیچ منبعی خزیده نشده" in Browser(desk, "v.nima").open("/sources").text


def test_a_certificate_that_ends_soon_is_said_beside_its_site_and_a_distant_end_is_not(desk: Desk) -> None:
    well, other = two_sources(desk)
    for source in (well, other):
        seen(desk, source, [True] * 3)
    with desk.begin() as connection:
        for outlet, days in (("kavirban", 9), ("sayeban", 200)):
            end = MORNING + timedelta(days=days, hours=1)
            look = Probe(outlet=outlet, at=MORNING, answered=True, newest_item_at=None, certificate_ends=end)
            save_probes(connection, [look])
    lines = Browser(desk, "v.nima").open("/sources").text.split("<tr")[2:]

    assert "کویربان" in lines[0]
    assert "پایان می‌یابد (۹ روز دیگر)" in lines[0]
    assert "گواهی" not in lines[1]
